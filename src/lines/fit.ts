/**
 * Least-squares cubic Bezier through a run of points with fixed ends (P. Schneider, "An algorithm for automatically
 * fitting digitized curves", Graphics Gems, 1990, with free inner control points instead of fixed tangents).
 */

import { hypot } from './hypot.ts';

export interface CubicFit {
  /** x0, y0, ..., x3, y3. */
  readonly points: Float64Array;
  /** Largest distance in pixels between a point and the curve at its parameter. */
  readonly error: number;
  /** Mean of those distances squared. */
  readonly meanSquare: number;
}

const REPARAMETERISATIONS = 3;

/** Fits cubics to points `from`..`to` (inclusive) of a polyline, every `stride`-th of them and the last. */
export type Fitter = (from: number, to: number, stride: number) => CubicFit;

/**
 * Fits points `from`..`to` (inclusive) of a polyline (x, y, ...).
 * @param stride use every stride-th point
 */
export function fitCubic(xy: Float64Array, from: number, to: number, stride = 1): CubicFit {
  return createFitter(xy)(from, to, stride);
}

/**
 * For many fits to one polyline (x, y, ...): what they need is allocated once.
 * The fit returned is overwritten by the next.
 */
export function createFitter(xy: Float64Array): Fitter {
  const run = createRun(xy.length / 2);
  const chordsOf = new Map<number, Float64Array>();
  const fit = { points: run.points, error: 0, meanSquare: 0 };
  return (from, to, stride) => {
    const chords = chordsOf.get(stride) ?? chordLengths(xy, stride);
    chordsOf.set(stride, chords);
    take(run, xy, chords, { from, to, stride });
    solve(run);
    for (let pass = 0; pass < REPARAMETERISATIONS; pass++) {
      reparameterise(run);
      solve(run);
    }
    measure(run, fit);
    return fit;
  };
}

export function evaluate(p: Float64Array, t: number): [number, number] {
  const s = 1 - t;
  const b0 = s * s * s;
  const b1 = 3 * s * s * t;
  const b2 = 3 * s * t * t;
  const b3 = t * t * t;
  return [b0 * p[0] + b1 * p[2] + b2 * p[4] + b3 * p[6], b0 * p[1] + b1 * p[3] + b2 * p[5] + b3 * p[7]];
}

/** Points to fit, and the cubic. */
interface Run {
  count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The curve's parameter at each point. */
  readonly t: Float64Array;
  readonly points: Float64Array;
}

function createRun(most: number): Run {
  const values = () => new Float64Array(most);
  return { count: 0, x: values(), y: values(), t: values(), points: new Float64Array(8) };
}

/** Distance from each point to the one `stride` points on. */
function chordLengths(xy: Float64Array, stride: number): Float64Array {
  const lengths = new Float64Array(Math.max(0, xy.length / 2 - stride));
  for (let i = 0, j = 2 * stride; j < xy.length; i += 2, j += 2) {
    lengths[i / 2] = hypot(xy[j] - xy[i], xy[j + 1] - xy[i + 1]);
  }
  return lengths;
}

/** Takes every stride-th point and the last; their parameters are by chord length. */
function take(
  run: Run,
  xy: Float64Array,
  chords: Float64Array,
  { from, to, stride }: { readonly from: number; readonly to: number; readonly stride: number },
): void {
  const { x, y, t } = run;
  let count = 0;
  let length = 0;
  for (let i = from; i < to; i += stride) {
    if (count > 0) length += chords[i - stride];
    x[count] = xy[2 * i];
    y[count] = xy[2 * i + 1];
    t[count] = length;
    count++;
  }
  x[count] = xy[2 * to];
  y[count] = xy[2 * to + 1];
  if (count > 0) length += hypot(x[count] - x[count - 1], y[count] - y[count - 1]);
  t[count] = length;
  count++;
  const total = length || 1;
  for (let k = 0; k < count; k++) t[k] /= total;
  run.count = count;
}

/** The two inner control points that minimise the squared distances, by the 2 x 2 normal equations. */
function solve({ count, x, y, t, points: p }: Run): void {
  const [startX, startY, endX, endY] = [x[0], y[0], x[count - 1], y[count - 1]];
  let [c11, c12, c22] = [0, 0, 0];
  let [x1, y1, x2, y2] = [0, 0, 0, 0];
  for (let k = 0; k < count; k++) {
    const u = t[k];
    const s = 1 - u;
    const b1 = 3 * s * s * u;
    const b2 = 3 * s * u * u;
    const b0 = s * s * s;
    const b3 = u * u * u;
    const dx = x[k] - b0 * startX - b3 * endX;
    const dy = y[k] - b0 * startY - b3 * endY;
    c11 += b1 * b1;
    c12 += b1 * b2;
    c22 += b2 * b2;
    x1 += b1 * dx;
    y1 += b1 * dy;
    x2 += b2 * dx;
    y2 += b2 * dy;
  }
  p[0] = startX;
  p[1] = startY;
  p[6] = endX;
  p[7] = endY;
  const determinant = c11 * c22 - c12 * c12;
  if (determinant < 1e-9 * c11 * c22 || determinant === 0) {
    straighten(p);
    return;
  }
  p[2] = (c22 * x1 - c12 * x2) / determinant;
  p[3] = (c22 * y1 - c12 * y2) / determinant;
  p[4] = (c11 * x2 - c12 * x1) / determinant;
  p[5] = (c11 * y2 - c12 * y1) / determinant;
}

function straighten(p: Float64Array): void {
  for (let c = 0; c < 2; c++) {
    p[2 + c] = (2 * p[c] + p[6 + c]) / 3;
    p[4 + c] = (p[c] + 2 * p[6 + c]) / 3;
  }
}

/** One Newton step of each inner point's parameter towards the closest point of the curve, kept in order. */
function reparameterise({ count, x, y, t, points }: Run): void {
  const [p0, p1, p2, p3] = [points[0], points[2], points[4], points[6]];
  const [q0, q1, q2, q3] = [points[1], points[3], points[5], points[7]];
  const [ux, uy, vx, vy, wx, wy] = [p1 - p0, q1 - q0, p2 - p1, q2 - q1, p3 - p2, q3 - q2];
  for (let k = 1; k < count - 1; k++) {
    const u = t[k];
    const s = 1 - u;
    const b0 = s * s * s;
    const b1 = 3 * s * s * u;
    const b2 = 3 * s * u * u;
    const b3 = u * u * u;
    const ex = b0 * p0 + b1 * p1 + b2 * p2 + b3 * p3 - x[k];
    const ey = b0 * q0 + b1 * q1 + b2 * q2 + b3 * q3 - y[k];
    // first and second derivative of the curve by its parameter
    const x1 = 3 * (s * s * ux + 2 * s * u * vx + u * u * wx);
    const y1 = 3 * (s * s * uy + 2 * s * u * vy + u * u * wy);
    const x2 = 6 * (s * (vx - ux) + u * (wx - vx));
    const y2 = 6 * (s * (vy - uy) + u * (wy - vy));
    const slope = x1 * x1 + y1 * y1 + ex * x2 + ey * y2;
    if (slope > 1e-9) t[k] = Math.min(1, Math.max(0, u - (ex * x1 + ey * y1) / slope));
    if (t[k] < t[k - 1]) t[k] = t[k - 1];
  }
}

function measure({ count, x, y, t, points }: Run, fit: { error: number; meanSquare: number }): void {
  const [p0, p1, p2, p3] = [points[0], points[2], points[4], points[6]];
  const [q0, q1, q2, q3] = [points[1], points[3], points[5], points[7]];
  let largest = 0;
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const u = t[k];
    const s = 1 - u;
    const b0 = s * s * s;
    const b1 = 3 * s * s * u;
    const b2 = 3 * s * u * u;
    const b3 = u * u * u;
    const dx = b0 * p0 + b1 * p1 + b2 * p2 + b3 * p3 - x[k];
    const dy = b0 * q0 + b1 * q1 + b2 * q2 + b3 * q3 - y[k];
    const distance = hypot(dx, dy);
    if (distance > largest) largest = distance;
    sum += distance * distance;
  }
  fit.error = largest;
  fit.meanSquare = sum / count;
}
