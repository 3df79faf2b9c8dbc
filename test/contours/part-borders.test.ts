import { expect, it } from 'vitest';
import { findEdges, normaliseByQuantile } from '../../src/contours/edges.ts';
import { findPartBorders } from '../../src/contours/part-borders.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIZE = 96;
const plane = (f: (x: number, y: number) => number) => planeOf(SIZE, SIZE, f);
/** Edges at x = 30 and at x = 60; parts change at x = 60 only. */
const edges = findEdges([plane((x) => (x < 30 ? 0 : x < 60 ? 0.5 : 1))], [1], {
  scale: 2,
  integration: 2,
  inhibition: 0,
  surround: 25,
});
const map = { ...edges, strength: normaliseByQuantile(edges.strength, 0.97) };
const colours = [plane((x) => (x < 30 ? 0 : x < 60 ? 0.05 : 0.1))];
const parts = [plane((x) => (x < 60 ? -1 : 1))];
const meanX = (xy: Float64Array) =>
  xy.filter((_, i) => i % 2 === 0).reduce((sum, v) => sum + v, 0) / (xy.length / 2);

it('a border runs where parts change, whole, and none where only colours do', () => {
  const borders = findPartBorders(parts, colours, map, null);
  expect(borders).toHaveLength(1);
  expect(meanX(borders[0].xy)).toBeCloseTo(60, 0);
  expect(borders[0].strength.length).toBeGreaterThan(SIZE - 2);
  expect(Math.min(...borders[0].strength)).toBeGreaterThan(0.7);
});

it('it ends at the outline, which is no border between parts', () => {
  const mask = plane((x, y) => (x < 90 && y > 20 && y < 80 ? 1 : 0));
  const [border, ...others] = findPartBorders(parts, colours, map, mask);
  expect(others).toEqual([]);
  const rows = [...border.xy].filter((_, i) => i % 2 === 1);
  expect([Math.min(...rows), Math.max(...rows)]).toEqual([20, 80]);
});

it('what lies along the outline is no part', () => {
  const mask = plane((x) => (x < 63 ? 1 : 0));
  expect(findPartBorders(parts, colours, map, mask)).toEqual([]);
});

it('without part maps there are no borders', () => {
  expect(findPartBorders([], colours, map, null)).toEqual([]);
});
