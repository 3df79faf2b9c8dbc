import { expect, it } from 'vitest';
import { transposeValues } from '../../../src/compute/trace/transpose.ts';

/** Element by element: where each index of the result comes from. */
function naive(values: Float32Array, shape: readonly number[], permutation: readonly number[]): Float32Array {
  const sizes = permutation.map((axis) => shape[axis]!);
  return values.map((_, out) => {
    const index = new Array<number>(shape.length);
    for (let i = sizes.length - 1, rest = out; i >= 0; i--) {
      index[permutation[i]!] = rest % sizes[i]!;
      rest = Math.floor(rest / sizes[i]!);
    }
    return values[index.reduce((at, n, axis) => at * shape[axis]! + n, 0)]!;
  });
}

const count = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

it.each<[number[], number[]]>([
  [
    [70, 45],
    [1, 0],
  ],
  [
    [5, 7],
    [0, 1],
  ],
  // square: as far apart as they have elements
  [
    [4, 4],
    [1, 0],
  ],
  [
    [3, 4, 4],
    [0, 2, 1],
  ],
  [
    [3, 3, 40, 33],
    [3, 2, 0, 1],
  ],
  [
    [1, 1, 50, 36],
    [3, 2, 0, 1],
  ],
  [
    [2, 3, 4, 5],
    [0, 2, 3, 1],
  ],
  [
    [2, 3, 4, 5],
    [2, 0, 1, 3],
  ],
  [
    [2, 3, 4, 5],
    [1, 0, 3, 2],
  ],
  [
    [4, 1, 2, 3],
    [3, 1, 0, 2],
  ],
  [
    [2, 2, 3, 2, 3],
    [4, 2, 0, 3, 1],
  ],
  [[6], [0]],
  [
    [1, 1],
    [1, 0],
  ],
  [
    [0, 4],
    [1, 0],
  ],
  [[], []],
])('transposes %j by %j as a loop over all indices does', (shape, permutation) => {
  const values = Float32Array.from({ length: count(shape) }, (_, i) => i + 0.5);
  expect(transposeValues(values, shape, permutation)).toEqual(naive(values, shape, permutation));
});

it('transposes integers of 64 bits too', () => {
  expect(transposeValues(BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n), [2, 3], [1, 0])).toEqual(
    BigInt64Array.of(1n, 4n, 2n, 5n, 3n, 6n),
  );
});
