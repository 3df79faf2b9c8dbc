import { describe, expect, test } from 'vitest';
import { findGlasses } from '../../src/seeing/glasses.ts';
import { eyeWidth } from '../../src/seeing/head.ts';
import { IN_VIEW, SHAPE, schematicHead } from '../helpers/schematic-face.ts';

const WIDTH = 2 * SHAPE.eye.halfWidth;

interface Rims {
  /** In widths of an eye. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly down: number;
  readonly out: number;
  readonly power: number;
}
const ROUND: Rims = { halfWidth: 0.9, halfHeight: 0.7, down: 0.12, out: 0.08, power: 2 };

/** 1 on a superellipse of those rims around an eye, less inside and more outside; in heights of the face. */
function level({ halfWidth, halfHeight, down, out, power }: Rims, sign: number, x: number, y: number) {
  const u = (x - sign * (SHAPE.eye.x + out * WIDTH)) / (halfWidth * WIDTH);
  const v = (y - SHAPE.eye.y - down * WIDTH) / (halfHeight * WIDTH);
  return (Math.abs(u) ** power + Math.abs(v) ** power) ** (1 / power);
}

/** @param thick half the rims' thickness, in their own sizes */
const worn = (rims: Rims, { sides = [-1, 1], lightness = 0.4, thick = 0.05 } = {}) =>
  schematicHead((x, y) =>
    sides.some((sign) => Math.abs(level(rims, sign, x, y) - 1) < thick) ? lightness : 0.75,
  );

const inHeights = ({ x, y }: { x: number; y: number }) =>
  [(x - IN_VIEW.x) / IN_VIEW.height, (y - IN_VIEW.y) / IN_VIEW.height] as const;

describe('findGlasses', () => {
  test.each([
    ['round', ROUND],
    ['wide and low', { halfWidth: 1.05, halfHeight: 0.5, down: 0.24, out: 0.2, power: 2 }],
    ['square', { halfWidth: 1.05, halfHeight: 0.8, down: 0.24, out: 0.08, power: 2.8 }],
    ['small and near the nose', { halfWidth: 0.75, halfHeight: 0.6, down: 0, out: -0.05, power: 2 }],
    ['large', { halfWidth: 1.2, halfHeight: 0.95, down: 0.36, out: 0.2, power: 2 }],
  ] as const)('finds %s rims where they are', (_, rims) => {
    const found = findGlasses(worn(rims))!;
    expect(found.clearness).toBe(1);
    for (const [trail, sign] of [
      [found.right, -1],
      [found.left, 1],
    ] as const) {
      expect(trail.length).toBeGreaterThan(20);
      for (const point of trail)
        expect(Math.abs(level(rims, sign, ...inHeights(point)) - 1)).toBeLessThan(0.06);
    }
  });

  test('leaves out the top of each rim, from the picture’s right to its left', () => {
    const { right } = findGlasses(worn(ROUND))!;
    const ys = right.map((point) => inHeights(point)[1]);
    const middle = SHAPE.eye.y + ROUND.down * WIDTH;
    const height = ROUND.halfHeight * WIDTH;
    expect(Math.max(...ys)).toBeCloseTo(middle + height, 2);
    expect(Math.min(...ys)).toBeGreaterThan(middle - 0.75 * height);
    expect(right[0]!.x).toBeGreaterThan(right.at(-1)!.x);
    expect(inHeights(right[0]!)[1]).toBeLessThan(middle);
    expect(inHeights(right.at(-1)!)[1]).toBeLessThan(middle);
    // of 40 points those from 0.89 of a turn to 0.61 of the next
    expect(right).toHaveLength(4 + 24);
  });

  test('one line closes both rims at their tops and runs over the bridge', () => {
    const { right, left, top } = findGlasses(worn(ROUND))!;
    const places = top.map(inHeights);
    const middle = SHAPE.eye.y + ROUND.down * WIDTH;
    for (const [, y] of places) expect(y).toBeLessThan(middle - 0.3 * ROUND.halfHeight * WIDTH);
    const xs = places.map(([x]) => x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    const gap = (a: { x: number; y: number }, b: { x: number; y: number }) =>
      Math.hypot(a.x - b.x, a.y - b.y) / (WIDTH * IN_VIEW.height);
    // each rim's outer end meets the line's
    expect(gap(top[0]!, right.at(-1)!)).toBeLessThan(0.25);
    expect(gap(top.at(-1)!, left[0]!)).toBeLessThan(0.25);
  });

  test('sees none on a bare face, around one eye alone, or that are lighter than skin', () => {
    expect(findGlasses(schematicHead(() => 0.75))).toBeNull();
    expect(findGlasses(worn(ROUND, { sides: [-1] }))).toBeNull();
    expect(findGlasses(worn(ROUND, { sides: [1] }))).toBeNull();
    expect(findGlasses(worn(ROUND, { lightness: 0.9 }))).toBeNull();
  });

  test('sees none where a dark patch begins: a rim is darker than both of its sides', () => {
    const shades = schematicHead((x, y) =>
      [-1, 1].some((sign) => level(ROUND, sign, x, y) < 1) ? 0.3 : 0.75,
    );
    expect(findGlasses(shades)).toBeNull();
  });

  test('is less sure of thin wire', () => {
    const wire = (lightness: number) => findGlasses(worn(ROUND, { lightness }));
    expect(wire(0.75 - 0.028)!.clearness).toBeLessThan(1);
    expect(wire(0.75 - 0.015)).toBeNull();
  });
});

test('the width of an eye is the distance between its corners', () => {
  const head = schematicHead(() => 0.75);
  expect(eyeWidth(head, 'right')).toBeCloseTo(WIDTH * IN_VIEW.height, 9);
  expect(eyeWidth(head, 'left')).toBeCloseTo(WIDTH * IN_VIEW.height, 9);
});
