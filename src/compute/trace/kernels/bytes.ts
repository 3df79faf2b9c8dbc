/** Kernels of our own, which no backend of tfjs has. */
import { BYTE_CONVOLUTION } from '../../byte-convolution.ts';
import { transpose } from '../algebra.ts';
import type { KernelRules } from './kernel.ts';

export const byteKernels: KernelRules = {
  [BYTE_CONVOLUTION]: (
    { x, filter, scale, bias },
    { border }: { readonly border: number | 'same' },
    graph,
  ) => {
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
    const around = border === 'same' ? [height - 1, width - 1] : [2 * border, 2 * border];
    const [top, left, bottom, right] = [...around.map((n) => n >> 1), ...around.map((n) => (n + 1) >> 1)];
    const pads = [top!, left!, bottom!, right!];
    const size = [shape[2]! + around[0]! - height + 1, shape[3]! + around[1]! - width + 1];
    const type = { shape: [shape[0]!, outputs, ...size], type: 'uint8' } as const;
    return transpose(graph, graph.emit('QLinearConv', operands, type, { pads }), [0, 2, 3, 1]);
  },
};
