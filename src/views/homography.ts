/**
 * Perspective maps of the plane, row-major 3 x 3, from canvas to view:
 * X = (h0 x + h1 y + h2) / w, Y = (h3 x + h4 y + h5) / w, w = h6 x + h7 y + h8.
 *
 * With the augmentation of CLIPasso (Vinker et al. 2022): a random perspective of distortion 0.5, then a random crop
 * of 0.8 of the area, scaled to the whole view. Hartley and Zisserman, Multiple View Geometry, chapter 2.
 */
import type { Random } from '../random.ts';

/** 9 numbers, row-major. */
export type Homography = Float64Array;

/** Perspective: each corner moves inwards by up to this part of half the side. */
const DISTORTION = 0.5;
/** Crop: part of the area that is kept. */
const CROP_AREA = 0.8;
/** A point this near to the horizon, or behind it, has no image. */
const HORIZON = 1e-3;

export function identityHomography(): Homography {
  return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
}

/** A random view of a canvas of width x height pixels onto itself. */
export function randomHomography(random: Random, width: number, height: number): Homography {
  const dx = (DISTORTION * width) / 2;
  const dy = (DISTORTION * height) / 2;
  const inward = (limit: number) => random.uniform(0, limit);
  const corners = [0, 0, width, 0, width, height, 0, height];
  const moved = [
    inward(dx),
    inward(dy),
    width - inward(dx),
    inward(dy),
    width - inward(dx),
    height - inward(dy),
    inward(dx),
    height - inward(dy),
  ];
  const side = Math.sqrt(CROP_AREA);
  const left = random.uniform(0, width * (1 - side));
  const top = random.uniform(0, height * (1 - side));
  const crop = Float64Array.of(1 / side, 0, -left / side, 0, 1 / side, -top / side, 0, 0, 1);
  return multiplyHomographies(crop, homographyFromPoints(corners, moved));
}

/** a after b. */
export function multiplyHomographies(a: Homography, b: Homography): Homography {
  const result = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) result[3 * i + j] += a[3 * i + k] * b[3 * k + j];
    }
  }
  return result;
}

/** The map that takes four points to four others, both flat x0, y0 .. x3, y3, no three of them on a line. */
export function homographyFromPoints(from: readonly number[], to: readonly number[]): Homography {
  const rows: number[][] = [];
  for (let i = 0; i < 8; i += 2) {
    const [x, y, X, Y] = [from[i], from[i + 1], to[i], to[i + 1]];
    rows.push([x, y, 1, 0, 0, 0, -X * x, -X * y, X], [0, 0, 0, x, y, 1, -Y * x, -Y * y, Y]);
  }
  return Float64Array.of(...solve(rows), 1);
}

/** The inverse map, by the adjugate. */
export function invertHomography(h: Homography): Homography {
  const [a, b, c, d, e, f, g, i, j] = h;
  const A = e * j - f * i;
  const B = f * g - d * j;
  const C = d * i - e * g;
  const inverse = Float64Array.of(
    A,
    c * i - b * j,
    b * f - c * e,
    B,
    a * j - c * g,
    c * d - a * f,
    C,
    b * g - a * i,
    a * e - b * d,
  );
  const determinant = a * A + b * B + c * C;
  return inverse.map((value) => value / determinant);
}

/**
 * Images of `count` points (count, 2). A point at or behind the horizon becomes NaN, NaN; the rasterizer draws no
 * segment that ends there.
 */
export function mapPoints(h: Homography, points: Float64Array, count: number, out: Float64Array): void {
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = h;
  for (let i = 0; i < 2 * count; i += 2) {
    const x = points[i];
    const y = points[i + 1];
    const w = h6 * x + h7 * y + h8;
    const scale = w > HORIZON ? 1 / w : Number.NaN;
    out[i] = (h0 * x + h1 * y + h2) * scale;
    out[i + 1] = (h3 * x + h4 * y + h5) * scale;
  }
}

/** Adds to `out` the gradient on the points (count, 2), given that on their images. */
export function mapPointsBackward(
  h: Homography,
  points: Float64Array,
  count: number,
  gradient: Float64Array,
  out: Float64Array,
): void {
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = h;
  for (let i = 0; i < 2 * count; i += 2) {
    const gx = gradient[i];
    const gy = gradient[i + 1];
    if (gx === 0 && gy === 0) continue;
    const x = points[i];
    const y = points[i + 1];
    const w = h6 * x + h7 * y + h8;
    const X = (h0 * x + h1 * y + h2) / w;
    const Y = (h3 * x + h4 * y + h5) / w;
    out[i] += (gx * (h0 - X * h6) + gy * (h3 - Y * h6)) / w;
    out[i + 1] += (gx * (h1 - X * h7) + gy * (h4 - Y * h7)) / w;
  }
}

/** Mean over the canvas of the local scale sqrt|det J|, where det J = det H / w^3. */
export function meanScale(h: Homography, width: number, height: number): number {
  const [a, b, c, d, e, f, g, i, j] = h;
  const determinant = Math.abs(a * (e * j - f * i) - b * (d * j - f * g) + c * (d * i - e * g));
  const grid = 16;
  let sum = 0;
  for (let row = 0; row < grid; row++) {
    for (let column = 0; column < grid; column++) {
      const w = (g * (column + 0.5) * width) / grid + (i * (row + 0.5) * height) / grid + j;
      sum += Math.sqrt(determinant / Math.abs(w * w * w));
    }
  }
  return sum / (grid * grid);
}

/** Solves 8 equations by Gaussian elimination with partial pivoting; rows carry the right side in their last column. */
function solve(rows: number[][]): number[] {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = rows[row][column] / rows[column][column];
      for (let k = column; k <= n; k++) rows[row][k] -= factor * rows[column][k];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}
