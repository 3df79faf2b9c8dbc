import { describe, expect, it } from 'vitest';
import { besideRings, findRings } from '../../src/contours/rings.ts';
import { pointsOf } from '../../src/lines/polyline.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIDE = 240;
/** A ridge that is full on the line at distance 0 and falls off within some pixels. */
const ridge = (distance: number) => Math.exp(-((distance / 4) ** 2));
const radius = (x: number, y: number) => Math.hypot(x - 120, y - 110);
const map = (heightAt: (x: number, y: number) => number) =>
  planeOf(SIDE, SIDE, (x, y) => heightAt(x + 0.5, y + 0.5));
/** Nine straight borders that run outward from the ring. */
const rays = (x: number, y: number) => {
  const turn = (9 * Math.atan2(y - 110, x - 120)) / (2 * Math.PI);
  const across = (Math.abs(turn - Math.round(turn)) / 9) * 2 * Math.PI * radius(x, y);
  return radius(x, y) > 45 ? ridge(across) : 0;
};
const flower = map((x, y) => Math.max(ridge(radius(x, y) - 45), rays(x, y)));

describe('findRings', () => {
  it('finds a ring that other borders run into, where it is', () => {
    const [ring, ...others] = findRings(flower, flower, null);
    expect(others).toEqual([]);
    expect(ring.closed).toBe(true);
    for (const [x, y] of pointsOf(ring.xy)) expect(Math.abs(radius(x, y) - 45)).toBeLessThan(2.5);
    expect(ring.xy.length / 2).toBeCloseTo(2 * Math.PI * 45, -1);
    expect(Math.min(...ring.strength)).toBeGreaterThan(0.6);
    expect(Math.max(...ring.strength)).toBeLessThanOrEqual(1);
  });

  it('takes no square, no small ring and none of which a quarter is missing for one', () => {
    const square = map((x, y) => ridge(Math.max(Math.abs(x - 120), Math.abs(y - 110)) - 45));
    expect(findRings(square, square, null)).toEqual([]);
    const small = map((x, y) => ridge(radius(x, y) - 15));
    expect(findRings(small, small, null)).toEqual([]);
    const open = map((x, y) => (x > 120 && y > 110 ? 0 : ridge(radius(x, y) - 45)));
    expect(findRings(open, open, null)).toEqual([]);
  });

  it('looks on the subject alone', () => {
    const elsewhere = planeOf(SIDE, SIDE, (x) => (x < 60 ? 1 : 0));
    expect(findRings(flower, flower, elsewhere)).toEqual([]);
  });
});

describe('besideRings', () => {
  it('leaves of a line what does not run along a ring', () => {
    const rings = findRings(flower, flower, null);
    const xy = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 120 + i / 2 : 110));
    const line = { xy, strength: new Float64Array(100).fill(1), closed: false };
    const left = besideRings([line], rings, 8).map((part) => [part.xy[0], part.xy.at(-2)!]);
    expect(left.map((ends) => ends.map(Math.round))).toEqual([
      [120, 156],
      [173, 219],
    ]);
    expect(besideRings([line], [], 8)).toEqual([line]);
  });
});
