import { describe, expect, it } from 'vitest';
import { findEdges, normaliseByQuantile, thin, withNormals } from '../../src/contours/edges.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 80;
const OPTIONS = { scale: 1.6, integration: 1.6, texture: { inhibition: 1.3, surround: 12 } };
/** 0 on one side of the line through the middle with normal at `angle`, 1 on the other. */
const step = (angle: number, offset = 0) =>
  planeOf(SIZE, SIZE, (x, y) => {
    const d = (x - SIZE / 2) * Math.cos(angle) + (y - SIZE / 2) * Math.sin(angle) - offset;
    return Math.min(1, Math.max(0, d + 0.5));
  });

describe.each([0, 0.3, Math.PI / 4, 1.2, Math.PI / 2, 2.5])(
  'a straight edge with normal at %f rad',
  (angle) => {
    const map = withNormals(findEdges([step(angle)], [1], OPTIONS));
    const thinned = thin(map);
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
    const pixels = [...thinned.keys()].filter((i) => thinned[i] > 0.3 * Math.max(...thinned));

    it('becomes a line one pixel wide where it lies', () => {
      for (const i of pixels) {
        const x = (i % SIZE) + 0.5 - SIZE / 2;
        const y = Math.floor(i / SIZE) + 0.5 - SIZE / 2;
        expect(Math.abs(x * nx + y * ny)).toBeLessThan(1.1);
      }
      const length = SIZE / Math.max(Math.abs(nx), Math.abs(ny));
      const steps = length * Math.max(Math.abs(nx), Math.abs(ny));
      expect(pixels.length).toBeGreaterThan(0.85 * steps);
      expect(pixels.length).toBeLessThan(1.5 * steps);
    });

    it('has its normal across', () => {
      const inner = pixels.filter(
        (i) => Math.min(i % SIZE, SIZE - (i % SIZE), i / SIZE, SIZE - i / SIZE) > 8,
      );
      expect(inner.length).toBeGreaterThan(40);
      for (const i of inner) {
        expect(Math.hypot(map.normalX[i], map.normalY[i])).toBeCloseTo(1, 5);
        expect(Math.abs(map.normalX[i] * nx + map.normalY[i] * ny)).toBeGreaterThan(0.995);
      }
    });
  },
);

describe('edges', () => {
  it('are not where nothing changes, nor where the photo ends', () => {
    expect(findEdges([constantPlane(SIZE, SIZE, 0.8)], [1], OPTIONS).strength.every((v) => v < 1e-6)).toBe(
      true,
    );
    const bright = findEdges([step(0.7)], [1], OPTIONS).strength;
    const top = Math.max(...bright);
    for (let i = 0; i < SIZE; i++) {
      for (const at of [i, (SIZE - 1) * SIZE + i, i * SIZE, i * SIZE + SIZE - 1]) {
        const x = (at % SIZE) + 0.5 - SIZE / 2;
        const y = Math.floor(at / SIZE) + 0.5 - SIZE / 2;
        const distance = Math.abs(x * Math.cos(0.7) + y * Math.sin(0.7));
        if (distance > 8) expect(bright[at]).toBeLessThan(1e-3 * top);
      }
    }
  });

  it('count in every plane, by its weight', () => {
    const strongest = (weights: number[]) =>
      Math.max(...findEdges([step(0), constantPlane(SIZE, SIZE, 0)], weights, OPTIONS).strength);
    expect(strongest([2, 1])).toBeCloseTo(2 * strongest([1, 1]), 5);
    const both = Math.max(...findEdges([step(0), step(0)], [1, 1], OPTIONS).strength);
    expect(both).toBeCloseTo(Math.SQRT2 * strongest([1, 1]), 4);
  });

  it('among many lose against a lone one', () => {
    const texture = planeOf(SIZE, SIZE, (x, y) => {
      if (x < SIZE / 2) return Math.floor(x / 4) % 2;
      return Math.hypot(x - 60, y - 40) < 100 && y > 40 ? 1 : 0;
    });
    const { strength } = findEdges([texture], [1], OPTIONS);
    const mean = (x0: number, x1: number, y0: number, y1: number) => {
      let best = 0;
      for (let y = y0; y < y1; y++)
        for (let x = x0; x < x1; x++) best = Math.max(best, strength[y * SIZE + x]);
      return best;
    };
    expect(mean(55, 75, 35, 46)).toBeGreaterThan(1.5 * mean(8, 25, 50, 70));
  });
});

describe('normaliseByQuantile', () => {
  it('makes the quantile of what is not zero 1 and clips there', () => {
    const out = normaliseByQuantile(Float32Array.of(0, 0, 0, 1, 2, 3, 4), 0.5);
    expect([...out]).toEqual([0, 0, 0, 1 / 3, 2 / 3, 1, 1].map(Math.fround));
  });

  it('leaves zeros alone', () => {
    expect(normaliseByQuantile(new Float32Array(4), 0.97)).toEqual(new Float32Array(4));
  });
});
