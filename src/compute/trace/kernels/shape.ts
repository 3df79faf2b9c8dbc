import * as tf from '../../tf.ts';
import { reshape, slice } from '../algebra.ts';
import { type GraphBuilder, sizeOf, type Value } from '../graph.ts';
import { axesOf, type KernelRules } from './kernel.ts';

export const shapeKernels: KernelRules = {
  Concat: (operands, { axis }: tf.ConcatAttrs, graph) => concat(graph, Object.values(operands), axis),
  ExpandDims: ({ input }, { dim }: tf.ExpandDimsAttrs, graph) => {
    const rank = input!.shape.length;
    return reshape(graph, input!, withAxis(input!.shape, dim < 0 ? rank + 1 + dim : dim, 1));
  },
  Pack: (operands, { axis }: tf.PackAttrs, graph) => {
    const values = Object.values(operands);
    const at = axis < 0 ? axis + values[0]!.shape.length + 1 : axis;
    return concat(
      graph,
      values.map((value) => reshape(graph, value, withAxis(value.shape, at, 1))),
      at,
    );
  },
  PadV2: ({ x }, { paddings, constantValue }: tf.PadV2Attrs, graph) => {
    const pads = [...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)];
    const shape = x!.shape.map((n, axis) => n + paddings[axis]![0] + paddings[axis]![1]);
    const operands = [x!, graph.int64(pads), graph.scalar(constantValue, x!.type)];
    return graph.emit('Pad', operands, { shape, type: x!.type });
  },
  Reshape: ({ x }, { shape }: tf.ReshapeAttrs, graph) =>
    reshape(graph, x!, tf.util.inferFromImplicitShape(shape, sizeOf(x!.shape))),
  Reverse: ({ x }, { dims }: tf.ReverseAttrs, graph) => {
    const axes = axesOf(dims, x!.shape.length);
    const bounds = (value: number) => graph.int64(axes.map(() => value));
    const operands = [x!, bounds(-1), bounds(-(2 ** 31)), graph.int64(axes), bounds(-1)];
    return graph.emit('Slice', operands, { shape: x!.shape, type: x!.type });
  },
  Slice: ({ x }, { begin, size }: tf.SliceAttrs, graph) => {
    const [starts, sizes] = tf.slice_util.parseSliceParams(
      { shape: [...x!.shape] } as tf.Tensor,
      begin,
      size,
    );
    return slice(graph, x!, starts!, sizes!);
  },
  SplitV: ({ x }, { numOrSizeSplits, axis }: tf.SplitVAttrs, graph) => {
    const [at] = axesOf(axis, x!.shape.length);
    const like = { shape: [...x!.shape] } as tf.Tensor;
    return cut(graph, x!, at!, tf.backend_util.prepareSplitSize(like, numOrSizeSplits, at));
  },
  Tile: ({ x }, { reps }: tf.TileAttrs, graph) => {
    const shape = x!.shape.map((n, axis) => n * reps[axis]!);
    return graph.emit('Tile', [x!, graph.int64(reps)], { shape, type: x!.type });
  },
  Unpack: ({ value }, { axis }: tf.UnpackAttrs, graph) => {
    const [at] = axesOf(axis, value!.shape.length);
    const shape = value!.shape.filter((_, i) => i !== at);
    const ones = new Array<number>(value!.shape[at!]!).fill(1);
    return cut(graph, value!, at!, ones).map((part) => reshape(graph, part, shape));
  },
  UnsortedSegmentSum: ({ x, segmentIds }, { numSegments }: tf.UnsortedSegmentSumAttrs, graph) => {
    const [count, ...rest] = x!.shape as [number, ...number[]];
    const segments = graph.constants.fromValues(
      Int32Array.from({ length: numSegments }, (_, i) => i),
      [numSegments, 1],
      'int32',
    );
    const shape = [numSegments, count];
    const member = graph.emit('Equal', [segments, reshape(graph, segmentIds!, [1, count])], {
      shape,
      type: 'bool',
    });
    const mask = graph.emit('Cast', [member], { shape, type: 'float32' }, { to: 1 });
    const columns = sizeOf(rest);
    const sums = graph.emit('MatMul', [mask, reshape(graph, x!, [count, columns])], {
      shape: [numSegments, columns],
      type: 'float32',
    });
    return reshape(graph, sums, [numSegments, ...rest]);
  },
};

function concat(graph: GraphBuilder, values: readonly Value[], axis: number): Value {
  const full = values.filter((value) => sizeOf(value.shape) > 0);
  const [first] = full as [Value, ...Value[]];
  const [at] = axesOf(axis, first.shape.length) as [number];
  if (full.length === 1) return first;
  const length = full.reduce((sum, value) => sum + value.shape[at]!, 0);
  const shape = first.shape.map((n, i) => (i === at ? length : n));
  return graph.emit('Concat', full, { shape, type: first.type }, { axis: at });
}

/** Consecutive pieces of the given lengths along an axis. */
function cut(graph: GraphBuilder, x: Value, axis: number, lengths: readonly number[]): Value[] {
  let start = 0;
  return lengths.map((length) => {
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    const size = x.shape.map((n, i) => (i === axis ? length : n));
    start += length;
    return slice(graph, x, begin, size);
  });
}

function withAxis(shape: readonly number[], axis: number, size: number): number[] {
  return [...shape.slice(0, axis), size, ...shape.slice(axis)];
}
