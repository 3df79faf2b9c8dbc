import { describe, expect, it } from 'vitest';
import { type Sketch, uniformStrokes } from '../../src/strokes/stroke.ts';
import { drawingDistance } from './distance.ts';

/** A horizontal stroke from x = 10 to x = 106, 3 units between samples. */
const line = (y: number, dx = 0) => [10, y, 42, y, 74, y, 106, y].map((v, i) => (i % 2 ? v : v + dx));
const drawing = (...strokes: readonly number[][]): Sketch => ({
  width: 224,
  height: 224,
  strokes: uniformStrokes(strokes.flat(), 3),
});
const reversed = (stroke: readonly number[]) => [3, 2, 1, 0].flatMap((i) => stroke.slice(2 * i, 2 * i + 2));

describe('drawingDistance', () => {
  it('is 0 for the same strokes in another order and direction', () => {
    const distance = drawingDistance(drawing(line(20), line(60)), drawing(reversed(line(60)), line(20)));
    expect(distance.mean).toBeCloseTo(0, 9);
    expect(distance.worstStroke).toBeCloseTo(0, 9);
  });

  it('is the shift of a stroke that has moved across its direction', () => {
    const distance = drawingDistance(drawing(line(20)), drawing(line(25)));
    expect(distance.mean).toBeCloseTo(5, 9);
    expect(distance.worstStroke).toBeCloseTo(5, 9);
  });

  it('tells one moved stroke among others by worstStroke', () => {
    const distance = drawingDistance(
      drawing(line(20), line(60), line(200)),
      drawing(line(20), line(60), line(212)),
    );
    expect(distance.mean).toBeCloseTo(4, 9);
    expect(distance.worstStroke).toBeCloseTo(12, 9);
  });

  it('is symmetric, and sees a stroke that only one of them has', () => {
    const [less, more] = [drawing(line(20)), drawing(line(20), line(50))];
    expect(drawingDistance(less, more)).toEqual(drawingDistance(more, less));
    expect(drawingDistance(less, more).worstStroke).toBeCloseTo(30, 9);
  });

  it('is 0 between blank papers and infinite from a blank one', () => {
    expect(drawingDistance(drawing(), drawing())).toEqual({ mean: 0, worstStroke: 0 });
    expect(drawingDistance(drawing(), drawing(line(20))).worstStroke).toBe(Number.POSITIVE_INFINITY);
  });
});
