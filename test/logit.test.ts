import { describe, expect, it } from 'vitest';
import { logistic, logit } from '../src/logit.ts';

describe('logit', () => {
  it('is the logarithm of the odds', () => {
    expect(logit(0.5)).toBe(0);
    expect(logit(0.75)).toBeCloseTo(Math.log(3), 12);
    expect(logit(0.1)).toBeCloseTo(-Math.log(9), 12);
  });

  it('holds likelihoods as far from 0 and 1 as is said', () => {
    expect(logit(0, 0.2)).toBeCloseTo(-Math.log(4), 12);
    expect(logit(1, 0.2)).toBeCloseTo(Math.log(4), 12);
    expect(logit(0.3, 0.2)).toBe(logit(0.3));
    expect(logit(1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('logistic', () => {
  it('is its inverse', () => {
    for (const p of [0.01, 0.3, 0.5, 0.9]) expect(logistic(logit(p))).toBeCloseTo(p, 12);
    expect(logistic(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(logistic(Number.POSITIVE_INFINITY)).toBe(1);
  });
});
