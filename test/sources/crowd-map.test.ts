import { describe, expect, it } from 'vitest';
import { createCrowdMap } from '../../src/sources/crowd-map.ts';

/** 5 x 4 cells of 10 pixels; the last row is half as high. */
const SIZE = { width: 50, height: 35 };
const mapOf = (...points: number[]) => {
  const map = createCrowdMap(SIZE, 0.2);
  map.add(Float64Array.from(points));
  return map;
};
const ONE = 1 / 30;

describe('createCrowdMap', () => {
  it('counts points by the cell they lie in, row by row', () => {
    const map = createCrowdMap(SIZE, 0.2);
    expect(map.ink).toHaveLength(20);
    expect([...map.cellsOf(Float64Array.of(0, 0, 9.9, 0, 10, 0, 0, 10, 49.9, 34.9, 25, 19.9))]).toEqual([
      0, 0, 1, 5, 19, 7,
    ]);
  });

  it('takes what lies outside for its border', () => {
    const map = createCrowdMap(SIZE, 0.2);
    expect([...map.cellsOf(Float64Array.of(-5, -5, 60, -1, -1, 60, 50, 40))]).toEqual([0, 4, 15, 19]);
  });

  it('shows a point to the cells around its own', () => {
    const { ink } = mapOf(22, 18);
    const expected = Array.from({ length: 20 }, (_, i) => {
      const [x, y] = [i % 5, Math.floor(i / 5)];
      return Math.abs(x - 2) <= 1 && Math.abs(y - 1) <= 1 ? ONE : 0;
    });
    expect([...ink]).toEqual(expected);
  });

  it('shows one at a corner to the four cells there', () => {
    const cells = (x: number, y: number) => [...mapOf(x, y).ink].flatMap((v, i) => (v > 0 ? [i] : []));
    expect(cells(1, 1)).toEqual([0, 1, 5, 6]);
    expect(cells(49, 34)).toEqual([13, 14, 18, 19]);
  });

  it('adds up, to 1 for a line that runs through three cells and no further', () => {
    const { ink } = mapOf(...Array.from({ length: 30 }, (_, k) => [10 + k, 15]).flat());
    expect(ink[7]).toBeCloseTo(1, 12);
    expect(ink[6]).toBeCloseTo(2 / 3, 12);
    expect(ink[5]).toBeCloseTo(1 / 3, 12);
  });
});
