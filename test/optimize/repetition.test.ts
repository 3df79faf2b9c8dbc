import { describe, expect, it } from 'vitest';
import { createRepetition } from '../../src/optimize/repetition.ts';
import { createRandom } from '../../src/random.ts';
import { drawStrokes } from '../../src/strokes/draw.ts';
import { type Strokes, selectStrokes, strokeCount, uniformStrokes } from '../../src/strokes/stroke.ts';
import { drawPicture } from '../helpers/pictures.ts';

const WIDTH = 3;
/** A straight stroke with evenly spaced control points. */
const line = (x0: number, y0: number, x1: number, y1: number) =>
  [0, 1, 2, 3].flatMap((k) => [x0 + (k * (x1 - x0)) / 3, y0 + (k * (y1 - y0)) / 3]);
const repeating = (...lines: readonly number[][]): number[] => {
  const { repeats } = createRepetition(uniformStrokes(lines.flat(), WIDTH));
  return lines.flatMap((_, s) => (repeats(s) ? [s] : []));
};

describe('createRepetition', () => {
  it.each([
    ['two that are the same', [line(10, 10, 90, 10), line(10, 10, 90, 10)], [0, 1]],
    ['the same drawn from the other end', [line(10, 10, 90, 10), line(90, 10, 10, 10)], [0, 1]],
    ['lines that touch along their length', [line(10, 10, 90, 10), line(10, 12.5, 90, 12.5)], [0, 1]],
    ['lines with white between them', [line(10, 10, 90, 10), line(10, 14, 90, 14)], []],
    ['lines that cross', [line(10, 10, 90, 90), line(90, 10, 10, 90)], []],
    ['ends that meet', [line(10, 10, 50, 10), line(50, 10, 90, 10)], []],
    ['a part and the whole', [line(10, 10, 90, 10), line(30, 11, 60, 11)], [1]],
    ['a whole and its halves', [line(10, 10, 90, 10), line(10, 9, 52, 9), line(48, 11, 90, 11)], [0, 1, 2]],
    ['a whole and one half', [line(10, 10, 90, 10), line(10, 9, 50, 9)], [1]],
    ['one alone', [line(10, 10, 90, 10)], []],
  ])('%s', (_, lines, expected) => {
    expect(repeating(...lines)).toEqual(expected);
  });

  it('forgets what was removed', () => {
    const twice = line(10, 10, 90, 10);
    const { repeats, remove } = createRepetition(uniformStrokes([twice, twice, twice].flat(), WIDTH));
    remove(0);
    expect([repeats(1), repeats(2)]).toEqual([true, true]);
    remove(2);
    expect(repeats(1)).toBe(false);
  });

  it('agrees with Skia, roughly, on how much of a stroke lies within a width of the others', () => {
    const random = createRandom(5);
    const at = () => random.uniform(20, 80);
    for (let drawing = 0; drawing < 20; drawing++) {
      const some = Array.from({ length: 6 }, () => Array.from({ length: 8 }, at));
      const shaken = some.slice(0, 3).map((points) => points.map((v) => v + random.uniform(-4, 4)));
      const strokes = uniformStrokes([...some, ...shaken].flat(), WIDTH);
      const { repeats } = createRepetition(strokes);
      for (let s = 0; s < strokeCount(strokes); s++) {
        const part = partWithinWidth(strokes, s);
        if (repeats(s)) expect(part).toBeGreaterThan(0.45);
        else expect(part).toBeLessThan(0.95);
      }
    }
  });
});

function partWithinWidth(strokes: Strokes, s: number): number {
  const inkOf = ({ points }: Strokes, width: number) =>
    drawPicture(100, 100, (c) => drawStrokes(c, uniformStrokes(points, width), [0, 0, 0, 1])).data.map(
      (v) => 1 - v,
    );
  const others = Array.from(strokes.widths.keys()).filter((k) => k !== s);
  const around = inkOf(selectStrokes(strokes, others), 2 * WIDTH);
  const own = inkOf(selectStrokes(strokes, [s]), 1);
  const sum = (values: Float32Array) => values.reduce((total, v) => total + v, 0);
  return sum(own.map((v, i) => v * around[i])) / sum(own);
}
