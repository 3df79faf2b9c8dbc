/** Kernels of our own, which no backend of tfjs has. */
import { BYTE_CONVOLUTION } from '../../byte-convolution.ts';
import { transpose } from '../algebra.ts';
import type { KernelRules } from './kernel.ts';

export const byteKernels: KernelRules = {
  [BYTE_CONVOLUTION]: ({ x, filter, scale, bias }, _, graph) => {
    const { constants } = graph;
    const [one, none] = [graph.scalar(1), constants.uniform(0, [], 'uint8')];
    const input = transpose(graph, x!, [0, 3, 1, 2]);
    const { shape } = input;
    const bytes =
      input.type === 'uint8'
        ? input
        : graph.emit('QuantizeLinear', [input, one, none], { shape, type: 'uint8' });
    const [outputs, , height, width] = filter!.shape as [number, number, number, number];
    const zeros = constants.uniform(0, [outputs], 'int8');
    const operands = [bytes, one, none, filter!, scale!, zeros, one, none, bias!];
    const type = { shape: [shape[0]!, outputs, shape[2]!, shape[3]!], type: 'uint8' } as const;
    const [top, left] = [(height - 1) >> 1, (width - 1) >> 1];
    const pads = [top, left, height - 1 - top, width - 1 - left];
    return transpose(graph, graph.emit('QLinearConv', operands, type, { pads }), [0, 2, 3, 1]);
  },
};
