import { describe, expect, it } from 'vitest';
import { mapParts } from '../../src/photo/part-maps.ts';
import { principalComponents } from '../../src/photo/principal.ts';
import type { TokenGrid } from '../../src/photo/reader.ts';
import { createRandom } from '../../src/random.ts';
import { constantPlane, drawPicture, planeOf } from '../helpers/pictures.ts';

const DIM = 6;

function gridOf(rows: number, columns: number, token: (row: number, column: number) => number[]): TokenGrid {
  const data = Float32Array.from(
    Array.from({ length: rows * columns }, (_, i) => token(Math.floor(i / columns), i % columns)).flat(),
  );
  return { rows, columns, width: DIM, data, photo: { x: 0, y: 0, width: columns, height: rows } };
}

describe('principalComponents', () => {
  const random = createRandom(3);
  const spread = [1, 0.6, 0.3, 0.1, 0.05, 0.02];
  const grid = gridOf(20, 20, () => spread.map((s, j) => (j === 0 ? 3 : 0) + s * random.normal()));
  const weights = Float32Array.from({ length: 400 }, () => 0.2 + random.next());
  const components = principalComponents(grid, weights, 3);
  const weighted = (a: Float32Array, b: Float32Array) => {
    const total = weights.reduce((sum, w) => sum + w, 0);
    return a.reduce((sum, v, i) => sum + weights[i] * v * b[i], 0) / total;
  };

  it('are of mean 0 and variance 1 under the weights, and uncorrelated', () => {
    components.forEach((component, c) => {
      expect(weighted(component, new Float32Array(400).fill(1))).toBeCloseTo(0, 4);
      components.forEach((other, d) => {
        expect(weighted(component, other)).toBeCloseTo(c === d ? 1 : 0, 3);
      });
    });
  });

  it('the first carries more of the tokens than any single value does', () => {
    const lengths = Array.from({ length: 400 }, (_, i) =>
      Math.hypot(...grid.data.slice(DIM * i, DIM * (i + 1))),
    );
    const ones = new Float32Array(400).fill(1);
    const explained = (axis: Float32Array) => {
      let sum = 0;
      for (let j = 0; j < DIM; j++) {
        const values = Float32Array.from({ length: 400 }, (_, i) => grid.data[DIM * i + j] / lengths[i]);
        const mean = weighted(values, ones);
        const centred = values.map((v) => v - mean);
        sum += weighted(centred, axis) ** 2 / weighted(axis, axis);
      }
      return sum;
    };
    for (let j = 0; j < DIM; j++) {
      const value = Float32Array.from({ length: 400 }, (_, i) => grid.data[DIM * i + j] / lengths[i]);
      const mean = weighted(value, ones);
      expect(explained(components[0])).toBeGreaterThanOrEqual(explained(value.map((v) => v - mean)) - 1e-6);
    }
  });
});

describe('mapParts', () => {
  const [width, height] = [96, 64];
  const image = drawPicture(width, height, (c) => {
    c.fillStyle = '#c03020';
    c.fillRect(0, 0, 45, height);
    c.fillStyle = '#2040a0';
    c.fillRect(45, 0, width - 45, height);
  });
  /** Patches of 16 px: the part changes between the third and the fourth column of six, at x = 48. */
  const tokens = gridOf(4, 6, (row, column) => [column < 3 ? 1 : -1, 1, 0.02 * row, 0.01 * column, 0, 0]);

  it('step where the photo has its edge between two parts, not where the patches end', () => {
    const [{ data }] = mapParts(tokens, image, null);
    const row = data.slice(32 * width, 33 * width);
    const steps = Array.from({ length: width - 1 }, (_, x) => Math.abs(row[x + 1] - row[x]));
    expect(steps.indexOf(Math.max(...steps))).toBe(44);
    expect(Math.sign(row[10])).toBe(-Math.sign(row[80]));
  });

  it('go on beyond the mask as at its border', () => {
    const mask = planeOf(width, height, (x) => (x < 48 ? 1 : 0));
    const [{ data }] = mapParts(tokens, drawPicture(width, height), mask);
    const range = (from: number, to: number) => {
      const values = Array.from({ length: to - from }, (_, k) => data[32 * width + from + k]);
      return Math.max(...values) - Math.min(...values);
    };
    expect(range(56, 96)).toBeLessThan(0.5 * range(0, 48) + 1e-6);
  });

  it('go on beyond the mask from the patches beside it, not from those at the other side of the photo', () => {
    const edge = gridOf(4, 6, (row, column) => [column < 1 ? 1 : -1, 1, 0.02 * row, 0, 0, 0]);
    const mask = planeOf(width, height, (x) => (x < 64 ? 1 : 0));
    const [{ data }] = mapParts(edge, drawPicture(width, height), mask);
    for (const y of [8, 24, 40, 56]) {
      const [first, within, beyond] = [4, 40, 92].map((x) => data[y * width + x]!);
      expect(Math.abs(beyond! - within!)).toBeLessThan(0.1 * Math.abs(first! - within!));
    }
  });

  it('are none where the mask covers no patch', () => {
    expect(mapParts(tokens, image, constantPlane(width, height, 0))).toEqual([]);
  });
});
