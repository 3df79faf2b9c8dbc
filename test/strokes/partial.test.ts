import { describe, expect, it } from 'vitest';
import { partialStrokes, strokeLengths } from '../../src/strokes/partial.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const line = [0, 0, 10, 0, 20, 0, 30, 0];
const bent = [30, 0, 30, 40, 70, 40, 70, 10];
const strokes = uniformStrokes([...line, ...bent], 2);
const lengths = strokeLengths(strokes);
const total = lengths[0] + lengths[1];

describe('partialStrokes', () => {
  it('is nothing at first and everything at last', () => {
    expect(partialStrokes(strokes, 0).widths).toHaveLength(0);
    expect(partialStrokes(strokes, 1)).toEqual(strokes);
  });

  it('cuts the stroke in work at its length', () => {
    const half = partialStrokes(strokes, 15 / total);
    expect(half.points).toHaveLength(8);
    [0, 0, 5, 0, 10, 0, 15, 0].forEach((value, i) => {
      expect(half.points[i]).toBeCloseTo(value, 6);
    });
  });

  it('keeps to the curve and grows evenly', () => {
    for (const part of [0.5, 0.6, 0.75, 0.9]) {
      const drawn = partialStrokes(strokes, part);
      const length = strokeLengths(drawn).reduce((sum, value) => sum + value, 0);
      expect(length / total).toBeCloseTo(part, 2);
      expect([...drawn.points.subarray(8, 10)]).toEqual([30, 0]);
    }
  });

  it('draws points too', () => {
    const dots = uniformStrokes([5, 5, 5, 5, 5, 5, 5, 5, 9, 9, 9, 9, 9, 9, 9, 9], 2);
    expect(partialStrokes(dots, 0.5).widths).toHaveLength(1);
    expect(partialStrokes(dots, 0.75).points).toEqual(dots.points);
  });
});
