import { describe, expect, it } from 'vitest';
import { dropRepeated } from '../../src/choose/repetition.ts';
import { createRandom } from '../../src/random.ts';
import { drawStrokes } from '../../src/strokes/draw.ts';
import { type Strokes, selectStrokes, strokeCount, uniformStrokes } from '../../src/strokes/stroke.ts';
import { drawPicture } from '../helpers/pictures.ts';

/** One on which strokes that are nearer than 3 repeat each other. */
const CANVAS = { width: 224, height: 224 };
const WIDTH = 3;
/** A straight stroke with evenly spaced control points. */
const line = (x0: number, y0: number, x1: number, y1: number) =>
  [0, 1, 2, 3].flatMap((k) => [x0 + (k * (x1 - x0)) / 3, y0 + (k * (y1 - y0)) / 3]);

describe('dropRepeated', () => {
  it.each([
    ['one of two that are the same', [line(10, 10, 90, 10), line(10, 10, 90, 10)], [0]],
    ['one of two drawn from either end', [line(10, 10, 90, 10), line(90, 10, 10, 10)], [0]],
    ['the shorter of two that touch', [line(10, 10, 89, 10), line(10, 12.5, 90, 12.5)], [1]],
    ['none of two with white between them', [line(10, 10, 90, 10), line(10, 14, 90, 14)], [0, 1]],
    ['none of two that cross', [line(10, 10, 90, 90), line(90, 10, 10, 90)], [0, 1]],
    ['none of two whose ends meet', [line(10, 10, 50, 10), line(50, 10, 90, 10)], [0, 1]],
    ['a part of the whole', [line(10, 10, 90, 10), line(30, 11, 60, 11)], [0]],
    ['both halves of a whole', [line(10, 9, 52, 9), line(10, 10, 90, 10), line(48, 11, 90, 11)], [1]],
    ['all but one of three', Array.from({ length: 3 }, () => line(10, 10, 90, 10)), [0]],
    ['nothing of one alone', [line(10, 10, 90, 10)], [0]],
  ])('takes away %s', (_, lines, expected) => {
    expect(dropRepeated(uniformStrokes(lines.flat(), WIDTH), CANVAS)).toEqual(expected);
  });

  it('leaves what is frozen', () => {
    const shorter = (k: number) => line(10 + k / 2, 10, 90 - k / 2, 10);
    const strokes = uniformStrokes([4, 0, 3, 1, 2].flatMap(shorter), WIDTH);
    expect(dropRepeated(strokes, CANVAS)).toEqual([1]);
    expect(dropRepeated(strokes, CANVAS, 1)).toEqual([0]);
    expect(dropRepeated(strokes, CANVAS, 3)).toEqual([0, 1, 2]);
  });

  it('tells repeats by the canvas, not by the pen', () => {
    const lines = [line(10, 10, 90, 10), line(10, 14, 90, 14)].flat();
    expect(dropRepeated(uniformStrokes(lines, 9), CANVAS)).toEqual([0, 1]);
    expect(dropRepeated(uniformStrokes(lines, 1), { width: 448, height: 448 })).toEqual([0]);
  });

  it('agrees with Skia, roughly, on how much of a stroke lies on the others', () => {
    const random = createRandom(5);
    const at = () => random.uniform(20, 80);
    for (let drawing = 0; drawing < 20; drawing++) {
      const some = Array.from({ length: 6 }, () => Array.from({ length: 8 }, at));
      const shaken = some.slice(0, 3).map((points) => points.map((v) => v + random.uniform(-4, 4)));
      const strokes = uniformStrokes([...some, ...shaken].flat(), WIDTH);
      const kept = dropRepeated(strokes, CANVAS);
      for (let s = 0; s < strokeCount(strokes); s++) {
        const stroke = selectStrokes(strokes, [s]);
        const others = selectStrokes(
          strokes,
          kept.filter((k) => k !== s),
        );
        if (kept.includes(s)) expect(partNear(stroke, others, WIDTH)).toBeLessThan(0.95);
        else expect(partNear(stroke, others, 2 * WIDTH)).toBeGreaterThan(0.5);
      }
    }
  });
});

/** How much of a stroke lies within a distance of others. */
function partNear(stroke: Strokes, others: Strokes, distance: number): number {
  const inkOf = ({ points }: Strokes, width: number) =>
    drawPicture(100, 100, (c) => drawStrokes(c, uniformStrokes(points, width))).data.map((v) => 1 - v);
  const around = inkOf(others, 2 * distance);
  const own = inkOf(stroke, 1);
  const sum = (values: Float32Array) => values.reduce((total, v) => total + v, 0);
  return sum(own.map((v, i) => v * around[i])) / sum(own);
}
