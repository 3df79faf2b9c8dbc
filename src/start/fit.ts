/**
 * Least-squares cubic Bezier through a run of points with fixed ends (P. Schneider, "An algorithm for automatically
 * fitting digitized curves", Graphics Gems, 1990, with free inner control points instead of fixed tangents).
 */

export interface CubicFit {
  /** x0, y0, ..., x3, y3. */
  readonly points: Float64Array;
  /** Largest distance in pixels between a point and the curve at its parameter. */
  readonly error: number;
}

const REPARAMETERISATIONS = 3;

/**
 * Fits points `from`..`to` (inclusive) of a polyline (x, y, ...).
 * @param stride use every stride-th point
 */
export function fitCubic(xy: Float64Array, from: number, to: number, stride = 1): CubicFit {
  const index: number[] = [];
  for (let i = from; i < to; i += stride) index.push(i);
  index.push(to);
  const t = chordParameters(xy, index);
  let points = solve(xy, index, t);
  for (let pass = 0; pass < REPARAMETERISATIONS; pass++) {
    reparameterise(xy, index, t, points);
    points = solve(xy, index, t);
  }
  let error = 0;
  index.forEach((i, k) => {
    const [x, y] = evaluate(points, t[k]);
    error = Math.max(error, Math.hypot(x - xy[2 * i], y - xy[2 * i + 1]));
  });
  return { points, error };
}

export function evaluate(p: Float64Array, t: number): [number, number] {
  const s = 1 - t;
  const b0 = s * s * s;
  const b1 = 3 * s * s * t;
  const b2 = 3 * s * t * t;
  const b3 = t * t * t;
  return [b0 * p[0] + b1 * p[2] + b2 * p[4] + b3 * p[6], b0 * p[1] + b1 * p[3] + b2 * p[5] + b3 * p[7]];
}

function chordParameters(xy: Float64Array, index: readonly number[]): Float64Array {
  const t = new Float64Array(index.length);
  for (let k = 1; k < index.length; k++) {
    const [a, b] = [2 * index[k - 1], 2 * index[k]];
    t[k] = t[k - 1] + Math.hypot(xy[b] - xy[a], xy[b + 1] - xy[a + 1]);
  }
  const total = t[t.length - 1] || 1;
  return t.map((v) => v / total);
}

/** The two inner control points that minimise the squared distances, by the 2 x 2 normal equations. */
function solve(xy: Float64Array, index: readonly number[], t: Float64Array): Float64Array {
  const a = 2 * index[0];
  const b = 2 * index[index.length - 1];
  const p = Float64Array.of(xy[a], xy[a + 1], 0, 0, 0, 0, xy[b], xy[b + 1]);
  let c11 = 0;
  let c12 = 0;
  let c22 = 0;
  const right = [0, 0, 0, 0];
  index.forEach((i, k) => {
    const s = 1 - t[k];
    const b1 = 3 * s * s * t[k];
    const b2 = 3 * s * t[k] * t[k];
    const x = xy[2 * i] - s ** 3 * p[0] - t[k] ** 3 * p[6];
    const y = xy[2 * i + 1] - s ** 3 * p[1] - t[k] ** 3 * p[7];
    c11 += b1 * b1;
    c12 += b1 * b2;
    c22 += b2 * b2;
    right[0] += b1 * x;
    right[1] += b1 * y;
    right[2] += b2 * x;
    right[3] += b2 * y;
  });
  const determinant = c11 * c22 - c12 * c12;
  if (determinant < 1e-9 * c11 * c22 || determinant === 0) return straight(p);
  p[2] = (c22 * right[0] - c12 * right[2]) / determinant;
  p[3] = (c22 * right[1] - c12 * right[3]) / determinant;
  p[4] = (c11 * right[2] - c12 * right[0]) / determinant;
  p[5] = (c11 * right[3] - c12 * right[1]) / determinant;
  return p;
}

function straight(p: Float64Array): Float64Array {
  for (let c = 0; c < 2; c++) {
    p[2 + c] = (2 * p[c] + p[6 + c]) / 3;
    p[4 + c] = (p[c] + 2 * p[6 + c]) / 3;
  }
  return p;
}

/** One Newton step of each inner point's parameter towards the closest point of the curve, kept in order. */
function reparameterise(xy: Float64Array, index: readonly number[], t: Float64Array, p: Float64Array): void {
  for (let k = 1; k < index.length - 1; k++) {
    const u = t[k];
    const s = 1 - u;
    const [x, y] = evaluate(p, u);
    const ex = x - xy[2 * index[k]];
    const ey = y - xy[2 * index[k] + 1];
    const d1: number[] = [];
    const d2: number[] = [];
    for (let c = 0; c < 2; c++) {
      const [v0, v1, v2] = [p[2 + c] - p[c], p[4 + c] - p[2 + c], p[6 + c] - p[4 + c]];
      d1.push(3 * (s * s * v0 + 2 * s * u * v1 + u * u * v2));
      d2.push(6 * (s * (v1 - v0) + u * (v2 - v1)));
    }
    const slope = d1[0] * d1[0] + d1[1] * d1[1] + ex * d2[0] + ey * d2[1];
    if (slope > 1e-9) t[k] = Math.min(1, Math.max(0, u - (ex * d1[0] + ey * d1[1]) / slope));
    if (t[k] < t[k - 1]) t[k] = t[k - 1];
  }
}
