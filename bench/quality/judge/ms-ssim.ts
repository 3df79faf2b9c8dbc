/**
 * Multi-scale structural similarity: Z. Wang, E. Simoncelli, A. Bovik, "Multi-scale structural similarity for image
 * quality assessment", 2003.
 */

import { blur } from '../../../src/raster/blur.ts';
import type { Plane } from '../../../src/raster/raster.ts';

/** Weight of each scale, finest first, as the paper gives them. */
const WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
const WINDOW_SIGMA = 1.5;
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/**
 * @param a plane in [0, 1]
 * @param b plane in [0, 1] of the same size; both sides at least 16 pixels
 * @returns 1 for equal planes, 0 where a scale shows no or inverse correlation
 */
export function msSsim(a: Plane, b: Plane): number {
  let product = 1;
  let [p, q] = [a, b];
  WEIGHTS.forEach((weight, scale) => {
    const { luminance, structure } = compare(p, q);
    product *= Math.max(0, structure) ** weight;
    if (scale === WEIGHTS.length - 1) product *= Math.max(0, luminance) ** weight;
    else [p, q] = [halve(p), halve(q)];
  });
  return product;
}

/** Means over the picture of SSIM's luminance term and of its contrast-structure term. */
function compare(a: Plane, b: Plane): { luminance: number; structure: number } {
  const smooth = (f: (i: number) => number): Float32Array =>
    blur({ ...a, data: Float32Array.from(a.data, (_, i) => f(i)) }, WINDOW_SIGMA).data;
  const meanA = smooth((i) => a.data[i]!);
  const meanB = smooth((i) => b.data[i]!);
  const squareA = smooth((i) => a.data[i]! ** 2);
  const squareB = smooth((i) => b.data[i]! ** 2);
  const cross = smooth((i) => a.data[i]! * b.data[i]!);
  let luminance = 0;
  let structure = 0;
  meanA.forEach((ma, i) => {
    const mb = meanB[i]!;
    luminance += (2 * ma * mb + C1) / (ma * ma + mb * mb + C1);
    structure += (2 * (cross[i]! - ma * mb) + C2) / (squareA[i]! - ma * ma + squareB[i]! - mb * mb + C2);
  });
  return { luminance: luminance / meanA.length, structure: structure / meanA.length };
}

/** Means of 2 x 2 pixels. */
function halve({ width, height, data }: Plane): Plane {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const i = 2 * y * width + 2 * x;
      out[y * w + x] = (data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]!) / 4;
    }
  return { width: w, height: h, channels: 1 as const, data: out };
}
