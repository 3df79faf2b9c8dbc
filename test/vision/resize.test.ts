import { expect, test } from 'vitest';
import { minMax, resizeMap } from '../../src/vision/resize.ts';

/** 3 x 4 map and torch.nn.functional.interpolate(align_corners=False) of it, torch 2.15. */
const MAP = Float32Array.of(0, 1, 4, 9, 1, 3, 3, 1, 5, 2, 8, 0);

test.each([
  [
    'bilinear',
    [5, 7],
    [
      0, 0.35714, 0.92857, 2.5, 4.35714, 7.21429, 9, 0.4, 0.9, 1.7, 2.7, 3.75714, 5.01429, 5.8, 1, 1.71429,
      2.85714, 3, 2.85714, 1.71429, 1, 3.4, 3.04286, 2.47143, 4.2, 5.6, 2.4, 0.4, 5, 3.92857, 2.21429, 5,
      7.42857, 2.85714, 0,
    ],
  ],
  ['bilinear', [2, 2], [0.875, 5.375, 3.125, 3.5]],
  [
    'bicubic',
    [5, 7],
    [
      -0.18569, 0.00983, 0.6044, 2.005, 4.57241, 8.03751, 10.33076, -0.07343, 0.60928, 1.68313, 2.45925,
      3.47225, 5.12888, 6.23747, 0.80157, 1.68149, 2.88557, 3.375, 2.88557, 1.68149, 0.80157, 3.61803,
      2.97081, 2.42889, 4.74638, 5.79427, 2.12897, -0.80076, 5.72928, 3.7938, 1.79935, 5.66975, 8.29307,
      3.23062, -0.94688,
    ],
  ],
  ['bicubic', [2, 2], [0.58936, 5.60791, 2.78772, 3.81384]],
] as const)('%s to %j', (interpolation, size, expected) => {
  const found = resizeMap(MAP, [3, 4, 1], size, interpolation);
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(found[i]!).toBeCloseTo(value, 4);
  });
});

test('channels are resized apart', () => {
  const two = Float32Array.from({ length: 24 }, (_, i) =>
    i % 2 === 0 ? MAP[i / 2]! : 10 - MAP[(i - 1) / 2]!,
  );
  const one = resizeMap(MAP, [3, 4, 1], [5, 7], 'bicubic');
  const both = resizeMap(two, [3, 4, 2], [5, 7], 'bicubic');
  one.forEach((value, i) => {
    expect(both[2 * i]!).toBeCloseTo(value, 5);
    expect(both[2 * i + 1]!).toBeCloseTo(10 - value, 5);
  });
});

test('minMax scales to [0, 1]; a constant map becomes zeros', () => {
  expect([...minMax(Float32Array.of(-2, 0, 2))]).toEqual([0, 0.5, 1]);
  expect([...minMax(Float32Array.of(3, 3))]).toEqual([0, 0]);
});
