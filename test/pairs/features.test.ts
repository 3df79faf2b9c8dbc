import { describe, expect, it } from 'vitest';
import { strokeFeatures } from '../../bench/pairs/features/strokes.ts';
import { concatStrokes, uniformStrokes } from '../../src/strokes/stroke.ts';

/** A straight stroke. */
const line = (x0: number, y0: number, x1: number, y1: number) => {
  const at = (t: number) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
  return uniformStrokes([...at(0), ...at(1 / 3), ...at(2 / 3), ...at(1)], 3);
};

describe('features of strokes', () => {
  const square = concatStrokes(
    line(20, 20, 120, 20),
    line(120, 20, 120, 120),
    line(120, 120, 20, 120),
    line(20, 120, 20, 20),
  );

  it('of a closed outline: every end meets another, nothing is doubled', () => {
    const found = strokeFeatures(square);
    expect(found).toMatchObject({ meet: 1, alone: 0, doubled: 0, crossings: 0, short: 0, loops: 0 });
    expect(Math.exp(found.meanLength!)).toBeCloseTo(100, 0);
    expect(found.longest).toBeCloseTo(0.25, 2);
  });

  it('tell a dash that lies alone', () => {
    const found = strokeFeatures(concatStrokes(square, line(60, 60, 70, 60)));
    expect(found.alone).toBeCloseTo(1 / 5);
    expect(found.short).toBeCloseTo(1 / 5);
    expect(found.meet).toBeCloseTo(8 / 10);
  });

  it('tell a line that is drawn twice, but not one that goes on or meets at a corner', () => {
    expect(
      strokeFeatures(concatStrokes(line(20, 50, 120, 50), line(20, 52, 120, 52))).doubled,
    ).toBeGreaterThan(0.8);
    expect(strokeFeatures(concatStrokes(line(20, 50, 70, 50), line(70, 50, 120, 50))).doubled).toBe(0);
  });

  it('tell strokes that cross', () => {
    const crossed = strokeFeatures(concatStrokes(line(20, 70, 120, 70), line(70, 20, 70, 120)));
    expect(crossed.crossings).toBeCloseTo(1 / 2);
    expect(crossed.meet).toBe(0);
  });

  it('tell small loops, and how much lines turn', () => {
    const loop = uniformStrokes([50, 50, 65, 40, 65, 60, 50, 50], 3);
    expect(strokeFeatures(loop).loops).toBe(1);
    expect(strokeFeatures(loop).turning).toBeGreaterThan(strokeFeatures(square).turning! + 1);
  });
});
