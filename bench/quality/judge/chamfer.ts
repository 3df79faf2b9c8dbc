import type { Plane } from '../../../src/raster/raster.ts';

/** Distances between a drawing's ink and a set of pixels, as H. Barrow et al., "Parametric correspondence and chamfer matching", 1977. */

/** Ink of at least this much makes a pixel drawn. */
const DRAWN = 0.5;

export interface Chamfer {
  /** Mean distance in pixels from the target's pixels to the nearest ink: how much of it is not drawn. */
  readonly toInk: number;
  /** Mean distance in pixels from the ink to the nearest target pixel: how much ink is elsewhere. */
  readonly toTarget: number;
}

/**
 * @param ink coverage in [0, 1]
 * @param target pixels that are not 0 belong to it; same size as `ink`
 * @returns the picture's diagonal for both when either is empty
 */
export function chamfer(ink: Plane, target: Plane): Chamfer {
  const { width, height } = ink;
  const fromInk = distanceTransform({
    width,
    height,
    channels: 1 as const,
    data: ink.data.map((v) => (v >= DRAWN ? 1 : 0)),
  });
  const fromTarget = distanceTransform(target);
  return {
    toInk: meanWhere(fromInk, target.data, width, height),
    toTarget: meanWhere(fromTarget, ink.data, width, height),
  };
}

function meanWhere(distance: Float32Array, weight: Float32Array, width: number, height: number): number {
  const diagonal = Math.hypot(width, height);
  let sum = 0;
  let total = 0;
  weight.forEach((w, i) => {
    sum += w * Math.min(diagonal, distance[i]!);
    total += w;
  });
  return total > 0 ? sum / total : diagonal;
}

/**
 * Exact Euclidean distance in pixels from each pixel to the nearest one that is not 0; Infinity when there is none.
 * P. Felzenszwalb, D. Huttenlocher, "Distance transforms of sampled functions", 2012.
 */
export function distanceTransform({ width, height, data }: Plane): Float32Array {
  const squared = Float64Array.from(data, (v) => (v ? 0 : Number.POSITIVE_INFINITY));
  for (let x = 0; x < width; x++) lowerEnvelope(squared, x, width, height);
  for (let y = 0; y < height; y++) lowerEnvelope(squared, y * width, 1, width);
  return Float32Array.from(squared, Math.sqrt);
}

/** Replaces `count` values f(q), `step` apart, by min over p of f(p) + (q - p) ** 2. */
function lowerEnvelope(values: Float64Array, start: number, step: number, count: number): void {
  const f = Float64Array.from({ length: count }, (_, q) => values[start + q * step]!);
  const apex: number[] = [];
  const from: number[] = [];
  for (let q = 0; q < count; q++) {
    if (f[q] === Number.POSITIVE_INFINITY) continue;
    let begin = Number.NEGATIVE_INFINITY;
    while (apex.length > 0) {
      const p = apex.at(-1)!;
      begin = (f[q]! + q * q - f[p]! - p * p) / (2 * (q - p));
      if (begin > from.at(-1)!) break;
      apex.pop();
      from.pop();
      begin = Number.NEGATIVE_INFINITY;
    }
    apex.push(q);
    from.push(begin);
  }
  for (let q = 0, k = 0; q < count && apex.length > 0; q++) {
    while (k + 1 < apex.length && from[k + 1]! < q) k++;
    values[start + q * step] = f[apex[k]!]! + (q - apex[k]!) ** 2;
  }
}
