import { describe, expect, it } from 'vitest';
import {
  colorsOf,
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';

const numbered = (count: number, from = 0) => Array.from({ length: 8 * count }, (_, i) => from + i);
const plain: Strokes = { points: Float64Array.from(numbered(2)), widths: Float64Array.of(1, 2) };
const coloured: Strokes = {
  points: Float64Array.from(numbered(1, 100)),
  widths: Float64Array.of(3),
  colors: ['#ff0000'],
};

describe('strokes', () => {
  it('of one width', () => {
    const strokes = uniformStrokes(numbered(3), 2.5);
    expect(strokeCount(strokes)).toBe(3);
    expect([...strokes.widths]).toEqual([2.5, 2.5, 2.5]);
    expect([...strokes.points]).toEqual(numbered(3));
  });

  it('one after another, colours only where there are any', () => {
    expect(concatStrokes(plain, plain)).toEqual({
      points: Float64Array.from([...numbered(2), ...numbered(2)]),
      widths: Float64Array.of(1, 2, 1, 2),
    });
    const both = concatStrokes(plain, coloured);
    expect([...both.widths]).toEqual([1, 2, 3]);
    expect(both.colors).toEqual([...colorsOf(plain), '#ff0000']);
    expect(strokeCount(concatStrokes())).toBe(0);
  });

  it('selected in the given order, with their colours', () => {
    const picked = selectStrokes(concatStrokes(plain, coloured), [2, 0]);
    expect([...picked.points]).toEqual([...numbered(1, 100), ...numbered(1)]);
    expect([...picked.widths]).toEqual([3, 1]);
    expect(picked.colors).toEqual(['#ff0000', colorsOf(plain)[0]]);
    expect(selectStrokes(plain, [1])).toEqual({
      points: Float64Array.from(numbered(1, 8)),
      widths: Float64Array.of(2),
    });
  });
});
