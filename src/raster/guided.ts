/**
 * The guided filter with a colour guide: the output is, in every window, a linear function of the guide's colours that is nearest to the
 * input, so that a coarse map takes over the guide's edges (K. He, J. Sun, X. Tang, "Guided image filtering", 2010, section 3.5).
 */

import { boxMean } from './box.ts';
import type { Plane } from './raster.ts';

export interface GuidedOptions {
  /** Half the window's side in pixels. */
  readonly radius: number;
  /** Variance of the guide in a window below which it counts as flat, in squared units of the guide. */
  readonly epsilon: number;
}

/** Filters several planes by one guide, all of one size: what depends on the guide alone is computed once. */
export function guidedFilter(
  planes: readonly Plane[],
  guide: readonly [Plane, Plane, Plane],
  { radius, epsilon }: GuidedOptions,
): Plane[] {
  const { width, height } = guide[0];
  const colours = guide.map(({ data }) => Float64Array.from(data));
  const mean = (values: Float64Array) => boxMean(values, width, height, radius);
  const means = colours.map(mean);
  const covariance = (a: Float64Array, b: Float64Array, meanA: Float64Array, meanB: Float64Array) =>
    mean(a.map((v, i) => v * b[i])).map((v, i) => v - meanA[i] * meanB[i]);
  const between = (a: number, b: number) => covariance(colours[a], colours[b], means[a], means[b]);
  const [xx, xy, xz, yy, yz, zz] = [
    between(0, 0),
    between(0, 1),
    between(0, 2),
    between(1, 1),
    between(1, 2),
    between(2, 2),
  ];
  return planes.map(({ data }) => {
    const input = Float64Array.from(data);
    const inputMean = mean(input);
    const crossed = colours.map((colour, c) => covariance(colour, input, means[c], inputMean));
    const slopes = [0, 1, 2].map(() => new Float64Array(input.length));
    const offset = new Float64Array(input.length);
    for (let i = 0; i < input.length; i++) {
      const solved = solveSymmetric(
        [xx[i] + epsilon, xy[i], xz[i], yy[i] + epsilon, yz[i], zz[i] + epsilon],
        [crossed[0][i], crossed[1][i], crossed[2][i]],
      );
      offset[i] = inputMean[i];
      for (let c = 0; c < 3; c++) {
        slopes[c][i] = solved[c];
        offset[i] -= solved[c] * means[c][i];
      }
    }
    const [sx, sy, sz] = slopes.map(mean);
    const base = mean(offset);
    return {
      width,
      height,
      channels: 1,
      data: Float32Array.from(
        base,
        (v, i) => v + sx[i] * colours[0][i] + sy[i] * colours[1][i] + sz[i] * colours[2][i],
      ),
    };
  });
}

/** Solves A x = b, A symmetric (a, b, c; b, d, e; c, e, f), by the adjugate. */
function solveSymmetric(
  [a, b, c, d, e, f]: readonly [number, number, number, number, number, number],
  [p, q, r]: readonly [number, number, number],
): [number, number, number] {
  const xx = d * f - e * e;
  const xy = c * e - b * f;
  const xz = b * e - c * d;
  const yy = a * f - c * c;
  const yz = b * c - a * e;
  const zz = a * d - b * b;
  const determinant = a * xx + b * xy + c * xz;
  return [
    (xx * p + xy * q + xz * r) / determinant,
    (xy * p + yy * q + yz * r) / determinant,
    (xz * p + yz * q + zz * r) / determinant,
  ];
}
