import { expect, it } from 'vitest';
import { range } from '../src/range.ts';

it('range counts from its first up to, but not to, its last', () => {
  expect(range(2, 5)).toEqual([2, 3, 4]);
  expect(range(-1, 1)).toEqual([-1, 0]);
  expect(range(3, 3)).toEqual([]);
  expect(range(4, 2)).toEqual([]);
});
