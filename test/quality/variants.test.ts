import { describe, expect, it } from 'vitest';
import {
  jitter,
  mirror,
  scatter,
  scribble,
  shift,
  thinOut,
  transplant,
} from '../../bench/quality/ranking/variants.ts';
import { createRandom } from '../../src/random.ts';
import { strokeCount, uniformStrokes } from '../../src/strokes/stroke.ts';

const random = () => createRandom(3);
const sketch = {
  width: 200,
  height: 100,
  strokes: uniformStrokes(
    Array.from({ length: 80 }, (_, i) => (i * 37) % (i % 2 === 0 ? 200 : 100)),
    3,
  ),
};
const offsets = (other: typeof sketch) => other.strokes.points.map((v, i) => v - sketch.strokes.points[i]!);

describe('variants', () => {
  it('shift moves all alike', () => {
    expect(new Set(offsets(shift(sketch, 5, -2)))).toEqual(new Set([5, -2]));
  });

  it('scatter moves each stroke as a whole, within reach', () => {
    const moved = offsets(scatter(sketch, 30, random()));
    for (let s = 0; s < 10; s++) {
      const own = moved.slice(8 * s, 8 * s + 8);
      own.forEach((v, i) => {
        expect(v).toBeCloseTo(own[i % 2]!, 9);
      });
      expect(Math.abs(own[0]!)).toBeLessThanOrEqual(30);
    }
    expect(new Set(moved.map((v) => Math.round(v * 1e6))).size).toBe(20);
  });

  it('jitter has the spread asked for', () => {
    const wide = { ...sketch, strokes: uniformStrokes(new Array(8000).fill(50), 3) };
    const moved = jitter(wide, 6, random()).strokes.points.map((v) => v - 50);
    expect(Math.sqrt(moved.reduce((sum, v) => sum + v * v, 0) / moved.length)).toBeCloseTo(6, 0);
  });

  it('mirror twice is nothing', () => {
    expect(offsets(mirror(mirror(sketch))).every((v) => v === 0)).toBe(true);
  });

  it('thinOut keeps part of the strokes, each untouched', () => {
    const { strokes } = thinOut(sketch, 0.5, random());
    expect(strokeCount(strokes)).toBe(5);
    const all = Array.from({ length: 10 }, (_, s) => sketch.strokes.points.slice(8 * s, 8 * s + 8).join());
    for (let s = 0; s < 5; s++) expect(all).toContain(strokes.points.slice(8 * s, 8 * s + 8).join());
  });

  it('scribble and transplant stay in the frame', () => {
    const scribbled = scribble(sketch, random());
    expect(strokeCount(scribbled.strokes)).toBe(10);
    const moved = transplant({ ...sketch, width: 100, height: 400 }, sketch);
    expect([moved.width, moved.height]).toEqual([200, 100]);
    expect(moved.strokes.points[0]! / 2).toBe(sketch.strokes.points[0]);
    scribbled.strokes.points.forEach((v, i) => {
      expect(v).toBeGreaterThanOrEqual(0);
      expect(v).toBeLessThanOrEqual(i % 2 === 0 ? 200 : 100);
    });
  });
});
