import { expect, it } from 'vitest';
import { borderChains } from '../../src/contours/border-chains.ts';
import { planeOf } from '../helpers/pictures.ts';

/** Regions 0 and 1 merge at height 0.6, and both with 2 at 3. */
const merges = [
  { from: 1, into: 0, height: 0.6 },
  { from: 2, into: 0, height: 3 },
] as never;
const xy = Float64Array.of(10.5, 5.5, 30.5, 5.5);
/** Edges are seen on the left only. */
const edges = planeOf(40, 10, (x) => (x < 20 ? 0.5 : 0));
const strength = (pair: readonly [number, number], unseen = 0.4) => [
  ...borderChains([{ xy, closed: false, between: [pair, pair] }], { merges, edges, full: 2, unseen })[0]!
    .strength,
];

it('a border is as strong as its two sides differ, against what counts as full', () => {
  const [seen] = strength([0, 1]);
  expect(seen).toBeCloseTo(0.3, 6);
  expect(strength([1, 0])).toEqual(strength([0, 1]));
  expect(strength([1, 2])[0]).toBe(1);
});

it('less where the photo shows no edge, but never nothing', () => {
  expect(strength([1, 2])[1]).toBeCloseTo(0.4, 6);
  expect(strength([0, 1])[1]).toBeCloseTo(0.3 * 0.4, 6);
  expect(strength([1, 2], 1)).toEqual([1, 1]);
});
