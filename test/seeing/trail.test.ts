import { expect, test } from 'vitest';
import {
  bestPath,
  normalsOf,
  resampleTrail,
  smoothTrail,
  snapTrail,
  trailLength,
} from '../../src/seeing/trail.ts';

const bent = [
  { x: 0, y: 0 },
  { x: 3, y: 0 },
  { x: 3, y: 1 },
];

test('points of a trail are put at equal distances', () => {
  expect(trailLength(bent)).toBe(4);
  expect(resampleTrail(bent, 5)).toEqual([
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 2, y: 0 },
    { x: 3, y: 0 },
    { x: 3, y: 1 },
  ]);
});

test('a normal is to the left of the way as seen', () => {
  expect(
    normalsOf([
      { x: 0, y: 5 },
      { x: 4, y: 5 },
    ])[0],
  ).toEqual({ x: 0, y: -1 });
});

test('the best path is worth most less its changes', () => {
  const rows = [
    [5, 0, 0],
    [0, 0, 2],
    [5, 0, 0],
  ];
  expect(bestPath(rows, () => 0)).toEqual([0, 2, 0]);
  expect(bestPath(rows, (a, b) => 3 * Math.abs(a - b))).toEqual([0, 0, 0]);
});

test('a line is moved to the valley beside it, as far as it may, as a whole', () => {
  const straight = Array.from({ length: 9 }, (_, i) => ({ x: i * 4, y: 10 }));
  const valley = ({ x, y }: { x: number; y: number }) => (x === 16 ? 0 : -Math.abs(y - 13));
  const moved = snapTrail(straight, valley, { reach: 5, stiffness: 0.5 });
  for (const { y } of moved) expect(y).toBeCloseTo(13);
  for (const { y } of snapTrail(straight, valley, { reach: 2, stiffness: 0.5 })) expect(y).toBeCloseTo(12);
});

test('smoothing keeps the ends', () => {
  const zigzag = [0, 4, 0, 4, 0].map((y, x) => ({ x, y }));
  const smooth = smoothTrail(zigzag, 3);
  expect([smooth[0], smooth[4]]).toEqual([zigzag[0], zigzag[4]]);
  expect(Math.max(...smooth.map(({ y }) => y))).toBeLessThan(2.6);
  expect(smoothTrail(zigzag, 1).map(({ y }) => y)).toEqual([0, 2, 2, 2, 0]);
  expect(smoothTrail(zigzag, 0)).toEqual(zigzag);
});
