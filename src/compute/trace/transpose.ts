import type { ElementArray } from './constant.ts';

/**
 * Copies `values`, row-major of `shape`, so that dimension i of the result is dimension permutation[i] of the source.
 * Writes in order; the innermost loop runs over the result's last dimension.
 */
export function transposeValues<T extends ElementArray>(
  values: T,
  shape: readonly number[],
  permutation: readonly number[],
): T {
  const rank = shape.length;
  const strides = new Array<number>(rank);
  for (let i = rank - 1, stride = 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i]!;
  }
  const sizes = permutation.map((axis) => shape[axis]!);
  const steps = permutation.map((axis) => strides[axis]!);
  const result = new (values.constructor as new (n: number) => T)(values.length);
  const inner = sizes[rank - 1]!;
  const innerStep = steps[rank - 1]!;
  const index = new Array<number>(rank).fill(0);
  let source = 0;
  for (let out = 0; out < result.length; ) {
    for (let i = 0, from = source; i < inner; i++, from += innerStep) result[out++] = values[from]!;
    for (let axis = rank - 2; axis >= 0; axis--) {
      source += steps[axis]!;
      if (++index[axis]! < sizes[axis]!) break;
      source -= steps[axis]! * sizes[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}
