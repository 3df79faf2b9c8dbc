/** Unfinished drawings: what the pen has drawn after a fraction of its path. */
import { POINT_STRIDE, type Strokes, strokeCount } from './stroke.ts';

const LENGTH_SEGMENTS = 64;

/** Length of each stroke's curve, (S). */
export function strokeLengths({ points, widths }: Strokes): Float64Array {
  return widths.map((_, s) => lengthTable(points, s * POINT_STRIDE)[LENGTH_SEGMENTS]);
}

/**
 * The part of the drawing whose ink is `part` (0 to 1) of the whole ink's length: the first strokes, and the beginning of
 * the one that the pen is in. A stroke of no length counts as long as it is wide.
 */
export function partialStrokes(strokes: Strokes, part: number): Strokes {
  const lengths = strokeLengths(strokes).map((length, s) => Math.max(length, strokes.widths[s]));
  let left = part * lengths.reduce((sum, length) => sum + length, 0);
  let whole = 0;
  // a rounding error must not cut the last stroke short
  while (whole < strokeCount(strokes) && left >= lengths[whole] - 1e-9) left -= lengths[whole++];
  const begun = whole < strokeCount(strokes) && left > 0;
  const count = whole + (begun ? 1 : 0);
  const points = strokes.points.slice(0, count * POINT_STRIDE);
  if (begun) points.set(beginning(strokes.points, whole * POINT_STRIDE, left), whole * POINT_STRIDE);
  const { colors, widths } = strokes;
  return { points, widths: widths.slice(0, count), ...(colors && { colors: colors.slice(0, count) }) };
}

/** The first `length` of the cubic at `offset`, as a cubic (de Casteljau). */
function beginning(points: Float64Array, offset: number, length: number): Float64Array {
  const table = lengthTable(points, offset);
  let k = 0;
  while (k < LENGTH_SEGMENTS && table[k + 1] < length) k++;
  const within = k < LENGTH_SEGMENTS ? (length - table[k]) / (table[k + 1] - table[k]) : 0;
  const t = Math.min(1, (k + within) / LENGTH_SEGMENTS);
  const result = points.slice(offset, offset + POINT_STRIDE);
  for (let level = 1; level < 4; level++) {
    for (let i = 3; i >= level; i--) {
      for (let axis = 0; axis < 2; axis++) {
        const to = 2 * i + axis;
        result[to] = result[to - 2] + (result[to] - result[to - 2]) * t;
      }
    }
  }
  return result;
}

/** Length from the start to t = k / LENGTH_SEGMENTS, for every k, along the polyline. */
function lengthTable(points: Float64Array, offset: number): Float64Array {
  const table = new Float64Array(LENGTH_SEGMENTS + 1);
  let [x, y] = [points[offset], points[offset + 1]];
  for (let k = 1; k <= LENGTH_SEGMENTS; k++) {
    const t = k / LENGTH_SEGMENTS;
    const u = 1 - t;
    const weights = [u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t];
    let [nextX, nextY] = [0, 0];
    weights.forEach((weight, i) => {
      nextX += weight * points[offset + 2 * i];
      nextY += weight * points[offset + 2 * i + 1];
    });
    table[k] = table[k - 1] + Math.hypot(nextX - x, nextY - y);
    [x, y] = [nextX, nextY];
  }
  return table;
}
