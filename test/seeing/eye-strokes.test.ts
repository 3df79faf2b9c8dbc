import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import { drawIrises, visible } from '../../src/seeing/eye-strokes.ts';
import type { FaceDrawing } from '../../src/seeing/face-lines.ts';

const PARAMS = { pen: 3, leastIris: 0.7, mostIris: 2.2, hidden: 0.6 };
const drawing = (radius: number, { turn = 0, angle = 0 } = {}): FaceDrawing => ({
  lines: [],
  irises: { right: { x: 20, y: 30, radius }, left: { x: 50, y: 30, radius } },
  outline: [],
  angle,
  height: 80,
  shaded: 'right',
  turn,
  openness: 0,
});
/** Half the width and height of a loop. */
const extent = (loop: Float64Array) => {
  const points = Array.from({ length: 201 }, (_, i) => evaluate(loop, i / 200));
  const [xs, ys] = [points.map(([x]) => x!), points.map(([, y]) => y!)];
  return [
    (Math.max(...xs) - Math.min(...xs)) / 2,
    (Math.max(...ys) - Math.min(...ys)) / 2,
    (Math.max(...xs) + Math.min(...xs)) / 2,
    (Math.max(...ys) + Math.min(...ys)) / 2,
  ] as const;
};

describe('drawIrises', () => {
  test.each([
    ['is as large as the iris to the middle of the pen', 3, 1, 1.5],
    ['at least so that it is a loop', 1, 1, 0.7],
    ['at most so that the pen fills it', 9, 1, 2.2],
    ['in pixels of the drawing', 6, 0.5, 3],
  ])('a loop %s', (_, radius, scale, expected) => {
    const loops = drawIrises(drawing(radius), scale, PARAMS);
    expect(loops).toHaveLength(2);
    loops.forEach((loop, k) => {
      const [halfWidth, halfHeight, x, y] = extent(loop);
      expect(Math.abs(halfWidth / expected - 1)).toBeLessThan(0.12);
      expect(Math.abs(halfHeight / expected - 1)).toBeLessThan(0.12);
      expect(Math.abs(x - [20, 50][k]!)).toBeLessThan(0.2 * expected);
      expect(Math.abs(y - 30)).toBeLessThan(0.2 * expected);
      expect([loop[0], loop[1]]).toEqual([loop[6], loop[7]]);
    });
  });

  test('begins and ends away from the nose', () => {
    const [right, left] = drawIrises(drawing(3), 1, PARAMS);
    expect(right![0]).toBeCloseTo(20 - 1.5, 6);
    expect(left![0]).toBeCloseTo(50 + 1.5, 6);
    expect(right![1]).toBeCloseTo(30, 6);
  });

  test('leaves out the far eye as soon as less than half of it is seen', () => {
    const count = (turn: number) => drawIrises(drawing(3, { turn }), 1, PARAMS).length;
    expect([count(0.79), count(0.81), count(-0.79), count(-0.81)]).toEqual([2, 1, 2, 1]);
    expect(drawIrises(drawing(3, { turn: 0.9 }), 1, PARAMS)[0]![0]).toBeLessThan(20);
    expect(drawIrises(drawing(3, { turn: -0.9 }), 1, PARAMS)[0]![0]).toBeGreaterThan(50);
  });
});

test('a side is seen the less, the further it is turned away', () => {
  const seen = (turn: number, side: 'right' | 'left') => visible(turn, side, PARAMS);
  expect([seen(0, 'right'), seen(0.6, 'left'), seen(-0.6, 'right'), seen(1, 'right')]).toEqual([1, 1, 1, 1]);
  expect(seen(0.8, 'left')).toBeCloseTo(0.5, 9);
  expect(seen(-0.9, 'right')).toBeCloseTo(0.25, 9);
  expect(seen(1, 'left')).toBe(0);
  expect(seen(-1, 'right')).toBe(0);
});
