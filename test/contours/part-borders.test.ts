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
const parts = [plane((x) => (x < 60 ? -1 : 1))];
const at = (strength: Float32Array, x: number, y = 48) => strength[y * SIZE + x];

it('an edge that no part ends at is none; one where parts change is full', () => {
  const { strength } = findPartBorders(parts, map, null);
  expect(at(strength, 60)).toBeGreaterThan(0.9);
  expect(at(strength, 30)).toBeLessThan(0.05);
});

it('a change of parts without an edge is none', () => {
  const { strength } = findPartBorders([plane((_, y) => (y < 48 ? -1 : 1))], map, null);
  expect(at(strength, 45, 48)).toBeLessThan(0.1);
});

it('the outline is no border between parts', () => {
  const mask = plane((x) => (x < 63 ? 1 : 0));
  expect(at(findPartBorders(parts, map, mask).strength, 60)).toBe(0);
});

it('without part maps there are no borders', () => {
  expect(findPartBorders([], map, null).strength.every((v) => v === 0)).toBe(true);
});
