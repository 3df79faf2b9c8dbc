import type * as tf from '../../tf.ts';
import { cast, reduce } from '../algebra.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import { axesOf, type KernelRules } from './kernel.ts';

export const reductionKernels: KernelRules = {
  ArgMax: ({ x }, { axis }: tf.ArgMaxAttrs, graph) => argument(graph, 'ArgMax', x!, axis),
  ArgMin: ({ x }, { axis }: tf.ArgMinAttrs, graph) => argument(graph, 'ArgMin', x!, axis),
  Cumsum: ({ x }, { axis, exclusive, reverse }: tf.CumsumAttrs, graph) => {
    const attributes = { exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 };
    return graph.emit('CumSum', [x!, graph.int64([axis])], x!, attributes);
  },
  /** Alone among its kind it calls its axes reductionIndices. */
  Max: ({ x }, { reductionIndices, keepDims }: tf.MaxAttrs, graph) =>
    reduce(graph, 'ReduceMax', x!, axesOf(reductionIndices, x!.shape.length), keepDims),
  Mean: ({ x }, { axis, keepDims }: tf.MeanAttrs, graph) =>
    reduce(graph, 'ReduceMean', x!, axesOf(axis, x!.shape.length), keepDims),
  Min: ({ x }, { axis, keepDims }: tf.MinAttrs, graph) =>
    reduce(graph, 'ReduceMin', x!, axesOf(axis, x!.shape.length), keepDims),
  Prod: ({ x }, { axis, keepDims }: tf.ProdAttrs, graph) =>
    reduce(graph, 'ReduceProd', x!, axesOf(axis, x!.shape.length), keepDims),
  Softmax: ({ logits }, _, graph) => graph.emit('Softmax', [logits!], logits!, { axis: -1 }),
  Sum: ({ x }, { axis, keepDims }: tf.SumAttrs, graph) =>
    reduce(graph, 'ReduceSum', x!, axesOf(axis, x!.shape.length), keepDims),
};

/** Position of the extreme along an axis; the first of equals, as in tfjs. */
function argument(graph: GraphBuilder, op: 'ArgMax' | 'ArgMin', x: Value, axis: number): Value {
  const [at] = axesOf(axis, x.shape.length) as [number];
  const shape = x.shape.filter((_, i) => i !== at);
  const position = graph.emit(op, [x], { shape, type: 'int64' }, { axis: at, keepdims: 0 });
  return cast(graph, position, 'int32');
}
