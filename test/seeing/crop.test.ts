import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../../src/raster/raster.ts';
import { cropSquare } from '../../src/seeing/crop.ts';
import { distance, midpoint } from '../../src/seeing/geometry.ts';

/** 3 x 2 pixels, the same in each channel: 0 1 2 / 3 4 5, in tenths. */
const PHOTO: RgbImage = {
  width: 3,
  height: 2,
  channels: 3 as const,
  data: Float32Array.from({ length: 18 }, (_, i) => Math.floor(i / 3) / 10),
};
/** One pixel of the photo's size around a place, in the photo's pixels. */
const at = (x: number, y: number, outside?: number) =>
  cropSquare(PHOTO, { x, y, side: 1, angle: 0 }, 1, outside === undefined ? {} : { outside }).data;

describe('cropSquare', () => {
  it('gives the photo’s pixels where it lies on them', () => {
    for (let y = 0; y < 2; y++) {
      for (let x = 0; x < 3; x++) {
        for (const value of at(x + 0.5, y + 0.5)) expect(value).toBeCloseTo((3 * y + x) / 10, 6);
      }
    }
  });

  it('is bilinear between them', () => {
    expect(at(1, 0.5)[0]).toBeCloseTo(0.05, 6);
    expect(at(0.5, 1)[1]).toBeCloseTo(0.15, 6);
    expect(at(1.75, 1)[2]).toBeCloseTo(0.275, 6);
  });

  it('repeats the photo’s edge beyond it', () => {
    expect(
      [at(-4, 0.5)[0], at(9, 0.5)[0], at(0.5, -4)[0], at(2.5, 9)[0]].map((v) => Number(v.toFixed(6))),
    ).toEqual([0, 0.2, 0, 0.5]);
    expect(at(2.9, 1.9)[0]).toBeCloseTo(0.5, 6);
  });

  it('or shows what lies outside in the colour that is asked for', () => {
    for (const [x, y] of [
      [-0.1, 1],
      [3.1, 1],
      [1, -0.1],
      [1, 2.1],
    ] as const) {
      expect([...at(x, y, 0.75)]).toEqual([0.75, 0.75, 0.75]);
    }
    expect(at(0.5, 0.5, 0.75)[0]).toBeCloseTo(0, 6);
    expect(at(2.99, 1.99, 0.75)[0]).toBeCloseTo(0.5, 6);
  });

  it('is the mean of what it covers when it is made smaller', () => {
    const flat = cropSquare(PHOTO, { x: 1, y: 1, side: 2, angle: 0 }, 1).data[0];
    expect(flat).toBeCloseTo((0 + 0.1 + 0.3 + 0.4) / 4, 6);
  });
});

it('distances and midpoints are those of the plane', () => {
  expect(distance({ x: 4, y: 6 }, { x: 1, y: 2 })).toBe(5);
  expect(midpoint({ x: 4, y: 6 }, { x: 1, y: 2 })).toEqual({ x: 2.5, y: 4 });
});

it.each([
  ['smaller', 400, 230, 300, 24, {}],
  ['larger', 90.4, 60.2, 20, 48, {}],
  ['beyond the corner', 10.5, -4.2, 90, 16, {}],
  ['cut at the corner', 236.7, 9.8, 120.3, 20, { outside: 0.25 }],
  ['mirrored', 120, 80, 61.7, 16, { mirrored: true, outside: 0 }],
  ['nowhere', 999, 999, 40, 8, { outside: 0.5 }],
] as const)(
  'a crop that is not turned, %s, is that of the samples one by one',
  (_, x, y, side, size, options) => {
    const [width, height] = [240, 170];
    const data = Float32Array.from({ length: width * height * 3 }, (_, i) => ((i * 7919) % 1009) / 1009);
    const photo: RgbImage = { width, height, channels: 3 as const, data };
    const upright = cropSquare(photo, { x, y, side, angle: 0 }, size, options).data;
    // so little that no sample leaves its place, which only the way of those that are turned takes
    const turned = cropSquare(photo, { x, y, side, angle: 1e-14 }, size, options).data;
    upright.forEach((v, i) => {
      expect(Math.abs(v - turned[i]!)).toBeLessThan(1e-6);
    });
  },
);
