import { describe, expect, it } from 'vitest';
import { heightBetween, mergeRegions, regionsAt } from '../../src/contours/region-tree.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

/** Four stripes of 10 x 40 pixels with the values 0, 1, 5 and 5.5. */
const WIDTH = 40;
const values = [0, 1, 5, 5.5];
const regions = {
  labels: Int32Array.from({ length: WIDTH * 40 }, (_, i) => Math.floor((i % WIDTH) / 10)),
  count: 4,
};
const feature = planeOf(WIDTH, 40, (x) => values[Math.floor(x / 10)]);
const merges = mergeRegions(regions, constantPlane(WIDTH, 40, 0.85), [feature], { base: 0.15, small: 1 });

describe('mergeRegions', () => {
  it('merges what differs least first, until all is one', () => {
    expect(merges.map(({ from, into }) => [from, into].sort())).toEqual([[2, 3], [0, 1], expect.anything()]);
    // means of the halves: 0.5 and 5.25
    expect(merges.map(({ height }) => height)).toEqual([0.5, 1, 4.75].map((v) => expect.closeTo(v, 5)));
  });

  it('regions that do not touch stay two', () => {
    const labels = Int32Array.from([0, -1, 1]);
    const row = planeOf(3, 1, () => 0);
    expect(mergeRegions({ labels, count: 2 }, row, [row])).toEqual([]);
    expect(heightBetween([], 0, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('small regions merge the sooner, and soft borders too', () => {
    const heightOf = (strength: number, small: number) =>
      mergeRegions(regions, constantPlane(WIDTH, 40, strength), [feature], { base: 0.15, small })[0].height;
    expect(heightOf(0.85, 1600)).toBeCloseTo(0.25, 5);
    expect(heightOf(0.35, 1)).toBeCloseTo(0.25, 5);
  });
});

it('regions up to a height share a representative', () => {
  const [a, b, c, d] = regionsAt(4, merges, 0.7);
  expect([a === b, b === c, c === d]).toEqual([false, false, true]);
  expect(new Set(regionsAt(4, merges, 10)).size).toBe(1);
});

it('two regions become one at the height of the last merge between them', () => {
  expect(heightBetween(merges, 2, 3)).toBeCloseTo(0.5, 5);
  expect(heightBetween(merges, 0, 3)).toBeCloseTo(4.75, 5);
});
