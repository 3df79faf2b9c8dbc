import type * as tf from '../../tf.ts';
import { cast, elementwise, reshape } from '../algebra.ts';
import { elementType } from '../recorder.ts';
import { axesOf, type KernelRules } from './kernel.ts';

export const gatherKernels: KernelRules = {
  GatherNd: ({ params, indices }, _, graph) => {
    const depth = indices!.shape.at(-1)!;
    const shape = [...indices!.shape.slice(0, -1), ...params!.shape.slice(depth)];
    return graph.emit('GatherND', [params!, cast(graph, indices!, 'int64')], { shape, type: params!.type });
  },
  GatherV2: ({ x, indices }, { axis, batchDims }: tf.GatherV2Attrs, graph) => {
    if (batchDims !== 0) throw new Error('GatherV2 with batchDims');
    const [at] = axesOf(axis, x!.shape.length) as [number];
    const shape = [...x!.shape.slice(0, at), ...indices!.shape, ...x!.shape.slice(at + 1)];
    return graph.emit('Gather', [x!, indices!], { shape, type: x!.type }, { axis: at });
  },
  OneHot: ({ indices }, { depth, onValue, offValue, dtype }: tf.OneHotAttrs, graph) => {
    const type = elementType(dtype);
    const classes = graph.constants.fromValues(
      Int32Array.from({ length: depth }, (_, i) => i),
      [depth],
      'int32',
    );
    const hit = elementwise(
      graph,
      'Equal',
      [reshape(graph, indices!, [...indices!.shape, 1]), classes],
      'bool',
    );
    return elementwise(
      graph,
      'Where',
      [hit, graph.scalar(onValue, type), graph.scalar(offValue, type)],
      type,
    );
  },
};
