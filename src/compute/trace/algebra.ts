/**
 * Constructors of nodes that do the algebra a compiler would: neutral elements vanish, reshapes and transposes merge,
 * and broadcasts are put off until a full-size operand makes them needless (tfjs' gradients of sums and means multiply
 * by full-size ones).
 */
import * as tf from '../tf.ts';
import type { Constant, ElementType } from './constant.ts';
import { type Attribute, type GraphBuilder, type GraphNode, sameShape, sizeOf, type Value } from './graph.ts';
import { TYPE_CODES } from './onnx-model.ts';

export type BinaryOp = 'Add' | 'Sub' | 'Mul' | 'Div' | 'Max' | 'Min' | 'Pow';

/** Elementwise `op` of broadcast operands. */
export function binary(graph: GraphBuilder, op: BinaryOp, a: Value, b: Value): Value {
  const shape = broadcastShape(a, b);
  const x = unexpanded(a, graph);
  const y = unexpanded(b, graph);
  return expand(graph, binaryOfUnexpanded(graph, op, x, y), shape);
}

function binaryOfUnexpanded(graph: GraphBuilder, op: BinaryOp, a: Value, b: Value): Value {
  if (isNeutral(op, b)) return expand(graph, a, broadcastShape(a, b));
  if (isCommutative(op) && isNeutral(op, a)) return expand(graph, b, broadcastShape(a, b));
  if (op === 'Pow' && uniformOf(b) === 2) return binaryOfUnexpanded(graph, 'Mul', a, a);
  return graph.emit(op, [a, b], { shape: broadcastShape(a, b), type: a.type });
}

/** A node of one operand that works element by element. */
export function unary(
  graph: GraphBuilder,
  op: string,
  x: Value,
  type: ElementType = x.type,
  attributes: Readonly<Record<string, Attribute>> = {},
): Value {
  const small = unexpanded(x, graph);
  return expand(graph, graph.emit(op, [small], { shape: small.shape, type }, attributes), x.shape);
}

/** Any elementwise node of operands that broadcast. */
export function elementwise(
  graph: GraphBuilder,
  op: string,
  operands: readonly Value[],
  type: ElementType,
): Value {
  const shape = operands.map((operand) => operand.shape).reduce(broadcastShapes);
  return graph.emit(op, operands, { shape, type });
}

/** `x` broadcast to `shape`. */
export function expand(graph: GraphBuilder, x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  if (x.kind === 'constant' && x.uniform !== undefined)
    return graph.constants.uniform(x.uniform, shape, x.type);
  return graph.emit('Expand', [x, graph.int64(shape)], { shape, type: x.type });
}

export function reshape(graph: GraphBuilder, x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  if (x.kind === 'constant') return graph.constants.reshape(x, shape);
  const source = isOp(x, 'Reshape') ? x.operands[0]! : x;
  if (sameShape(source.shape, shape)) return source;
  return graph.emit('Reshape', [source, graph.int64(shape)], { shape, type: x.type });
}

/** Dimension i of the result is dimension permutation[i] of `x`. */
export function transpose(graph: GraphBuilder, x: Value, permutation: readonly number[]): Value {
  if (permutation.every((axis, i) => axis === i)) return x;
  if (x.kind === 'constant') return graph.constants.transpose(x, permutation);
  if (isOp(x, 'Transpose')) {
    const inner = x.attributes.perm as readonly number[];
    const whole = permutation.map((axis) => inner[axis]!);
    return transpose(graph, x.operands[0]!, whole);
  }
  const shape = permutation.map((axis) => x.shape[axis]!);
  const moved = permutation.filter((axis) => x.shape[axis] !== 1);
  if (moved.every((axis, i) => i === 0 || axis > moved[i - 1]!)) return reshape(graph, x, shape);
  return graph.emit('Transpose', [x], { shape, type: x.type }, { perm: permutation });
}

/** Sum, mean, maximum, ... over `axes`, which are non-negative. */
export function reduce(
  graph: GraphBuilder,
  op: 'ReduceSum' | 'ReduceMean' | 'ReduceMax' | 'ReduceMin' | 'ReduceProd',
  x: Value,
  axes: readonly number[],
  keepDims: boolean,
): Value {
  const kept = x.shape.map((n, axis) => (axes.includes(axis) ? 1 : n));
  const shape = keepDims ? kept : x.shape.filter((_, axis) => !axes.includes(axis));
  if (sameShape(kept, x.shape)) return reshape(graph, x, shape);
  const attributes = { keepdims: keepDims ? 1 : 0 };
  return graph.emit(op, [x, graph.int64(axes)], { shape, type: x.type }, attributes);
}

/** The elements [begin, begin + size) of every dimension. */
export function slice(
  graph: GraphBuilder,
  x: Value,
  begin: readonly number[],
  size: readonly number[],
): Value {
  if (sameShape(size, x.shape)) return x;
  const axes = size.flatMap((n, axis) => (n === x.shape[axis] ? [] : [axis]));
  const starts = axes.map((axis) => begin[axis]!);
  const ends = axes.map((axis) => begin[axis]! + size[axis]!);
  const operands = [x, graph.int64(starts), graph.int64(ends), graph.int64(axes)];
  return graph.emit('Slice', operands, { shape: size, type: x.type });
}

export function cast(graph: GraphBuilder, x: Value, type: ElementType): Value {
  if (x.type === type) return x;
  return unary(graph, 'Cast', x, type, { to: TYPE_CODES[type] });
}

/** `x` between 0 and 6. */
export function relu6(graph: GraphBuilder, x: Value): Value {
  return binary(graph, 'Min', unary(graph, 'Relu', x), graph.scalar(6));
}

/** `x`, times `slope` where it is negative. */
export function leakyRelu(graph: GraphBuilder, x: Value, slope: number): Value {
  return unary(graph, 'LeakyRelu', x, x.type, { alpha: { float: slope } });
}

/** `x`, times `slope`, which broadcasts to it, where it is negative. */
export function prelu(graph: GraphBuilder, x: Value, slope: Value): Value {
  return graph.emit('PRelu', [x, slope], { shape: x.shape, type: x.type });
}

export function isOp(value: Value, op: string): value is GraphNode {
  return value.kind === 'node' && value.op === op;
}

function uniformOf(value: Value): number | undefined {
  return value.kind === 'constant' ? value.uniform : undefined;
}

function broadcastShape(a: Value, b: Value): number[] {
  return broadcastShapes(a.shape, b.shape);
}

function broadcastShapes(a: readonly number[], b: readonly number[]): number[] {
  return tf.backend_util.assertAndGetBroadcastShape([...a], [...b]);
}

/** What was broadcast to make `x`, with as many dimensions: a uniform constant's value, an Expand's operand, or `x`. */
function unexpanded(x: Value, graph: GraphBuilder): Value {
  const uniform = uniformOf(x);
  if (uniform !== undefined && sizeOf(x.shape) > 1) return graph.scalar(uniform, x.type);
  return isOp(x, 'Expand') ? x.operands[0]! : x;
}

const NEUTRAL: Readonly<Partial<Record<BinaryOp, number>>> = { Add: 0, Sub: 0, Mul: 1, Div: 1, Pow: 1 };

function isNeutral(op: BinaryOp, right: Value): right is Constant {
  return NEUTRAL[op] !== undefined && uniformOf(right) === NEUTRAL[op];
}

function isCommutative(op: BinaryOp): boolean {
  return op === 'Add' || op === 'Mul';
}
