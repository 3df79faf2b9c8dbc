import { describe, expect, it } from 'vitest';
import { REGION_BORDERS, traceRegionBorders } from '../../src/contours/region-borders.ts';

const SIZE = 60;
const label = (of: (x: number, y: number) => number) =>
  Int32Array.from({ length: SIZE * SIZE }, (_, i) => of(i % SIZE, Math.floor(i / SIZE)));
const params = { ...REGION_BORDERS, smoothing: 0 };
const trace = (of: (x: number, y: number) => number, own = params) =>
  traceRegionBorders(label(of), SIZE, own);

describe('traceRegionBorders', () => {
  it('follows the border between two regions from end to end, along the sides of pixels', () => {
    const [line, ...others] = trace((x) => (x < 25 ? 0 : 1));
    expect(others).toEqual([]);
    expect(line.closed).toBe(false);
    expect([...line.xy]).toEqual(Array.from({ length: SIZE + 1 }, (_, y) => [25, y]).flat());
    expect(line.between).toHaveLength(SIZE + 1);
    expect(new Set(line.between.map((pair) => [...pair].sort().join()))).toEqual(new Set(['0,1']));
  });

  it('goes once round a region within another', () => {
    const [line, ...others] = trace((x, y) => (x >= 20 && x < 30 && y >= 10 && y < 25 ? 3 : 2));
    expect(others).toEqual([]);
    expect(line.closed).toBe(true);
    expect(line.xy.length / 2).toBe(2 * (10 + 15));
  });

  it('pixels in no region have no borders', () => {
    expect(trace((x) => (x < 25 ? 0 : -1))).toEqual([]);
  });

  it('where three meet, the two that go straight on are one line', () => {
    const lines = trace((x, y) => (y < 30 ? 0 : x < 20 ? 1 : 2));
    expect(lines.map(({ xy }) => xy.length / 2).sort()).toEqual([31, 61]);
    const apart = trace((x, y) => (y < 30 ? 0 : x < 20 ? 1 : 2), { ...params, turn: 0 });
    expect(apart).toHaveLength(3);
  });

  it('follows a border that comes back to where it meets others once', () => {
    const lines = trace((x, y) => (y < 30 ? 0 : x >= 20 && x < 30 && y < 40 ? 2 : 1), { ...params, turn: 0 });
    const cracks = 60 + 10 + 10 + 10;
    const steps = lines.map(({ xy, closed }) => xy.length / 2 - (closed ? 0 : 1));
    expect(steps.reduce((sum, n) => sum + n, 0)).toBe(cracks);
    // two regions that touch at a corner only: two lines to the photo's edge, and once round
    const touching = trace(
      (x, y) => (x < 20 && y < 20 ? 1 : x >= 20 && x < 25 && y >= 20 && y < 25 ? 2 : 0),
      { ...params, turn: 0 },
    );
    expect(touching.map(({ between }) => between.length).sort((a, b) => a - b)).toEqual([21, 21, 21]);
  });

  it('smooths a staircase, and leaves its ends', () => {
    const [line] = trace((x, y) => (x > y ? 0 : 1), REGION_BORDERS);
    const off = Array.from({ length: line.xy.length / 2 }, (_, k) =>
      Math.abs(line.xy[2 * k] - line.xy[2 * k + 1]),
    );
    expect(Math.max(...off.slice(10, -10)) - Math.min(...off.slice(10, -10))).toBeLessThan(0.05);
    expect([...line.xy.subarray(0, 2)].map(Math.round).every((v) => v <= 1 || v >= SIZE - 1)).toBe(true);
  });
});
