import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import {
  connectedParts,
  connectedWithin,
  forEachAround,
  type Neighbours,
} from '../../src/raster/connected.ts';

/** In a row of six. */
const beside: Neighbours = (i, visit) => {
  for (let j = Math.max(0, i - 1); j <= Math.min(5, i + 1); j++) visit(j);
};

describe('connectedParts', () => {
  it('lists parts by their first cell, each from its first cell on', () => {
    const map = Float32Array.of(0.5, 0.6, 0.2, 0.9, 0.4, 0.5);
    expect(connectedParts(map, 0.5, beside)).toEqual([[0, 1], [3], [5]]);
    expect(connectedParts(map, 0.4, beside)).toEqual([
      [0, 1],
      [3, 4, 5],
    ]);
  });

  it('goes round what is not part of it, and counts each cell once', () => {
    const size = 7;
    const map = Float32Array.from({ length: size * size }, (_, i) => {
      const [x, y] = [i % size, Math.floor(i / size)];
      return Math.max(Math.abs(x - 3), Math.abs(y - 3)) === 2 ? 1 : 0;
    });
    const around: Neighbours = (i, visit) => {
      for (const j of [i - size, i - 1, i + 1, i + size]) if (j >= 0 && j < size * size) visit(j);
    };
    const [ring, ...others] = connectedParts(map, 1, around);
    expect(others).toEqual([]);
    expect(new Set(ring).size).toBe(16);
    expect(ring).toHaveLength(16);
  });

  it('has none where nothing reaches the level', () => {
    expect(connectedParts(new Float32Array(6), 0.1, beside)).toEqual([]);
  });
});

it('cells within a gap are those that one finds by asking around each', () => {
  const random = createRandom(2);
  const size = { width: 23, height: 11 };
  for (const gap of [1, 2, 6]) {
    const map = Float32Array.from({ length: size.width * size.height }, () => random.next() ** (2 * gap));
    const around: Neighbours = (i, visit) => forEachAround(i, size, gap, visit);
    const parts = connectedWithin(map, 0.5, gap, size);
    expect(parts).toEqual(connectedParts(map, 0.5, around));
    expect(parts.length).toBeGreaterThan(1);
  }
});
