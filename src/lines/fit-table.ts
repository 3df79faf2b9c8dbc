/** The cubics that may draw a line between any two places where it may be cut: fitted once, for all ways to cut it. */

import { type CubicFit, createFitter } from './fit.ts';
import { hypot } from './hypot.ts';
import type { Polyline } from './polyline.ts';

/** How much a place on a line counts at (x, y), >= 0. */
export type LineWeight = (x: number, y: number) => number;

/** Runs of a line from one knot to a later one. The run from knot `a` over k + 1 knots stands at a * width + k. */
export interface FitTable {
  readonly width: number;
  /** How many runs start at each knot. */
  readonly reach: Int32Array;
  /** Largest distance in pixels, and mean squared distance, of a run's points from its cubic. */
  readonly error: Float64Array;
  readonly meanSquare: Float64Array;
  /** Lengths in pixels. */
  readonly length: Float64Array;
  /** Mean weights of a run's points. */
  readonly weight: Float64Array;
  /** Control points of a run's cubic, x0, y0, ..., x3, y3; the same array each time. */
  points(run: number): Float64Array;
}

export interface FitOptions {
  /** A fit looks at no more than about this many points. */
  readonly fitPoints: number;
  /** 1 everywhere unless given. */
  readonly weight?: LineWeight | undefined;
  /** Runs that are longer than one of which the cubics are so far off, in pixels, `misses` times in a row, are left out. */
  readonly limit?: { readonly error: number; readonly misses: number };
}

/**
 * @param line a closed one is run round from any of its knots, as far as once
 * @param knots ascending indices of points where the line may be cut: an open line's ends included
 */
export function fitTable(line: Polyline, knots: readonly number[], options: FitOptions): FitTable {
  const { fitPoints, weight, limit } = options;
  const { xy, at, starts } = unrolled(line, knots);
  const width = starts;
  const values = () => new Float64Array(starts * width);
  const [error, meanSquare, length, weights] = [values(), values(), values(), values()];
  const reach = new Int32Array(starts);
  const fitter = createFitter(xy);
  const fitRun = (a: number, k: number): CubicFit => {
    const [from, to] = [at[a], at[a + k + 1]];
    return fitter(from, to, Math.max(1, Math.floor((to - from) / fitPoints)));
  };
  const steps = stepLengths(xy);
  const pointWeights = weight && pointValues(xy, weight);
  for (let a = 0; a < starts; a++) {
    const most = line.closed ? width : width - a;
    let [lengthSoFar, weightSoFar, misses, k] = [0, pointWeights ? pointWeights[at[a]] : 1, 0, 0];
    for (; k < most && misses < (limit?.misses ?? 1); k++) {
      const run = a * width + k;
      const found = fitRun(a, k);
      error[run] = found.error;
      meanSquare[run] = found.meanSquare;
      for (let i = at[a + k] + 1; i <= at[a + k + 1]; i++) {
        lengthSoFar += steps[i];
        weightSoFar += pointWeights ? pointWeights[i] : 1;
      }
      length[run] = lengthSoFar;
      weights[run] = weightSoFar / (at[a + k + 1] - at[a] + 1);
      if (limit) misses = found.error > limit.error ? misses + 1 : 0;
    }
    reach[a] = k;
  }
  const drawn = new Map<number, Float64Array>();
  return {
    ...{ width, reach, error, meanSquare, length, weight: weights },
    points(run) {
      const points = drawn.get(run) ?? fitRun(Math.floor(run / width), run % width).points.slice();
      drawn.set(run, points);
      return points;
    },
  };
}

/** A closed line twice round, so that runs from all of its knots are stretches of one open line. */
function unrolled({ xy, closed }: Polyline, knots: readonly number[]) {
  if (!closed) return { xy, at: knots, starts: knots.length - 1 };
  const twice = new Float64Array(2 * xy.length);
  twice.set(xy);
  twice.set(xy, xy.length);
  return {
    xy: twice,
    at: [...knots, ...knots.map((i) => i + xy.length / 2)],
    starts: knots.length,
  };
}

/** Distance of each point of a polyline from the one before, 0 for the first. */
function stepLengths(xy: Float64Array): Float64Array {
  const steps = new Float64Array(xy.length / 2);
  for (let i = 2; i < xy.length; i += 2) {
    steps[i / 2] = hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
  }
  return steps;
}

const pointValues = (xy: Float64Array, value: LineWeight) =>
  Float64Array.from({ length: xy.length / 2 }, (_, k) => value(xy[2 * k], xy[2 * k + 1]));
