import * as tf from '../../tf.ts';
import { isOp, transpose } from '../algebra.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import type { KernelRules } from './kernel.ts';

export const matMulKernels: KernelRules = {
  BatchMatMul: ({ a, b }, { transposeA, transposeB }: tf.BatchMatMulAttrs, graph) =>
    matMul(graph, a!, b!, transposeA, transposeB),
};

/**
 * Matrix product over the last two dimensions, the others broadcast. Transposes of operands become flags of
 * onnxruntime's FusedMatMul, whose packing of operands then reads them in the other order at no extra cost: a linear
 * layer's weight is used as its file has it, (out, in), forward and backward.
 */
export function matMul(
  graph: GraphBuilder,
  a: Value,
  b: Value,
  transposeA: boolean,
  transposeB: boolean,
): Value {
  const left = withoutTranspose(graph, a, transposeA);
  const right = withoutTranspose(graph, b, transposeB);
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const batch = tf.backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const result = { shape: [...batch, rows, columns], type: a.type };
  if (!left.flipped && !right.flipped) return graph.emit('MatMul', [left.value, right.value], result);
  const attributes = { transA: left.flipped ? 1 : 0, transB: right.flipped ? 1 : 0 };
  return graph.emit('FusedMatMul', [left.value, right.value], result, attributes, 'com.microsoft');
}

/** Looks through a transpose of the last two dimensions. */
function withoutTranspose(
  graph: GraphBuilder,
  value: Value,
  flipped: boolean,
): { readonly value: Value; readonly flipped: boolean } {
  const permutation = value.kind === 'constant' ? value.view?.permutation : transposition(value);
  const rank = value.shape.length;
  const swap = [...value.shape.keys()].map((i) => (i < rank - 2 ? i : 2 * rank - 3 - i));
  if (permutation === undefined || permutation.some((axis, i) => axis !== swap[i])) return { value, flipped };
  return { value: transpose(graph, value, swap), flipped: !flipped };
}

function transposition(value: Value): readonly number[] | undefined {
  return isOp(value, 'Transpose') ? (value.attributes.perm as readonly number[]) : undefined;
}
