/**
 * Cubic Bezier curves as polylines, and back: P(t) = sum_i B_i(t) P_i with Bernstein's polynomials
 * B_0 = (1 - t)^3, B_1 = 3 t (1 - t)^2, B_2 = 3 t^2 (1 - t), B_3 = t^3.
 *
 * The samples are linear in the control points, so the vector-Jacobian product is the transposed matrix.
 */
import { ClipassoError } from '../errors.ts';
import { POINT_STRIDE, type Strokes, strokeCount } from './stroke.ts';

/** S polylines in one array. */
export interface Polylines {
  /** (P, 2), the polylines one after another. */
  readonly points: Float64Array;
  /** (S + 1): polyline s has the points starts[s] .. starts[s + 1] - 1. */
  readonly starts: Int32Array;
}

export interface StrokeSampler {
  /**
   * Polylines of all strokes. The arrays belong to the sampler and are overwritten by the next call.
   * @throws ClipassoError 'input' if a coordinate or width is not finite.
   */
  sample(strokes: Strokes): Polylines;
  /** Gradient on the control points, (S, 4, 2), from the gradient on the samples (P, 2) of the last call. */
  backward(gradient: Float64Array): Float64Array;
}

/** Largest distance in pixels between a curve and its polyline, for curves that fit on a canvas. */
const FLATNESS = 0.05;
const SEGMENT_STEP = 8;
const MAX_SEGMENTS = 128;

export function createStrokeSampler(): StrokeSampler {
  const tables = new Map<number, Float64Array>();
  let points = new Float64Array(0);
  let starts = new Int32Array(1);

  const tableOf = (segments: number) => {
    const table = tables.get(segments) ?? bernsteinTable(segments);
    tables.set(segments, table);
    return table;
  };

  return {
    sample(strokes) {
      checkFinite(strokes);
      const count = strokeCount(strokes);
      if (starts.length !== count + 1) starts = new Int32Array(count + 1);
      for (let s = 0; s < count; s++) {
        starts[s + 1] = starts[s] + segmentCount(strokes.points, s * POINT_STRIDE) + 1;
      }
      const total = starts[count] * 2;
      if (points.length < total) points = new Float64Array(total * 2);
      for (let s = 0; s < count; s++) {
        const table = tableOf(starts[s + 1] - starts[s] - 1);
        multiply(table, strokes.points, s * POINT_STRIDE, points, starts[s] * 2);
      }
      return { points: points.subarray(0, total), starts };
    },

    backward(gradient) {
      const count = starts.length - 1;
      const result = new Float64Array(count * POINT_STRIDE);
      for (let s = 0; s < count; s++) {
        const table = tableOf(starts[s + 1] - starts[s] - 1);
        multiplyTransposed(table, gradient, starts[s] * 2, result, s * POINT_STRIDE);
      }
      return result;
    },
  };
}

/**
 * Segments for the cubic at `offset` by Wang's bound: K^2 = 3/4 max|second difference| / flatness, rounded up to a multiple of 8.
 * At least 8, so that inner control points of a straight stroke keep their gradient.
 */
export function segmentCount(points: Float64Array, offset: number): number {
  let bend = 0;
  for (let i = 0; i < 4; i += 2) {
    const x = points[offset + i] - 2 * points[offset + i + 2] + points[offset + i + 4];
    const y = points[offset + i + 1] - 2 * points[offset + i + 3] + points[offset + i + 5];
    bend = Math.max(bend, Math.hypot(x, y));
  }
  const needed = Math.sqrt((0.75 * bend) / FLATNESS);
  return Math.min(MAX_SEGMENTS, SEGMENT_STEP * Math.max(1, Math.ceil(needed / SEGMENT_STEP)));
}

/** Bernstein's polynomials at t = 0, 1/K .. 1, flat (K + 1, 4). */
function bernsteinTable(segments: number): Float64Array {
  const table = new Float64Array((segments + 1) * 4);
  for (let k = 0; k <= segments; k++) {
    const t = k / segments;
    const u = 1 - t;
    table.set([u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t], k * 4);
  }
  return table;
}

function multiply(
  table: Float64Array,
  control: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  const x0 = control[from];
  const y0 = control[from + 1];
  const x1 = control[from + 2];
  const y1 = control[from + 3];
  const x2 = control[from + 4];
  const y2 = control[from + 5];
  const x3 = control[from + 6];
  const y3 = control[from + 7];
  for (let i = 0, o = to; i < table.length; i += 4, o += 2) {
    out[o] = table[i] * x0 + table[i + 1] * x1 + table[i + 2] * x2 + table[i + 3] * x3;
    out[o + 1] = table[i] * y0 + table[i + 1] * y1 + table[i + 2] * y2 + table[i + 3] * y3;
  }
}

function multiplyTransposed(
  table: Float64Array,
  gradient: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  for (let i = 0, g = from; i < table.length; i += 4, g += 2) {
    for (let j = 0; j < 4; j++) {
      out[to + 2 * j] += table[i + j] * gradient[g];
      out[to + 2 * j + 1] += table[i + j] * gradient[g + 1];
    }
  }
}

function checkFinite({ points, widths }: Strokes): void {
  for (let i = 0; i < points.length; i++) {
    if (!Number.isFinite(points[i])) throw notFinite('coordinate', Math.floor(i / POINT_STRIDE), points[i]);
  }
  for (let s = 0; s < widths.length; s++) {
    if (!Number.isFinite(widths[s])) throw notFinite('width', s, widths[s]);
  }
}

function notFinite(what: string, stroke: number, value: number): ClipassoError {
  return new ClipassoError(
    'input',
    `Stroke ${stroke + 1} has the ${what} ${value}; strokes need finite numbers`,
  );
}
