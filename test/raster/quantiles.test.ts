import { expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { quantiles } from '../../src/raster/quantiles.ts';

const FRACTIONS = [0, 0.05, 0.5, 0.95, 0.97, 1];
const bySorting = (values: Float32Array) => {
  const sorted = values.slice().sort();
  return FRACTIONS.map((f) => sorted[Math.min(sorted.length - 1, Math.floor(f * sorted.length))]);
};

it('finds what sorting finds, of any signs, sizes and ties', () => {
  const random = createRandom(9);
  for (const make of [
    () => random.next(),
    () => random.uniform(-2, 3),
    () => Math.round(random.uniform(-3, 3)),
    () => random.next() ** 40,
    () => 1e30 * random.normal(),
  ]) {
    for (const count of [1, 2, 3, 100, 5000]) {
      const values = Float32Array.from({ length: count }, make);
      expect(quantiles(values, FRACTIONS)).toEqual(bySorting(values).map((v) => v));
    }
  }
});

it('reads a part of an array, and infinities', () => {
  const all = Float32Array.of(9, 9, 2, Number.NEGATIVE_INFINITY, 1, Number.POSITIVE_INFINITY, 9);
  expect(quantiles(all.subarray(2, 6), [0, 0.25, 0.5, 1])).toEqual([
    Number.NEGATIVE_INFINITY,
    1,
    2,
    Number.POSITIVE_INFINITY,
  ]);
});

it('has nothing to say of nothing', () => {
  expect(quantiles(new Float32Array(0), FRACTIONS)).toEqual([]);
});
