import { expect, it } from 'vitest';
import type { TensorData } from '../../../src/compute/program.ts';
import { differenceOf } from '../../../src/compute/providers/difference.ts';

const of = (...values: number[]): TensorData => ({ shape: [values.length], data: Float32Array.from(values) });

it('is the largest relative distance of any output', () => {
  const reference = { a: of(3, 4), b: of(10) };
  expect(differenceOf(reference, reference)).toBe(0);
  expect(differenceOf({ a: of(3, 4), b: of(11) }, reference)).toBeCloseTo(0.1);
  expect(differenceOf({ a: of(3, 9), b: of(11) }, reference)).toBeCloseTo(1);
  expect(differenceOf({ a: of(0, 0) }, { a: of(0, 0) })).toBe(0);
});

it('is infinite for what cannot be compared', () => {
  for (const outputs of [{}, { a: of(1) }, { a: of(Number.NaN, 1) }, { a: of(Number.POSITIVE_INFINITY, 1) }])
    expect(differenceOf(outputs, { a: of(3, 4) })).toBe(Number.POSITIVE_INFINITY);
  expect(differenceOf({ a: of(1) }, { a: of(0) })).toBe(Number.POSITIVE_INFINITY);
  expect(differenceOf({ a: of(1), b: of(Number.NaN) }, { a: of(2), b: of(1) })).toBe(
    Number.POSITIVE_INFINITY,
  );
});
