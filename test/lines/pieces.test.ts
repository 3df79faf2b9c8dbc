import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import { type Piece, SPLIT, splitChain } from '../../src/lines/pieces.ts';
import type { Chain } from '../../src/lines/polyline.ts';

/** A chain through the given corners, one position per pixel. */
function polyline(corners: readonly (readonly [number, number])[], closed = false): Chain {
  const xy: number[] = [];
  corners.slice(0, closed ? undefined : -1).forEach(([x0, y0], k) => {
    const [x1, y1] = corners[(k + 1) % corners.length];
    const length = Math.round(Math.hypot(x1 - x0, y1 - y0));
    for (let i = 0; i < length; i++) xy.push(x0 + ((x1 - x0) * i) / length, y0 + ((y1 - y0) * i) / length);
  });
  if (!closed) xy.push(...corners[corners.length - 1]);
  const points = Float64Array.from(xy);
  return { xy: points, strength: new Float64Array(points.length / 2).fill(1), closed };
}

function arc(radius: number, turns: number): Chain {
  const count = Math.round(2 * Math.PI * radius * turns);
  const xy = Float64Array.from({ length: 2 * count }, (_, i) => {
    const angle = (2 * Math.PI * turns * Math.floor(i / 2)) / count;
    return 200 + radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
  return { xy, strength: new Float64Array(count).fill(1), closed: turns === 1 };
}

const start = ({ points }: Piece) => [points[0], points[1]] as const;
const end = ({ points }: Piece) => [points[6], points[7]] as const;

/** Largest distance from a piece's positions to its curve. */
function deviation({ points, xy }: Piece): number {
  let worst = 0;
  for (let i = 0; i < xy.length; i += 2) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let t = 0; t <= 200; t++) {
      const [x, y] = evaluate(points, t / 200);
      nearest = Math.min(nearest, Math.hypot(x - xy[i], y - xy[i + 1]));
    }
    worst = Math.max(worst, nearest);
  }
  return worst;
}

const SQUARE = [
  [50, 50],
  [150, 50],
  [150, 150],
  [50, 150],
] as const;

describe('splitChain', () => {
  it('cuts a closed square at its corners', () => {
    const [pieces] = splitChain(polyline(SQUARE, true), { ...SPLIT, tolerances: [1.5] });
    expect(pieces).toHaveLength(4);
    for (const piece of pieces) {
      for (const [x, y] of [start(piece), end(piece)]) {
        const corner = Math.min(...SQUARE.map(([cx, cy]) => Math.hypot(x - cx, y - cy)));
        expect(corner).toBeLessThanOrEqual(5);
      }
    }
  });

  it('draws a straight line with one piece at every tolerance', () => {
    const line = polyline([
      [10, 10],
      [210, 90],
    ]);
    for (const pieces of splitChain(line, { ...SPLIT, tolerances: [1.5, 4, 13] }))
      expect(pieces).toHaveLength(1);
  });

  it('needs fewer pieces the more it tolerates', () => {
    const wave: Chain = {
      xy: Float64Array.from({ length: 1200 }, (_, i) =>
        i % 2 === 0 ? i / 2 : 100 + 30 * Math.sin((i - 1) / 2 / 25),
      ),
      strength: new Float64Array(600).fill(1),
      closed: false,
    };
    const counts = splitChain(wave, { ...SPLIT, tolerances: [1, 3, 9, 27] }).map((pieces) => pieces.length);
    for (let k = 1; k < counts.length; k++) expect(counts[k]).toBeLessThanOrEqual(counts[k - 1]);
    expect(counts[0]).toBeGreaterThan(counts[3]);
    expect(counts[0]).toBeLessThan(20);
  });

  it.each([1.5, 4, 9])('stays within %f px of the chain, and covers all of it', (tolerance) => {
    for (const chain of [arc(80, 1), arc(120, 0.4), polyline(SQUARE, true)]) {
      const [pieces] = splitChain(chain, { ...SPLIT, tolerances: [tolerance] });
      pieces.forEach((piece, k) => {
        expect(piece.error).toBeLessThanOrEqual(tolerance);
        expect(deviation(piece)).toBeLessThanOrEqual(tolerance + 1);
        expect(piece.strength).toHaveLength(piece.xy.length / 2);
        if (k > 0) expect(start(piece)).toEqual(end(pieces[k - 1]));
      });
      if (chain.closed) expect(end(pieces[pieces.length - 1])).toEqual(start(pieces[0]));
      const covered = pieces.reduce((n, { strength }) => n + strength.length - 1, 0);
      expect(covered).toBe(chain.strength.length - (chain.closed ? 0 : 1));
    }
  });

  it('draws the same run by the same cubic at each tolerance', () => {
    const [fine, coarse] = splitChain(polyline(SQUARE, true), { ...SPLIT, tolerances: [1.5, 1.6] });
    fine.forEach(({ points }, k) => {
      expect(coarse[k].points).toBe(points);
    });
  });

  it('keeps the strengths of what a piece stands for', () => {
    const line = polyline([
      [0, 0],
      [100, 0],
    ]);
    const strength = line.strength.map((_, i) => i / 100);
    const [pieces] = splitChain({ ...line, strength }, { ...SPLIT, tolerances: [2] });
    expect(Float64Array.from(pieces.flatMap((piece) => [...piece.strength]))).toEqual(strength);
  });

  it('takes chains of few positions, and of one place', () => {
    for (const xy of [
      [1, 1, 2, 2],
      [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5],
    ]) {
      const chain = { xy: Float64Array.from(xy), strength: new Float64Array(xy.length / 2), closed: false };
      const [pieces] = splitChain(chain, { ...SPLIT, tolerances: [1.5] });
      expect(pieces.length).toBeGreaterThan(0);
      for (const { points } of pieces) expect(points.every(Number.isFinite)).toBe(true);
    }
  });
});

it('a chain that no cubic follows falls into the shortest pieces there are', () => {
  const count = 61;
  const xy = Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 ? 40 * ((i >> 1) % 3) : i));
  const chain: Chain = { xy, strength: new Float64Array(count).fill(1), closed: false };
  const [pieces] = splitChain(chain, { ...SPLIT, tolerances: [0.5] });
  expect(pieces.map(({ strength }) => strength.length)).toEqual(new Array(12).fill(6));
});

it('a last stretch shorter than half of the spacing belongs to the one before', () => {
  const lengths = (points: number) => {
    const xy = Float64Array.from({ length: 2 * points }, (_, i) => (i % 2 ? 40 * ((i >> 1) % 3) : i));
    const chain: Chain = { xy, strength: new Float64Array(points).fill(1), closed: false };
    return splitChain(chain, { ...SPLIT, tolerances: [0.5] })[0].map(({ strength }) => strength.length - 1);
  };
  expect(lengths(11)).toEqual([5, 5]);
  expect(lengths(13)).toEqual([5, 7]);
  expect(lengths(14)).toEqual([5, 5, 3]);
  expect(lengths(3)).toEqual([2]);
});
