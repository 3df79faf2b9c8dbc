import { describe, expect, it } from 'vitest';
import { weighPixels } from '../../src/contours/importance.ts';
import { mapValues, type Plane } from '../../src/raster/raster.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 128;
const RADIUS = 40;
const distance = (x: number, y: number) => Math.hypot(x - 64, y - 64);
const disc = planeOf(SIZE, SIZE, (x, y) => (distance(x, y) < RADIUS ? 1 : 0));
const flat = constantPlane(SIZE, SIZE, 1);
const at = ({ data }: Plane, x: number) => data[64 * SIZE + x];

describe('weighPixels', () => {
  it('counts all pixels alike when nothing is known', () => {
    const { importance, inside, outline } = weighPixels(flat, null);
    expect(new Set(importance.data).size).toBe(1);
    expect(inside).toEqual(constantPlane(SIZE, SIZE, 1));
    expect(outline).toEqual(constantPlane(SIZE, SIZE, 0));
  });

  it('counts nothing far outside the mask, and its border for more than its middle', () => {
    const { importance, inside, outline } = weighPixels(flat, disc);
    const border = 64 + RADIUS;
    expect(at(importance, border + 14)).toBe(0);
    expect(at(inside, border - 3)).toBe(1);
    expect(at(inside, border + 3)).toBeGreaterThan(0.2);
    expect(at(outline, 64)).toBeLessThan(0.01);
    expect(at(outline, border)).toBeGreaterThan(0.95);
    expect(at(importance, border)).toBeGreaterThan(1.2 * at(importance, 64));
  });

  it('counts the more, the surer the network is, against the rest of the mask', () => {
    const rising = planeOf(SIZE, SIZE, (x, y) => (distance(x, y) < RADIUS ? x / SIZE : 1));
    const { sure } = weighPixels(rising, disc);
    const row = Array.from({ length: 2 * RADIUS - 2 }, (_, k) => at(sure, 64 - RADIUS + 1 + k));
    expect(row).toEqual([...row].sort((a, b) => a - b));
    expect(row.at(-1)! / row[0]).toBeGreaterThan(5);
    const outlier = mapValues(rising, (v) => v);
    outlier.data[64 * SIZE + 60] = -9;
    outlier.data[64 * SIZE + 68] = 9;
    expect(at(weighPixels(outlier, disc).sure, 64)).toBeCloseTo(at(sure, 64), 2);
    const raised = mapValues(rising, (v) => v + 1);
    expect(at(weighPixels(raised, disc).sure, 64)).toBeCloseTo(at(sure, 64), 4);
  });
});

describe('by its numbers', () => {
  const everywhere = constantPlane(40, 40, 1);
  const half = (low: number, high: number) => planeOf(40, 40, (x) => (x < 20 ? low : high));

  it('is 0.3 where the network is least sure of the subject, and 3 where it is surest', () => {
    const { sure, importance } = weighPixels(half(0.2, 0.9), null);
    expect(sure.data[0]).toBeCloseTo(0.3, 6);
    expect(sure.data[39]).toBeCloseTo(3, 6);
    expect(importance.data[39]).toBeCloseTo(3, 6);
  });

  it('rises with the square of the sureness, of which a range of a quarter is the least', () => {
    const middle = planeOf(40, 40, (x) => (x < 13 ? 0.2 : x < 26 ? 0.55 : 0.9));
    expect(weighPixels(middle, null).sure.data[20]).toBeCloseTo(0.3 + 2.7 * 0.25, 5);
    const narrow = weighPixels(half(0.5, 0.6), null).sure;
    expect(narrow.data[39]).toBeCloseTo(3, 6);
    expect(narrow.data[0]).toBeCloseTo(0.3 + 2.7 * 0.6 ** 2, 5);
  });

  it('is told from what lies inside the mask alone', () => {
    const mask = planeOf(40, 40, (x) => (x < 20 ? 1 : 0));
    const outside = planeOf(40, 40, (x, y) => (x >= 20 ? 5 : y < 20 ? 0.2 : 0.8));
    const { sure } = weighPixels(outside, mask);
    expect(sure.data[39 * 40 + 2]).toBeCloseTo(3, 6);
    expect(sure.data[2]).toBeCloseTo(0.3, 6);
  });

  it('adds 0.8 on the outline, and is nothing where the blurred mask is below 0.08', () => {
    const { importance, inside, outline } = weighPixels(everywhere, half(0, 1));
    for (const i of [0, 10, 15, 18, 20, 25, 39].map((x) => 20 * 40 + x)) {
      expect(importance.data[i]).toBeCloseTo(inside.data[i] * (3 + 0.8 * outline.data[i]), 5);
    }
    // by the blur's own value: 4 v (1 - v) is the outline, 4 (v - 0.08) what is inside
    for (const x of [15, 16, 17, 18]) {
      const v = (1 - Math.sqrt(1 - outline.data[20 * 40 + x])) / 2;
      expect(inside.data[20 * 40 + x]).toBeCloseTo(Math.min(1, Math.max(0, 4 * (v - 0.08))), 4);
    }
  });
});
