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
