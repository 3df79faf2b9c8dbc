/**
 * Lines in exactly so many cubics, which together lie as near to them as can be: dynamic programming over where to cut each line, and
 * over which line gets how many.
 */

import { keepCorners, sharpestCorner } from './corners.ts';
import { fitCubic } from './fit.ts';
import { type Line, polylineLength } from './polyline.ts';

export const DIVISION = {
  /** A line that is left out costs as much as one that is this many working pixels from its strokes. */
  missed: 15,
  /** Cuts are possible at so many places of a line: its corners. */
  knots: 64,
  /** A fit looks at no more than this many points. */
  fitPoints: 40,
};
/** More strokes than this are not prepared for. */
export const MOST = 32;

/** A line, or several, in 0, 1, 2, ... strokes. */
export interface Division {
  /** Lowest sum over the lines' pixels of the weighted squared distance in pixels to the strokes. */
  readonly costs: readonly number[];
  /** Control points of each. */
  strokes(count: number): Float64Array[];
}

/** What one stroke may stand for. */
interface Run {
  readonly points: Float64Array;
  readonly cost: number;
}

/** How much the distance to the strokes counts at (x, y), >= 0. */
export type LineWeight = (x: number, y: number) => number;

/** A closed line may be cut first at any of its knots. */
export function divideLine(line: Line, params = DIVISION, weight: LineWeight = () => 1): Division {
  const xy = line.closed ? turnToCorner(line.xy) : line.xy;
  const knots = keepCorners(xy, params.knots);
  const last = knots.length - 1;
  const runs = fitRuns({ xy, closed: line.closed }, knots, params.fitPoints, weight);
  const strokes = Math.min(MOST, last);
  const costs = new Float64Array(strokes + 1).fill(Number.POSITIVE_INFINITY);
  const firstCut = new Int32Array(strokes + 1);
  costs[0] = polylineLength(xy) * params.missed ** 2;
  for (let first = 0; first < runs.length; first++) {
    cutFrom(runs, first, last, strokes).forEach(({ cost }, k) => {
      if (k === 0 || cost[last] >= costs[k]) return;
      costs[k] = cost[last];
      firstCut[k] = first;
    });
    if (!line.closed) break;
  }
  return {
    costs: [...costs],
    strokes(count) {
      const first = firstCut[count];
      const cuts = cutFrom(runs, first, last, count);
      const drawn: Float64Array[] = [];
      for (let k = count, b = last; k > 0; k--) {
        const a = cuts[k].from[b];
        drawn.push(runs[(first + a) % runs.length][b - a - 1].points);
        b = a;
      }
      return drawn.reverse();
    },
  };
}

/** runs[a][k] is the cubic from knot a over k + 1 knots, round a closed line as often as once. */
function fitRuns(
  { xy, closed }: Line,
  knots: readonly number[],
  fitPoints: number,
  weight: LineWeight,
): Run[][] {
  const last = knots.length - 1;
  const twice = closed ? Float64Array.from([...xy, ...xy.subarray(2)]) : xy;
  const at = closed ? [...knots, ...knots.slice(1).map((i) => knots[last] + i)] : knots;
  return Array.from({ length: last }, (_, a) =>
    Array.from({ length: closed ? last : last - a }, (_, k) => {
      const [from, to] = [at[a], at[a + k + 1]];
      const stride = Math.max(1, Math.floor((to - from) / fitPoints));
      const { points, meanSquare } = fitCubic(twice, from, to, stride);
      const run = twice.subarray(2 * from, 2 * to + 2);
      return { points, cost: meanWeight(run, weight) * polylineLength(run) * meanSquare };
    }),
  );
}

function meanWeight(xy: Float64Array, weight: LineWeight): number {
  let sum = 0;
  for (let i = 0; i < xy.length; i += 2) sum += weight(xy[i], xy[i + 1]);
  return sum / (xy.length / 2);
}

/** A closed line that starts, and ends, at its sharpest corner. */
function turnToCorner(xy: Float64Array): Float64Array {
  const ring = xy.subarray(2);
  const corner = 2 * sharpestCorner(ring);
  return Float64Array.from([...ring.subarray(corner), ...ring.subarray(0, corner + 2)]);
}

interface Cuts {
  /** The cheapest way to draw a line up to each knot, counted from the first cut. */
  readonly cost: Float64Array;
  /** Where the last stroke of that starts. */
  readonly from: Int32Array;
}

/** With 0, 1, ... `strokes` strokes. */
function cutFrom(runs: readonly (readonly Run[])[], first: number, last: number, strokes: number): Cuts[] {
  const uncut = (): Cuts => ({
    cost: new Float64Array(last + 1).fill(Number.POSITIVE_INFINITY),
    from: new Int32Array(last + 1),
  });
  const cuts = Array.from({ length: strokes + 1 }, uncut);
  cuts[0].cost[0] = 0;
  for (let k = 1; k <= strokes; k++) {
    const { cost, from } = cuts[k];
    for (let a = k - 1; a < last; a++) {
      const row = runs[(first + a) % runs.length];
      const before = cuts[k - 1].cost[a];
      for (let b = a + 1; b <= last; b++) {
        const total = before + row[b - a - 1].cost;
        if (total >= cost[b]) continue;
        cost[b] = total;
        from[b] = a;
      }
    }
  }
  return cuts;
}

/** Several lines drawn together: who gets how many strokes. */
export function shareOut(divisions: readonly Division[]): Division {
  let costs = Float64Array.from({ length: MOST + 1 }, (_, n) => (n === 0 ? 0 : Number.POSITIVE_INFINITY));
  const shares = divisions.map((division) => {
    const next = new Float64Array(MOST + 1).fill(Number.POSITIVE_INFINITY);
    const share = new Int32Array(MOST + 1);
    for (let n = 0; n <= MOST; n++) {
      for (let k = 0; k < Math.min(n + 1, division.costs.length); k++) {
        const total = costs[n - k] + division.costs[k];
        if (total >= next[n]) continue;
        next[n] = total;
        share[n] = k;
      }
    }
    costs = next;
    return share;
  });
  return {
    costs: [...costs],
    strokes(count) {
      let left = costs.subarray(0, count + 1).reduce((best, v, n) => (v < costs[best] ? n : best), 0);
      const drawn: Float64Array[][] = [];
      for (let c = divisions.length - 1; c >= 0; c--) {
        const k = shares[c][left];
        drawn.push(divisions[c].strokes(k));
        left -= k;
      }
      return drawn.reverse().flat();
    },
  };
}
