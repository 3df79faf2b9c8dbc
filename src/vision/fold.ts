/**
 * Folding of constants into the weights of the next linear map, once at load, so that a step does not pay for them.
 * All matrices are row-major (out, in), as the files store them. Sums run in 64 bits.
 */

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

/** The linear map that does to x what `linear` does to `scale * x + shift`; `scale` and `shift` are (in). */
export function foldInput({ weight, bias }: Linear, scale: Float32Array, shift: Float32Array): Linear {
  const inputs = scale.length;
  const folded = new Float32Array(weight.length);
  const foldedBias = new Float32Array(bias.length);
  for (let o = 0, at = 0; o < bias.length; o++) {
    let sum = bias[o]!;
    for (let i = 0; i < inputs; i++, at++) {
      folded[at] = weight[at]! * scale[i]!;
      sum += weight[at]! * shift[i]!;
    }
    foldedBias[o] = sum;
  }
  return { weight: folded, bias: foldedBias };
}

/** The linear map whose output row o is `scale[o]` times that of `linear`. */
export function foldOutput({ weight, bias }: Linear, scale: Float32Array): Linear {
  const inputs = weight.length / bias.length;
  const folded = new Float32Array(weight.length);
  for (let o = 0, at = 0; o < bias.length; o++) {
    const factor = scale[o]!;
    for (let i = 0; i < inputs; i++, at++) folded[at] = weight[at]! * factor;
  }
  return { weight: folded, bias: bias.map((b, o) => b * scale[o]!) };
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
  const strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1];
  const [n0, n1, n2, n3] = order.map((axis) => shape[axis]!) as [number, number, number, number];
  const [s0, s1, s2, s3] = order.map((axis) => strides[axis]!) as [number, number, number, number];
  const out = new Float32Array(data.length);
  let at = 0;
  for (let i = 0; i < n0; i++)
    for (let j = 0; j < n1; j++)
      for (let k = 0; k < n2; k++) {
        let from = i * s0 + j * s1 + k * s2;
        for (let l = 0; l < n3; l++, from += s3) out[at++] = data[from]!;
      }
  return out;
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
  return permute4(data, [1, 1, rows, columns], [0, 1, 3, 2]);
}
