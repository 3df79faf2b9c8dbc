import { describe, expect, it } from 'vitest';
import { cosine, groupBy, quantile, spread, standardScore } from '../../bench/quality/judge/statistics.ts';

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    expect([0, 0.25, 0.5, 1].map((q) => quantile([4, 1, 3, 2], q))).toEqual([1, 1.75, 2.5, 4]);
  });

  it('is NaN without values', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('spread', () => {
  it('counts as wins only what is above 0', () => {
    expect(spread([-1, 0, 2, 5])).toEqual({
      count: 4,
      median: 1,
      lowerQuartile: -0.25,
      upperQuartile: 2.75,
      wins: 2,
    });
  });
});

describe('cosine', () => {
  it('ignores length and is 0 for nothing', () => {
    expect(cosine([1, 2], [2, 4])).toBeCloseTo(1, 12);
    expect(cosine([1, 0], [0, 3])).toBe(0);
    expect(cosine([0, 0], [1, 1])).toBe(0);
  });
});

describe('standardScore', () => {
  it('is in units of the spread of the others', () => {
    expect(standardScore(7, [1, 3, 5])).toBeCloseTo(4 / Math.sqrt(8 / 3), 12);
    expect(standardScore(7, [2, 2])).toBe(0);
  });
});

describe('groupBy', () => {
  it('keeps the order of first appearance', () => {
    expect([...groupBy(['b1', 'a1', 'b2'], (s) => s[0]!)]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1']],
    ]);
  });
});
