import { describe, expect, it } from 'vitest';
import { findLimbSides, LIMB_SIDES } from '../../src/contours/limb-sides.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 200;
const everywhere = constantPlane(SIZE, SIZE, 1);
/** A forearm that runs from left to right; its sides are looked for 6 to 22 pixels from y = 100. */
const forearm = { from: { x: 40, y: 100 }, to: { x: 160, y: 100 }, radius: 20 };
const middle = (xy: Float64Array) => xy[2 * Math.floor(xy.length / 4) + 1];

describe('findLimbSides', () => {
  it('follows the edges at both sides of the bone, also where they bend', () => {
    const lower = (x: number) => 112 + 4 * Math.sin(x / 20);
    const edges = planeOf(SIZE, SIZE, (x, y) =>
      Math.abs(y - 90) < 1 || Math.abs(y - lower(x)) < 1.2 ? 1 : 0,
    );
    const sides = findLimbSides([forearm], edges, everywhere);
    expect(sides).toHaveLength(2);
    const [right, left] = sides;
    expect(middle(left.xy)).toBeCloseTo(90, 0);
    for (let i = 40; i < 200; i += 2) {
      expect(Math.abs(right.xy[i + 1] - lower(right.xy[i]))).toBeLessThan(2.5);
    }
    expect(Math.min(...left.strength)).toBeGreaterThan(0.9);
  });

  it('bridges what the photo does not show, less surely', () => {
    const edges = planeOf(SIZE, SIZE, (x, y) => (Math.abs(y - 90) < 1 && (x < 80 || x > 120) ? 1 : 0));
    const [side] = findLimbSides([forearm], edges, everywhere).filter(({ xy }) => middle(xy) < 100);
    expect(side.xy[0]).toBeLessThan(45);
    expect(side.xy[side.xy.length - 2]).toBeGreaterThan(155);
    expect(side.strength[60]).toBeCloseTo(LIMB_SIDES.unseen, 6);
    expect(side.strength[10]).toBeCloseTo(1, 2);
  });

  it('draws no side that the photo does not show at all, or that is too near or too far from the bone', () => {
    expect(findLimbSides([forearm], constantPlane(SIZE, SIZE, 0), everywhere)).toEqual([]);
    const beside = planeOf(SIZE, SIZE, (_, y) => (Math.abs(y - 100) < 4 || Math.abs(y - 60) < 4 ? 1 : 0));
    expect(findLimbSides([forearm], beside, everywhere)).toEqual([]);
  });

  it('leaves to the outline what lies on it', () => {
    const edges = planeOf(SIZE, SIZE, (_, y) => (Math.abs(y - 90) < 1 || Math.abs(y - 112) < 1 ? 1 : 0));
    const half = planeOf(SIZE, SIZE, (_, y) => (y < 100 ? 1 : 0));
    expect(findLimbSides([forearm], edges, half).map(({ xy }) => Math.round(middle(xy)))).toEqual([90]);
    const short = planeOf(SIZE, SIZE, (x) => (x < 60 ? 1 : 0));
    expect(findLimbSides([forearm], edges, short)).toEqual([]);
  });

  it('draws the longest stretch that lies within the mask, each point with its strength', () => {
    const edges = planeOf(SIZE, SIZE, (x, y) => (Math.abs(y - 90) < 1 ? x / SIZE : 0));
    const parted = planeOf(SIZE, SIZE, (x) => (x < 52 || (x > 60 && x < 140) ? 1 : 0));
    const [{ xy, strength }, ...others] = findLimbSides([forearm], edges, parted);
    expect(others).toEqual([]);
    expect(xy[0]).toBeCloseTo(60, 1);
    expect(xy[xy.length - 2]).toBeCloseTo(139, 1);
    expect(strength).toHaveLength(80);
    expect(xy).toHaveLength(160);
    const [first, last] = [strength[0], strength[79]].map(
      (v) => (v - LIMB_SIDES.unseen) / (1 - LIMB_SIDES.unseen),
    );
    expect([first, last]).toEqual([expect.closeTo(60.5 / SIZE, 2), expect.closeTo(139.5 / SIZE, 2)]);
    const [whole] = findLimbSides([forearm], edges, everywhere);
    expect(whole.strength).toHaveLength(whole.xy.length / 2);
  });

  it('stays within the picture where a limb leaves it', () => {
    const leaving = { from: { x: 100, y: 150 }, to: { x: 100, y: 320 }, radius: 20 };
    const edges = planeOf(SIZE, SIZE, (x) => (Math.abs(x - 90) < 1 ? 1 : 0));
    const [side] = findLimbSides([leaving], edges, everywhere);
    expect(side.xy[side.xy.length - 1]).toBeLessThan(SIZE);
    expect(side.xy[0]).toBeCloseTo(90, 0);
  });
});
