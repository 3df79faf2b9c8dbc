/**
 * Splits a chain into the fewest cubics that stay within a tolerance, by dynamic programming over where to cut, so that
 * cuts fall where curvature is high and not at random.
 */
import { sharpestCorner } from './corners.ts';
import { type CubicFit, fitCubic } from './fit.ts';

/** A line, and how much each of its points says. */
export interface Chain {
  /** Positions in pixels (x0, y0, x1, y1, ...), about one pixel apart. */
  readonly xy: Float64Array;
  /** Edge strength at each position. */
  readonly strength: Float64Array;
  /** Whether the end meets the start. */
  readonly closed: boolean;
}

/** A run of a chain and the cubic that draws it. */
export interface Piece {
  readonly points: Float64Array;
  readonly error: number;
  /** The chain's positions and strengths that it stands for. */
  readonly xy: Float64Array;
  readonly strength: Float64Array;
}

export const SPLIT = {
  /** Fit tolerances in pixels, ascending. */
  tolerances: [1.5, 2.5, 4, 6, 9, 13],
  /** Pixels between places where a chain may be cut; more where it is known to bend less. */
  spacing: 5,
  /** A fit looks at no more points than this. */
  fitPoints: 16,
  /** A run that was too long this many times in a row is not made longer. */
  misses: 3,
  /** Price of one more piece, in units of (error / tolerance) squared. */
  price: 1,
};

/** The best split of a chain for each of several tolerances. */
export function splitChain(chain: Chain, params = SPLIT): Piece[][] {
  const { tolerances, spacing } = params;
  const open = chain.closed ? openAtCorner(chain) : chain;
  const knots = placeKnots(open.strength.length, spacing);
  const runs = fitRuns(open.xy, knots, params);
  return tolerances.map((tolerance) => cheapestSplit(open, knots, runs, { tolerance, price: params.price }));
}

function placeKnots(length: number, spacing: number): number[] {
  const knots: number[] = [];
  for (let i = 0; i < length - 1; i += spacing) knots.push(i);
  if (length - 1 - knots[knots.length - 1] < spacing / 2 && knots.length > 1) knots.pop();
  knots.push(length - 1);
  return knots;
}

/** runs[a][k] fits knots a..a + 1 + k; a row ends where fits have become worse than the tolerance for good. */
function fitRuns(
  xy: Float64Array,
  knots: readonly number[],
  { tolerances, fitPoints, misses: most }: typeof SPLIT,
): CubicFit[][] {
  const tolerance = tolerances[tolerances.length - 1];
  return knots.slice(0, -1).map((from, a) => {
    const row: CubicFit[] = [];
    for (let b = a + 1, misses = 0; b < knots.length && misses < most; b++) {
      const stride = Math.max(1, Math.floor((knots[b] - from) / fitPoints));
      const fit = fitCubic(xy, from, knots[b], stride);
      misses = fit.error > tolerance ? misses + 1 : 0;
      row.push(fit);
    }
    return row;
  });
}

function cheapestSplit(
  { xy, strength }: Pick<Chain, 'xy' | 'strength'>,
  knots: readonly number[],
  runs: readonly (readonly CubicFit[])[],
  { tolerance, price }: { readonly tolerance: number; readonly price: number },
): Piece[] {
  const cost = new Float64Array(knots.length).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(knots.length);
  cost[0] = 0;
  runs.forEach((row, a) => {
    row.forEach(({ error }, k) => {
      const total = cost[a] + price + (error / tolerance) ** 2;
      if ((error <= tolerance || k === 0) && total < cost[a + 1 + k]) {
        cost[a + 1 + k] = total;
        previous[a + 1 + k] = a;
      }
    });
  });
  const pieces: Piece[] = [];
  for (let b = knots.length - 1; b > 0; b = previous[b]) {
    const a = previous[b];
    pieces.push({
      ...runs[a][b - a - 1],
      xy: xy.slice(2 * knots[a], 2 * knots[b] + 2),
      strength: strength.slice(knots[a], knots[b] + 1),
    });
  }
  return pieces.reverse();
}

/** A closed chain as an open one that starts and ends where it bends most. */
function openAtCorner({ xy, strength }: Chain): { xy: Float64Array; strength: Float64Array } {
  const n = strength.length;
  const corner = sharpestCorner(xy);
  const outXy = new Float64Array(2 * (n + 1));
  const outStrength = new Float64Array(n + 1);
  for (let k = 0; k <= n; k++) {
    const i = (corner + k) % n;
    outXy[2 * k] = xy[2 * i];
    outXy[2 * k + 1] = xy[2 * i + 1];
    outStrength[k] = strength[i];
  }
  return { xy: outXy, strength: outStrength };
}
