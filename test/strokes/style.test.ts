import { describe, expect, it } from 'vitest';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { commonInk, commonWidth, inkColors, paperColor, pixelSize } from '../../src/strokes/style.ts';

const strokes = { ...uniformStrokes(new Float64Array(24), 3), colors: ['red', '#00ff00', 'red'] };
const sketch = { width: 10, height: 10, strokes };
const RED = [255, 0, 0, 1];

describe('style', () => {
  it('makes the longer side as long as asked for, the other in proportion and never 0', () => {
    const page = { ...sketch, width: 300, height: 100 };
    expect(pixelSize(page, 150)).toEqual({ width: 150, height: 50 });
    expect(pixelSize({ ...page, height: 900 }, 150)).toEqual({ width: 50, height: 150 });
    expect(pixelSize(page, 1)).toEqual({ width: 1, height: 1 });
    expect(pixelSize(sketch, 16384)).toEqual({ width: 16384, height: 16384 });
    for (const size of [0, -1, 1.5, 16385, Number.NaN]) {
      expect(() => pixelSize(page, size)).toThrow('an integer from 1 to 16384');
    }
  });

  it('draws strokes in their own colours, unless one is given', () => {
    expect(inkColors(strokes, {})).toEqual([RED, [0, 255, 0, 1], RED]);
    expect(inkColors(strokes, { color: 'blue' })).toEqual(new Array(3).fill([0, 0, 255, 1]));
    expect(inkColors(uniformStrokes(new Float64Array(16), 3), {})).toEqual(new Array(2).fill([0, 0, 0, 1]));
  });

  it('names what most strokes have, the first on a tie', () => {
    const widths = (...values: number[]) =>
      commonWidth({ points: new Float64Array(), widths: Float64Array.from(values) });
    expect(widths(1, 2, 2)).toBe(2);
    expect(widths(5, 4, 4, 5)).toBe(5);
    expect(widths()).toBe(3);
    expect(commonInk(inkColors(strokes, {}))).toEqual(RED);
    expect(commonInk([])).toEqual([0, 0, 0, 1]);
  });

  it('has the paper that is asked for, the sketch’s, or the usual one; none where it is transparent', () => {
    expect(paperColor(sketch, {}, 'white')).toEqual([255, 255, 255, 1]);
    expect(paperColor({ ...sketch, paper: '#010203' }, {}, 'white')).toEqual([1, 2, 3, 1]);
    expect(paperColor({ ...sketch, paper: '#010203' }, { paper: 'red' }, 'white')).toEqual(RED);
    expect(paperColor(sketch, {}, 'transparent')).toBeNull();
  });
});
