/**
 * Folding of constants into the weights of the next linear map, once at load, so that a step does not pay for them.
 * All matrices are row-major (out, in), as the files store them. Sums run in 64 bits. Matrices are overwritten: most of the
 * time of a copy is the system's, which hands out memory for it.
 */
import { transposeValues } from '../compute/trace/transpose.ts';

/** y = weight x + bias; `weight` (out, in), `bias` (out). */
export interface Linear {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** Scale and shift of a normalisation, per channel. */
export interface Affine {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** Makes `linear` the map that does to x what it did to `scale * x + shift`; `scale` and `shift` are (in). */
export function foldInput(linear: Linear, scale: Float32Array, shift: Float32Array): Linear {
  const { weight, bias } = linear;
  const inputs = scale.length;
  for (let o = 0, at = 0; o < bias.length; o++) {
    let sum = bias[o]!;
    for (let i = 0; i < inputs; i++, at++) {
      sum += weight[at]! * shift[i]!;
      weight[at]! *= scale[i]!;
    }
    bias[o] = sum;
  }
  return linear;
}

/** Makes `linear` the map whose output o is `scale[o]` times what it was. */
export function foldOutput(linear: Linear, scale: Float32Array): Linear {
  const { weight, bias } = linear;
  const inputs = weight.length / bias.length;
  for (let o = 0, at = 0; o < bias.length; o++) {
    const factor = scale[o]!;
    for (let i = 0; i < inputs; i++, at++) weight[at]! *= factor;
    bias[o]! *= factor;
  }
  return linear;
}

/** Batch normalisation with fixed statistics as scale and shift. */
export function batchNormAffine(
  weight: Float32Array,
  bias: Float32Array,
  mean: Float32Array,
  variance: Float32Array,
  epsilon: number,
): Affine {
  const scale = weight.map((w, c) => w / Math.sqrt(variance[c]! + epsilon));
  return { weight: scale, bias: bias.map((b, c) => b - mean[c]! * scale[c]!) };
}

/** Copies a rank-4 array with its axes in another order: out axis k is in axis `order[k]`. */
export function permute4(
  data: Float32Array,
  shape: readonly [number, number, number, number],
  order: readonly [number, number, number, number],
): Float32Array {
  return transposeValues(data, shape, order);
}

/** One array after the other. */
export function concatenate(arrays: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(arrays.reduce((n, array) => n + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    out.set(array, at);
    at += array.length;
  }
  return out;
}

/** (rows, columns) -> (columns, rows). */
export function transpose(data: Float32Array, rows: number, columns: number): Float32Array {
  return transposeValues(data, [rows, columns], [1, 0]);
}
