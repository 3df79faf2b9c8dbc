import { expect, test } from 'vitest';
import { cropSquare, fromCrop } from '../../src/seeing/crop.ts';
import { boundingBox, coverage, overlap, suppressOverlaps } from '../../src/seeing/geometry.ts';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

/** Red grows to the right, green downwards: a crop's colours say where it was taken. */
function ramp(width: number, height: number) {
  const data = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      data[(y * width + x) * 3] = (x + 0.5) / 100;
      data[(y * width + x) * 3 + 1] = (y + 0.5) / 100;
    }
  return { width, height, channels: 3 as const, data };
}

test('boxes overlap by what they share of what they cover', () => {
  expect(overlap(box(0, 0, 2, 2), box(0, 0, 2, 2))).toBe(1);
  expect(overlap(box(0, 0, 2, 2), box(1, 0, 2, 2))).toBeCloseTo(1 / 3);
  expect(overlap(box(0, 0, 2, 2), box(2, 0, 2, 2))).toBe(0);
  expect(overlap(box(0, 0, 2, 2), box(1.5, 0, 2, 2))).toBeCloseTo(1 / 7);
  expect(overlap(box(0, 0, 2, 2), box(0, 1.5, 2, 2))).toBeCloseTo(1 / 7);
  expect(overlap(box(0, 0, 2, 2), box(5, 5, 2, 2))).toBe(0);
});

test('of boxes that overlap the likeliest is kept', () => {
  const weak = { box: box(0, 0, 10, 10), score: 0.6 };
  const strong = { box: box(1, 0, 10, 10), score: 0.9 };
  const other = { box: box(20, 0, 10, 10), score: 0.5 };
  expect(suppressOverlaps([weak, strong, other], 0.3)).toEqual([strong, other]);
  expect(suppressOverlaps([weak, strong], 0.99)).toEqual([strong, weak]);
});

test('a box inside another is covered', () => {
  expect(coverage(box(0, 0, 10, 10), box(2, 2, 3, 3))).toBe(1);
  expect(coverage(box(0, 0, 10, 10), box(9, 0, 2, 10))).toBe(0.5);
  const whole = { box: box(0, 0, 10, 10), score: 0.9 };
  const part = { box: box(1, 1, 3, 3), score: 0.8 };
  expect(suppressOverlaps([part, whole], 0.5)).toHaveLength(2);
  expect(suppressOverlaps([part, whole], 0.5, coverage)).toEqual([whole]);
});

test('the bounding box holds all points', () => {
  expect(
    boundingBox([
      { x: 3, y: 1 },
      { x: -1, y: 4 },
    ]),
  ).toEqual(box(-1, 1, 4, 3));
});

test.each([
  { angle: 0, mirrored: false, size: 16 },
  { angle: 0.6, mirrored: false, size: 16 },
  { angle: -2, mirrored: true, size: 16 },
  { angle: 0.3, mirrored: true, size: 80 },
])(
  'a crop shows what fromCrop says: $angle, mirrored $mirrored, $size pixels',
  ({ angle, mirrored, size }) => {
    const square = { x: 52, y: 47, side: 40, angle };
    const crop = cropSquare(ramp(100, 100), square, size, { mirrored });
    const toPhoto = fromCrop(square, size, mirrored);
    for (const [column, row] of [
      [0, 0],
      [3, 9],
      [size - 1, 5],
      [7, size - 1],
    ] as const) {
      const { x, y } = toPhoto({ x: column + 0.5, y: row + 0.5 });
      expect(100 * crop.data[(row * size + column) * 3]!).toBeCloseTo(x, 3);
      expect(100 * crop.data[(row * size + column) * 3 + 1]!).toBeCloseTo(y, 3);
    }
  },
);

test('outside the photo its border goes on, or one colour', () => {
  const square = { x: 0, y: 50, side: 40, angle: 0 };
  const left = (options = {}) => cropSquare(ramp(100, 100), square, 20, options).data[(10 * 20 + 2) * 3]!;
  expect(left()).toBeCloseTo(0.005);
  expect(left({ outside: 0.25 })).toBeCloseTo(0.25);
});
