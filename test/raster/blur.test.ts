import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { blur, blurWide } from '../../src/raster/blur.ts';
import type { Plane } from '../../src/raster/raster.ts';

const [WIDTH, HEIGHT] = [23, 17];
const random = createRandom(3);
const noise: Plane = {
  width: WIDTH,
  height: HEIGHT,
  channels: 1 as const,
  data: Float32Array.from({ length: WIDTH * HEIGHT }, () => random.uniform(-1, 2)),
};

/** ... c b a | a b c ..., step by step. */
function reflected(i: number, size: number): number {
  let at = i;
  while (at < 0 || at >= size) at = at < 0 ? -1 - at : 2 * size - 1 - at;
  return at;
}
const repeated = (i: number, size: number) => Math.min(size - 1, Math.max(0, i));

/** Weighted mean of the square around each pixel, weights given by distance along each axis. */
function naive(plane: Plane, weights: readonly number[], border: typeof reflected): number[] {
  const radius = weights.length - 1;
  const result: number[] = [];
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      let [sum, total] = [0, 0];
      for (let v = -radius; v <= radius; v++) {
        for (let u = -radius; u <= radius; u++) {
          const weight = weights[Math.abs(u)] * weights[Math.abs(v)];
          const at = border(y + v, plane.height) * plane.width + border(x + u, plane.width);
          sum += weight * plane.data[at];
          total += weight;
        }
      }
      result.push(sum / total);
    }
  }
  return result;
}

const gaussian = (sigma: number, radius: number) =>
  Array.from({ length: radius + 1 }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)));
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (v, i) => Math.abs(v - b[i])));
};

describe('blur', () => {
  it.each([
    [0.2, 3, 1],
    [1.5, 3, 5],
    [2, 4, 8],
    [9, 3, 27],
  ])('of sigma %f, cut at %f, is the weighted mean of pixels up to %i away', (sigma, truncate, radius) => {
    const weights = gaussian(sigma, radius);
    const plain = blur(noise, sigma, truncate);
    expect([plain.width, plain.height]).toEqual([WIDTH, HEIGHT]);
    expect(largestDifference(plain.data, naive(noise, weights, repeated))).toBeLessThan(1e-6);
    const mirrored = blur(noise, sigma, truncate, 'reflect');
    expect(largestDifference(mirrored.data, naive(noise, weights, reflected))).toBeLessThan(1e-6);
  });

  it('is cut at three standard deviations unless told otherwise', () => {
    expect(blur(noise, 1.5)).toEqual(blur(noise, 1.5, 3));
    expect(blur(noise, 1.5)).not.toEqual(blur(noise, 1.5, 2));
  });
});

describe('blurWide', () => {
  it('is a running mean, three times', () => {
    for (const [sigma, radius] of [
      [0.1, 1],
      [2, 2],
      [5, 5],
    ]) {
      const mean = (plane: Plane): Plane => ({
        ...plane,
        data: Float32Array.from(naive(plane, new Array<number>(radius + 1).fill(1), repeated)),
      });
      expect(largestDifference(blurWide(noise, sigma).data, mean(mean(mean(noise))).data)).toBeLessThan(2e-6);
    }
  });

  it('spreads a dot by about its standard deviation', () => {
    const size = 101;
    const dot = new Float32Array(size * size);
    dot[50 * size + 50] = 1;
    for (const sigma of [3, 6, 9]) {
      const { data } = blurWide({ width: size, height: size, channels: 1 as const, data: dot }, sigma);
      let [mass, variance] = [0, 0];
      data.forEach((v, i) => {
        mass += v;
        variance += v * ((i % size) - 50) ** 2;
      });
      expect(mass).toBeCloseTo(1, 4);
      expect(Math.sqrt(variance) / sigma).toBeGreaterThan(0.85);
      expect(Math.sqrt(variance) / sigma).toBeLessThan(1.2);
    }
  });
});
