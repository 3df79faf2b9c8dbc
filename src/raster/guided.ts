/**
 * The guided filter with a colour guide: the output is, in every window, a linear function of the guide's colours that is nearest to the
 * input, so that a coarse map takes over the guide's edges (K. He, J. Sun, X. Tang, "Guided image filtering", 2010, section 3.5).
 */

import { type BoxMean, createBoxMean } from './box.ts';
import { type Plane, plane } from './raster.ts';

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
  const mean = createBoxMean(width, height, radius);
  const colours = guide.map(({ data }) => data);
  const means = colours.map((colour) => meanOf(colour, mean));
  const between = (a: number, b: number) =>
    covariance({ values: colours[a], mean: means[a] }, { values: colours[b], mean: means[b] }, mean);
  const [xx, xy, xz, yy, yz, zz] = [
    between(0, 0),
    between(0, 1),
    between(0, 2),
    between(1, 1),
    between(1, 2),
    between(2, 2),
  ];
  for (const own of [xx, yy, zz]) for (let i = 0; i < own.length; i++) own[i] += epsilon;
  return planes.map(({ data }) => {
    const offset = meanOf(data, mean);
    const slopes = colours.map((values, c) =>
      covariance({ values, mean: means[c] }, { values: data, mean: offset }, mean),
    );
    solveModels([xx, xy, xz, yy, yz, zz], slopes, means, offset);
    for (const values of [...slopes, offset]) mean(values, values);
    return plane({ width, height }, predict(slopes, offset, colours));
  });
}

/** Values and their mean in the window around each pixel. */
interface Averaged {
  readonly values: Float32Array;
  readonly mean: Float64Array;
}

function meanOf(values: Float32Array, mean: BoxMean): Float64Array {
  const out = Float64Array.from(values);
  mean(out, out);
  return out;
}

function covariance(a: Averaged, b: Averaged, mean: BoxMean): Float64Array {
  const out = new Float64Array(a.values.length);
  for (let i = 0; i < out.length; i++) out[i] = a.values[i] * b.values[i];
  mean(out, out);
  for (let i = 0; i < out.length; i++) out[i] -= a.mean[i] * b.mean[i];
  return out;
}

/**
 * The linear model of each window, by the adjugate of the guide's symmetric covariance (a, b, c; b, d, e; c, e, f).
 * @param slopes the covariances of input and guide; they become the slopes
 * @param offset the input's means; they become the offsets
 */
function solveModels(
  [as, bs, cs, ds, es, fs]: readonly Float64Array[],
  [slopeX, slopeY, slopeZ]: readonly Float64Array[],
  [meanX, meanY, meanZ]: readonly Float64Array[],
  offset: Float64Array,
): void {
  for (let i = 0; i < offset.length; i++) {
    const [a, b, c, d, e, f] = [as[i], bs[i], cs[i], ds[i], es[i], fs[i]];
    const [p, q, r] = [slopeX[i], slopeY[i], slopeZ[i]];
    const xx = d * f - e * e;
    const xy = c * e - b * f;
    const xz = b * e - c * d;
    const yy = a * f - c * c;
    const yz = b * c - a * e;
    const zz = a * d - b * b;
    const determinant = a * xx + b * xy + c * xz;
    const x = (xx * p + xy * q + xz * r) / determinant;
    const y = (xy * p + yy * q + yz * r) / determinant;
    const z = (xz * p + yz * q + zz * r) / determinant;
    slopeX[i] = x;
    slopeY[i] = y;
    slopeZ[i] = z;
    offset[i] = offset[i] - x * meanX[i] - y * meanY[i] - z * meanZ[i];
  }
}

function predict(
  [slopeX, slopeY, slopeZ]: readonly Float64Array[],
  offset: Float64Array,
  [x, y, z]: readonly Float32Array[],
): Float32Array {
  const out = new Float32Array(offset.length);
  for (let i = 0; i < out.length; i++) {
    out[i] = offset[i] + slopeX[i] * x[i] + slopeY[i] * y[i] + slopeZ[i] * z[i];
  }
  return out;
}
