import { expect, it } from 'vitest';
import { dot, mean, sum } from '../src/sums.ts';

it('adds, averages and multiplies lists of numbers', () => {
  expect(sum([1, 2, 4])).toBe(7);
  expect(sum([])).toBe(0);
  expect(mean(Float32Array.of(0.5, 1.5, 4))).toBe(2);
  expect(mean([])).toBeNaN();
  expect(dot([1, 2, 3], Float64Array.of(4, -5, 6))).toBe(12);
});

it('adds from the first to the last, in 64 bits', () => {
  expect(sum([1e16, 1, -1e16, 1])).toBe(1);
  expect(sum(Float32Array.of(2 ** 24, 1, 1))).toBe(2 ** 24 + 2);
});
