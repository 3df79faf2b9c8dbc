/** Two opinions on the subject, joined. */
import { describe, expect, it } from 'vitest';
import { joinOpinions, OPINIONS, usableOpinion } from '../../src/photo/opinions.ts';
import { plane } from '../../src/raster/raster.ts';

const cells = (...values: number[]) => plane({ width: values.length, height: 1 }, Float32Array.from(values));
/** Of one cell, beside another of which both are sure. */
const join = (first: number, second: number) => joinOpinions(cells(first, 1), cells(second, 1))!.data[0]!;

describe('joinOpinions', () => {
  it('is the other where one says nothing', () => {
    const opinion = cells(0.2, 0.7);
    expect(joinOpinions(opinion, null)).toBe(opinion);
    expect(joinOpinions(null, opinion)).toBe(opinion);
    expect(joinOpinions(null, null)).toBeNull();
  });

  it('is sure where both are, and keeps the order of likelihoods', () => {
    expect(join(1, 1)).toBeGreaterThan(0.95);
    expect(join(0, 0)).toBeLessThan(0.05);
    expect(join(0.5, 0.8)).toBeGreaterThan(join(0.5, 0.6));
    expect(join(0.8, 0.5)).toBeGreaterThan(join(0.6, 0.5));
  });

  it('follows the finer opinion where they contradict each other, less surely', () => {
    expect(join(0, 1)).toBeGreaterThan(0.5);
    expect(join(0, 1)).toBeLessThan(join(1, 1));
    expect(join(1, 0)).toBeLessThan(0.5);
    expect(join(1, 0)).toBeGreaterThan(join(0, 0));
  });

  it('takes no likelihood for certain', () => {
    expect(join(1, 1)).toBeCloseTo(1 - OPINIONS.doubt, 5);
    expect(join(0, 0)).toBeCloseTo(OPINIONS.doubt, 5);
  });
});

describe('usableOpinion', () => {
  const opinion = cells(0.2, 0.7);

  it('is none where nothing is likely', () => {
    expect(usableOpinion(null, opinion)).toBe(opinion);
    expect(usableOpinion(opinion, cells(0.4, 0.1))).toBeNull();
    expect(usableOpinion(opinion, null)).toBeNull();
  });

  it('is none that agrees on less than half of the subject', () => {
    const first = plane({ width: 100, height: 1 }, new Float32Array(100).fill(0.8));
    const of = (count: number) =>
      plane(
        first,
        new Float32Array(100).map((_, i) => Number(i < count)),
      );
    expect(usableOpinion(first, of(49))).toBeNull();
    expect(usableOpinion(first, of(50))).toEqual(of(50));
    const elsewhere = plane(
      first,
      first.data.map((_, i) => (i < 50 ? 0.8 : 0)),
    );
    const other = plane(
      first,
      first.data.map((_, i) => (i >= 30 ? 0.8 : 0)),
    );
    expect(usableOpinion(elsewhere, other)).toBeNull();
  });
});
