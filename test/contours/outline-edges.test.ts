import { describe, expect, it } from 'vitest';
import { traceChains } from '../../src/contours/chains.ts';
import { type Edges, thin, withNormals } from '../../src/contours/edges.ts';
import { findOutlineEdges, findSimplerOutlines } from '../../src/contours/outline-edges.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIZE = 256;
const maskOf = (inside: (x: number, y: number) => boolean): Plane =>
  planeOf(SIZE, SIZE, (x, y) => (inside(x, y) ? 1 : 0));
const radius = (x: number, y: number) => Math.hypot(x - 128, y - 128);

/** A disc of radius 70 with 20 petals that reach 12 pixels further out and further in. */
const flower = maskOf(
  (x, y) => radius(x, y) < 70 + 12 * Math.sign(Math.sin(20 * Math.atan2(y - 128, x - 128))),
);

function traced(edges: Edges): [number, number][] {
  const map = withNormals(edges);
  return traceChains(map, thin(map)).flatMap(({ xy }) =>
    Array.from({ length: xy.length / 2 }, (_, k): [number, number] => [xy[2 * k], xy[2 * k + 1]]),
  );
}

/** Distances of a border from the flower's middle. */
const radiiOf = (edges: Edges) => traced(edges).map(([x, y]) => radius(x, y));

describe('findOutlineEdges', () => {
  it('follows every petal', () => {
    const radii = radiiOf(findOutlineEdges(flower));
    expect(Math.min(...radii)).toBeLessThan(62);
    expect(Math.max(...radii)).toBeGreaterThan(78);
  });
});

describe('findSimplerOutlines', () => {
  it('goes once round a flower, between its petals’ ends', () => {
    const sharp = traced(findOutlineEdges(flower)).length;
    for (const map of findSimplerOutlines(flower)) {
      const points = traced(map);
      for (const [x, y] of points) expect(Math.abs(radius(x, y) - 70)).toBeLessThan(8);
      expect(points.length).toBeGreaterThan(0.8 * 2 * Math.PI * 70);
      expect(points.length).toBeLessThan(0.6 * sharp);
    }
  });

  it('is simpler the further away it is seen from', () => {
    const spread = findSimplerOutlines(flower).map((map) => {
      const radii = radiiOf(map);
      return Math.max(...radii) - Math.min(...radii);
    });
    expect(spread[1]).toBeLessThan(spread[0]);
  });

  it('stays on the border of a disc', () => {
    for (const map of findSimplerOutlines(maskOf((x, y) => radius(x, y) < 80))) {
      const radii = radiiOf(map);
      expect(radii.length).toBeGreaterThan(400);
      for (const r of radii) expect(Math.abs(r - 80)).toBeLessThan(3);
    }
  });

  it('lets thin limbs go', () => {
    const withTail = maskOf((x, y) => radius(x, y) < 60 || (Math.abs(y - 128) < 3 && x > 128 && x < 240));
    const [, furthest] = findSimplerOutlines(withTail);
    for (const [x] of traced(furthest)) expect(x).toBeLessThan(205);
  });

  it('never follows the frame', () => {
    for (const map of findSimplerOutlines(maskOf((x) => x < 128))) {
      const points = traced(map);
      expect(points.length).toBeGreaterThan(200);
      for (const [x] of points) expect(Math.abs(x - 128)).toBeLessThan(3);
    }
  });

  it.each([0, 1])('finds nothing in a mask of %i', (value) => {
    const mask = {
      width: SIZE,
      height: SIZE,
      channels: 1 as const,
      data: new Float32Array(SIZE * SIZE).fill(value),
    };
    expect(findSimplerOutlines(mask).flatMap(traced)).toEqual([]);
  });
});
