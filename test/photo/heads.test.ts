import { expect, test } from 'vitest';
import { findHeads } from '../../src/photo/heads.ts';
import { planeOf } from '../helpers/pictures.ts';

const WIDTH = 120;
const HEIGHT = 80;

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly value: number;
}

const mapOf = (...discs: readonly Disc[]) =>
  planeOf(WIDTH, HEIGHT, (x, y) =>
    Math.max(
      0.1,
      ...discs.map((disc) => (Math.hypot(x - disc.x, y - disc.y) < disc.radius ? disc.value : 0)),
    ),
  );
const find = (...discs: readonly Disc[]) => findHeads(mapOf(...discs));

test('a head is a circle about where the map is sure, wherever it lies', () => {
  for (const disc of [
    { x: 40, y: 30, radius: 15, value: 0.98 },
    { x: 109, y: 69, radius: 11, value: 0.96 },
  ]) {
    const [head, ...others] = find(disc);
    expect(others).toEqual([]);
    expect(Math.hypot(head.x - disc.x, head.y - disc.y)).toBeLessThan(0.5);
    expect(Math.abs(head.radius - disc.radius)).toBeLessThan(0.5);
  }
});

test('what is surer counts more for where the middle is', () => {
  const [head] = find({ x: 40, y: 40, radius: 15, value: 0.5 }, { x: 48, y: 40, radius: 5, value: 1 });
  expect(head.x).toBeGreaterThan(40.5);
});

test('two heads of about one size, the larger first; not a third, nor a much smaller one', () => {
  const large = { x: 20, y: 40, radius: 14, value: 0.98 };
  const other = { x: 60, y: 40, radius: 16, value: 0.98 };
  const third = { x: 100, y: 40, radius: 13, value: 0.98 };
  expect(find(large, other, third).map(({ x }) => Math.round(x))).toEqual([60, 20]);
  // wherever they stand
  const largest = (...radii: readonly number[]) =>
    find(...radii.map((radius, k) => ({ x: 20 + 40 * k, y: 40, radius, value: 0.98 })))[0].radius;
  for (const radii of [
    [16, 14],
    [14, 16],
    [13, 14, 16],
    [16, 13, 14],
    [14, 16, 13],
  ]) {
    expect(Math.round(largest(...radii))).toBe(16);
  }
  expect(find(other, { ...third, radius: 8 })).toHaveLength(1);
});

test('no head where the map is unsure', () => {
  expect(find({ x: 40, y: 30, radius: 15, value: 0.9 })).toEqual([]);
  expect(find()).toEqual([]);
});

test('heads at opposite edges are two: a row does not go on in the next', () => {
  const left = { x: 0, y: 41, radius: 14, value: 0.98 };
  const right = { x: WIDTH, y: 39, radius: 14, value: 0.98 };
  const heads = find(left, right);
  expect(heads).toHaveLength(2);
  expect(Math.min(...heads.map(({ x }) => x))).toBeLessThan(14);
  expect(Math.max(...heads.map(({ x }) => x))).toBeGreaterThan(WIDTH - 14);
});

test('a second head is at least half as large, counted by likelihoods, and as sure as the first must be', () => {
  const square = (x: number, side: number, value: number, y = 20) => ({ x, y, side, value });
  const heads = (...squares: readonly ReturnType<typeof square>[]) =>
    findHeads(
      planeOf(WIDTH, HEIGHT, (u, v) =>
        Math.max(
          0,
          ...squares.map(({ x, y, side, value }) =>
            u > x && u < x + side && v > y && v < y + side ? value : 0,
          ),
        ),
      ),
    ).map(({ radius }) => Math.round(Math.PI * radius ** 2));
  expect(heads(square(5, 20, 1), square(60, 15, 1))).toEqual([400, 225]);
  expect(heads(square(5, 20, 1), square(60, 14, 1))).toEqual([400]);
  expect(heads(square(5, 20, 1), square(60, 20, 0.94))).toEqual([400]);
  // what is below 0.4 is part of none
  expect(heads(square(5, 20, 0.39), square(60, 20, 1))).toEqual([400]);
  expect(heads(square(40, 20, 1), square(60, 20, 0.41))).toEqual([800]);
  expect(heads(square(40, 20, 1), square(60, 20, 0.39))).toEqual([400]);
});
