/**
 * A smooth surface through values that are in part something else: for each of three planes a polynomial of up to second
 * order in x and y, by iteratively reweighted least squares with Tukey's biweight on the distance in all three (P. Holland
 * and R. Welsch, "Robust regression using iteratively reweighted least squares", 1977). It starts at the median, and its
 * order grows, so that outliers are told before the surface can bend to them.
 */
import type { Size } from '../raster/frame.ts';

export const SURFACE_FIT = {
  /** Numbers of polynomial terms, one stage each: constant, linear, quadratic. */
  terms: [1, 3, 6],
  /** Rounds of reweighting in each stage. */
  rounds: 4,
  /** Tukey's constant: what is further off than this many standard deviations has no weight. */
  reach: 4.685,
  /** Least standard deviation that is assumed, in the planes' unit: rounding to 8 bits and JPEG make as much in OKLab. */
  leastScale: 0.003,
  /** Pull of each coefficient to 0, as a part of the total weight, which keeps those of empty corners small. */
  ridge: 1e-5,
};

/** Median length of a vector of three normal deviates, in standard deviations. */
const MEDIAN_LENGTH = 1.538;

/** Coefficients of 1, x, y, x^2, x y and y^2 for each plane, with x and y in [-1, 1] over the grid. */
export type Surface = readonly Float64Array[];

/** Where a surface is fitted. */
export interface Samples {
  /** Indices of cells, row-major. */
  readonly cells: Int32Array;
  /** How much each counts before anything is known, in [0, 1]. */
  readonly trust: Float32Array;
}

/** @param planes three planes of (height, width) values */
export function fitSurface(
  planes: readonly Float32Array[],
  { cells, trust }: Samples,
  size: Size,
  params = SURFACE_FIT,
): Surface {
  const basis = Array.from(cells, (cell) => termsAt(cell, size));
  const values = planes.map((plane) => Float64Array.from(cells, (cell) => plane[cell]));
  let surface: Surface = values.map((v) => Float64Array.of(weightedMedian(v, trust), 0, 0, 0, 0, 0));
  for (const terms of params.terms) {
    for (let round = 0; round < params.rounds; round++) {
      const lengths = distances(values, basis, surface);
      const scale = Math.max(params.leastScale, weightedMedian(lengths, trust) / MEDIAN_LENGTH);
      const weights = lengths.map((d, k) => trust[k] * biweight(d / (params.reach * scale)));
      surface = leastSquares(values, basis, weights, { terms, ridge: params.ridge });
    }
  }
  return surface;
}

/** The surface's value for each plane over the whole grid, (height, width) each. */
export function surfacePlanes(surface: Surface, { width, height }: Size): Float32Array[] {
  return surface.map((c) => {
    const plane = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      const v = coordinate(y, height);
      const [first, slope] = [c[0] + c[2] * v + c[5] * v * v, c[1] + c[4] * v];
      for (let x = 0; x < width; x++) {
        const u = coordinate(x, width);
        plane[y * width + x] = first + (slope + c[3] * u) * u;
      }
    }
    return plane;
  });
}

const coordinate = (i: number, count: number) => (2 * i + 1) / count - 1;

function termsAt(cell: number, { width, height }: Size): readonly number[] {
  const x = coordinate(cell % width, width);
  const y = coordinate(Math.floor(cell / width), height);
  return [1, x, y, x * x, x * y, y * y];
}

function distances(
  values: readonly Float64Array[],
  basis: readonly (readonly number[])[],
  surface: Surface,
): Float64Array {
  const squares = new Float64Array(basis.length);
  values.forEach((v, p) => {
    const [c0, c1, c2, c3, c4, c5] = surface[p];
    basis.forEach(([t0, t1, t2, t3, t4, t5], k) => {
      squares[k] += (v[k] - c0 * t0 - c1 * t1 - c2 * t2 - c3 * t3 - c4 * t4 - c5 * t5) ** 2;
    });
  });
  return squares.map(Math.sqrt);
}

const biweight = (u: number) => (u < 1 ? (1 - u * u) ** 2 : 0);

/** The value below which half of the weight lies; 0 without any. */
export function weightedMedian(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const half = order.reduce((sum, i) => sum + weights[i], 0) / 2;
  let sum = 0;
  for (const i of order) {
    sum += weights[i];
    if (sum >= half && sum > 0) return values[i];
  }
  return 0;
}

/** Weighted least squares with the first `terms` terms, by the normal equations. */
function leastSquares(
  values: readonly Float64Array[],
  basis: readonly (readonly number[])[],
  weights: Float64Array,
  { terms, ridge }: { readonly terms: number; readonly ridge: number },
): Surface {
  const width = terms + values.length;
  const rows = Array.from({ length: terms }, () => new Float64Array(width));
  basis.forEach((at, k) => {
    for (let i = 0; i < terms; i++) {
      const factor = weights[k] * at[i];
      for (let j = 0; j < terms; j++) rows[i][j] += factor * at[j];
      for (let p = 0; p < values.length; p++) rows[i][terms + p] += factor * values[p][k];
    }
  });
  const total = rows[0][0];
  for (let i = 1; i < terms; i++) rows[i][i] += ridge * total;
  eliminate(rows);
  return values.map((_, p) => Float64Array.from({ length: 6 }, (_, i) => rows[i]?.[terms + p] ?? 0));
}

/** Solves a symmetric positive system in place by Gauss-Jordan elimination; the right-hand sides follow the square part. */
function eliminate(rows: readonly Float64Array[]): void {
  rows.forEach((pivot, i) => {
    const scale = 1 / Math.max(pivot[i], Number.MIN_VALUE * 2 ** 60);
    for (let j = 0; j < pivot.length; j++) pivot[j] *= scale;
    rows.forEach((row, k) => {
      if (k === i) return;
      const factor = row[i];
      for (let j = 0; j < row.length; j++) row[j] -= factor * pivot[j];
    });
  });
}
