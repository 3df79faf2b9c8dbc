/**
 * How far apart two drawings are, whatever the order and direction of their strokes: the chamfer distance (H. Barrow et al.,
 * "Parametric correspondence and chamfer matching", 1977) between points sampled along them.
 */
import { POINT_STRIDE, type Sketch, strokeCount } from '../../src/strokes/stroke.ts';

/** Points per stroke, evenly spaced in the curve's parameter. */
const SAMPLES = 33;

export interface DrawingDistance {
  /** Mean distance from a point of either drawing to the nearest of the other, the larger of both ways. */
  readonly mean: number;
  /** The same for the stroke, of either drawing, that the other lacks most. */
  readonly worstStroke: number;
}

/**
 * Distances in units of the drawing, in which a square photo is 224 wide.
 * Infinity if one drawing has strokes and the other has none.
 */
export function drawingDistance(a: Sketch, b: Sketch): DrawingDistance {
  const [pointsA, pointsB] = [samplePoints(a), samplePoints(b)];
  const ways = [strokeDistances(pointsA, pointsB), strokeDistances(pointsB, pointsA)];
  const means = ways.map((strokes) => strokes.reduce((sum, value) => sum + value, 0) / (strokes.length || 1));
  return { mean: Math.max(...means), worstStroke: Math.max(0, ...ways.flat()) };
}

/** Mean distance of each stroke's points to the nearest point of the other drawing. */
function strokeDistances(from: readonly Point[], to: readonly Point[]): number[] {
  const nearest = from.map(([x, y]) => Math.min(...to.map(([u, v]) => Math.hypot(x - u, y - v))));
  return Array.from({ length: from.length / SAMPLES }, (_, s) => {
    const own = nearest.slice(s * SAMPLES, (s + 1) * SAMPLES);
    return own.reduce((sum, value) => sum + value, 0) / SAMPLES;
  });
}

type Point = readonly [number, number];

function samplePoints({ strokes }: Sketch): Point[] {
  return Array.from({ length: strokeCount(strokes) }, (_, s) => s).flatMap((s) => {
    const control = strokes.points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE);
    return Array.from({ length: SAMPLES }, (_, k) => pointAt(control, k / (SAMPLES - 1)));
  });
}

function pointAt([x0, y0, x1, y1, x2, y2, x3, y3]: Float64Array, t: number): Point {
  const u = 1 - t;
  const weights = [u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t];
  const at = (...values: readonly number[]) => values.reduce((sum, value, i) => sum + weights[i] * value, 0);
  return [at(x0, x1, x2, x3), at(y0, y1, y2, y3)];
}
