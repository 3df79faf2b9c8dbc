/**
 * Edges that a person would draw: colour gradients, thinned, with texture held down.
 *
 * The gradient is the largest eigenvalue of the smoothed colour structure tensor (S. Di Zenzo, "A note on the gradient of
 * a multi-image", 1986); texture is held down by surround inhibition (C. Grigorescu, N. Petkov, M. Westenberg, "Contour
 * detection based on nonclassical receptive field inhibition", 2003): an edge among many loses, a lone one stays.
 */

import { blur, blurWide } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';

export interface EdgeMap {
  readonly width: number;
  readonly height: number;
  /** Strength in [0, 1] of each pixel, (height, width). */
  readonly strength: Float32Array;
  /** Unit normal (across the edge) of each pixel, x and y planes. */
  readonly normalX: Float32Array;
  readonly normalY: Float32Array;
}

export interface EdgeOptions {
  /** Standard deviation of the derivative in pixels. */
  readonly scale: number;
  /** Standard deviation over which tensors are averaged, in pixels. */
  readonly integration: number;
  /** Weight of the surround's mean strength that is taken off; 0 keeps all texture. */
  readonly inhibition: number;
  /** Standard deviation of the surround in pixels. */
  readonly surround: number;
}

/** Strength and normals from several planes of one size, e.g. OKLab with the mask as a fourth. */
export function findEdges(
  planes: readonly Plane[],
  weights: readonly number[],
  options: EdgeOptions,
): EdgeMap {
  const { width, height } = planes[0];
  const count = width * height;
  const xx = new Float32Array(count);
  const xy = new Float32Array(count);
  const yy = new Float32Array(count);
  planes.forEach((plane, k) => {
    const { data } = blur(plane, options.scale);
    const w = weights[k] * weights[k];
    for (let y = 0; y < height; y++) {
      const up = Math.max(0, y - 1) * width;
      const down = Math.min(height - 1, y + 1) * width;
      for (let x = 0; x < width; x++) {
        const gx = (data[y * width + Math.min(width - 1, x + 1)] - data[y * width + Math.max(0, x - 1)]) / 2;
        const gy = (data[down + x] - data[up + x]) / 2;
        const i = y * width + x;
        xx[i] += w * gx * gx;
        xy[i] += w * gx * gy;
        yy[i] += w * gy * gy;
      }
    }
  });
  const smooth = (data: Float32Array) => blur({ width, height, channels: 1, data }, options.integration).data;
  const [sxx, sxy, syy] = [smooth(xx), smooth(xy), smooth(yy)];
  const magnitude = new Float32Array(count);
  const normalX = new Float32Array(count);
  const normalY = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const half = (sxx[i] - syy[i]) / 2;
    const root = Math.hypot(half, sxy[i]);
    magnitude[i] = Math.sqrt(Math.max(0, (sxx[i] + syy[i]) / 2 + root));
    const angle = 0.5 * Math.atan2(2 * sxy[i], sxx[i] - syy[i]);
    normalX[i] = Math.cos(angle);
    normalY[i] = Math.sin(angle);
  }
  return {
    width,
    height,
    strength: inhibit({ width, height, channels: 1, data: magnitude }, options),
    normalX,
    normalY,
  };
}

function inhibit(magnitude: Plane, { inhibition, surround }: EdgeOptions): Float32Array {
  if (inhibition === 0) return magnitude.data;
  const around = blurWide(magnitude, surround).data;
  return magnitude.data.map((v, i) => Math.max(0, v - inhibition * around[i]));
}

/** Scales a map so that the value below which `fraction` of its non-zero entries lie becomes 1, and clips there. */
export function normaliseByQuantile(values: Float32Array, fraction: number): Float32Array {
  const sorted = values.filter((v) => v > 0).sort();
  if (sorted.length === 0) return values;
  const top = sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))];
  return values.map((v) => Math.min(1, v / top));
}

/**
 * Non-maximum suppression across the edge: keeps the strength of pixels that are at least as strong as both neighbours one
 * pixel along the normal (J. Canny, 1986); the rest become 0.
 */
export function thin(map: EdgeMap): Float32Array {
  const { width, height, strength, normalX, normalY } = map;
  const out = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const v = strength[i];
      if (v <= 0) continue;
      const before = bilinear(strength, width, x - normalX[i], y - normalY[i]);
      const after = bilinear(strength, width, x + normalX[i], y + normalY[i]);
      if (v > before && v >= after) out[i] = v;
    }
  }
  return out;
}

function bilinear(data: Float32Array, width: number, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const i = y0 * width + x0;
  const right = fx > 0 ? 1 : 0;
  const below = fy > 0 ? width : 0;
  return (
    (1 - fy) * ((1 - fx) * data[i] + fx * data[i + right]) +
    fy * ((1 - fx) * data[i + below] + fx * data[i + below + right])
  );
}
