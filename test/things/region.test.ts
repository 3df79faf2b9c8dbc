import { describe, expect, it } from 'vitest';
import { plane } from '../../src/raster/raster.ts';
import {
  areaOfRegion,
  covers,
  joinRegions,
  type Region,
  regionOf,
  unionMask,
  without,
} from '../../src/things/region.ts';

/** A full rectangle. */
const block = (x: number, y: number, width: number, height: number): Region => ({
  box: { x, y, width, height },
  mask: plane({ width, height }, new Float32Array(width * height).fill(1)),
});

describe('regionOf', () => {
  it('is the smallest box around what is inside', () => {
    const mask = unionMask([block(2, 1, 3, 4)], { width: 10, height: 8 });
    mask.data[0] = 0.4; // too faint
    expect(regionOf(mask)).toEqual(block(2, 1, 3, 4));
  });

  it('is null for an empty mask', () => {
    expect(regionOf(plane({ width: 4, height: 4 }, new Float32Array(16)))).toBeNull();
  });
});

describe('covers', () => {
  it('tells the pixels of a region from those outside of it', () => {
    const region = block(2, 1, 3, 4);
    expect(covers(region, 2, 1)).toBe(true);
    expect(covers(region, 4.9, 4.9)).toBe(true);
    expect(covers(region, 5, 3)).toBe(false);
    expect(covers(region, 1.9, 3)).toBe(false);
    expect(covers({ ...region, mask: plane(region.mask, new Float32Array(12)) }, 3, 2)).toBe(false);
  });
});

describe('unionMask', () => {
  it('holds what belongs to any region and leaves out what lies outside the picture', () => {
    const { data } = unionMask([block(-1, -1, 3, 3), block(3, 1, 4, 1)], { width: 5, height: 3 });
    expect([...data]).toEqual([1, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0]);
  });
});

describe('joinRegions and without', () => {
  it('join two regions in the box around both', () => {
    const joined = joinRegions(block(0, 0, 2, 2), block(4, 1, 1, 3))!;
    expect(joined.box).toEqual({ x: 0, y: 0, width: 5, height: 4 });
    expect(areaOfRegion(joined)).toBe(7);
    expect(joinRegions(null, block(1, 1, 1, 1))).toEqual(block(1, 1, 1, 1));
  });

  it('take away what belongs to others', () => {
    expect(without(block(1, 1, 4, 2), [block(3, 0, 4, 4)])).toEqual(block(1, 1, 2, 2));
    expect(without(block(1, 1, 4, 2), [block(0, 0, 9, 9)])).toBeNull();
    expect(without(null, [])).toBeNull();
  });
});
