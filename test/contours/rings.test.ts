import { describe, expect, it } from 'vitest';
import { findRings, ringsAt } from '../../src/contours/rings.ts';
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

describe('ringsAt', () => {
  it('is true within so many pixels of a ring, inside it and outside', () => {
    const onRing = ringsAt(findRings(flower, flower, null), 8);
    const along = Array.from({ length: 100 }, (_, x) => onRing(120 + x, 110));
    expect([along.indexOf(true), along.lastIndexOf(true)]).toEqual([37, 52]);
    expect(along.slice(37, 53).every(Boolean)).toBe(true);
    expect(ringsAt([], 8)(120, 110)).toBe(false);
  });
});
