/**
 * Least-squares cubic Bezier through a run of points with fixed ends (P. Schneider, "An algorithm for automatically
 * fitting digitized curves", Graphics Gems, 1990, with free inner control points instead of fixed tangents).
 */

export interface CubicFit {
  /** x0, y0, ..., x3, y3. */
  readonly points: Float64Array;
  /** Largest distance in pixels between a point and the curve at its parameter. */
  readonly error: number;
  /** Mean of those distances squared. */
  readonly meanSquare: number;
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
  let squares = 0;
  for (let k = 0; k < index.length; k++) {
    const [x, y] = evaluate(points, t[k]);
    const distance = Math.hypot(x - xy[2 * index[k]], y - xy[2 * index[k] + 1]);
    error = Math.max(error, distance);
    squares += distance * distance;
  }
  return { points, error, meanSquare: squares / index.length };
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
  let [c11, c12, c22] = [0, 0, 0];
  let [x1, y1, x2, y2] = [0, 0, 0, 0];
  for (let k = 0; k < index.length; k++) {
    const u = t[k];
    const s = 1 - u;
    const b1 = 3 * s * s * u;
    const b2 = 3 * s * u * u;
    const [b0, b3] = [s * s * s, u * u * u];
    const x = xy[2 * index[k]] - b0 * p[0] - b3 * p[6];
    const y = xy[2 * index[k] + 1] - b0 * p[1] - b3 * p[7];
    c11 += b1 * b1;
    c12 += b1 * b2;
    c22 += b2 * b2;
    x1 += b1 * x;
    y1 += b1 * y;
    x2 += b2 * x;
    y2 += b2 * y;
  }
  const determinant = c11 * c22 - c12 * c12;
  if (determinant < 1e-9 * c11 * c22 || determinant === 0) return straight(p);
  p[2] = (c22 * x1 - c12 * x2) / determinant;
  p[3] = (c22 * y1 - c12 * y2) / determinant;
  p[4] = (c11 * x2 - c12 * x1) / determinant;
  p[5] = (c11 * y2 - c12 * y1) / determinant;
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
    const [x, y] = evaluate(p, u);
    const ex = x - xy[2 * index[k]];
    const ey = y - xy[2 * index[k] + 1];
    const [x1, y1, x2, y2] = derivatives(p, u);
    const slope = x1 * x1 + y1 * y1 + ex * x2 + ey * y2;
    if (slope > 1e-9) t[k] = Math.min(1, Math.max(0, u - (ex * x1 + ey * y1) / slope));
    if (t[k] < t[k - 1]) t[k] = t[k - 1];
  }
}

/** First and second derivative of the curve by its parameter: x', y', x'', y''. */
function derivatives(p: Float64Array, t: number): [number, number, number, number] {
  const s = 1 - t;
  const [ux, uy] = [p[2] - p[0], p[3] - p[1]];
  const [vx, vy] = [p[4] - p[2], p[5] - p[3]];
  const [wx, wy] = [p[6] - p[4], p[7] - p[5]];
  return [
    3 * (s * s * ux + 2 * s * t * vx + t * t * wx),
    3 * (s * s * uy + 2 * s * t * vy + t * t * wy),
    6 * (s * (vx - ux) + t * (wx - vx)),
    6 * (s * (vy - uy) + t * (wy - vy)),
  ];
}
