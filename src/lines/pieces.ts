/**
 * Splits a chain into the fewest cubics that stay within a tolerance, so that cuts fall where curvature is high and not at random.
 */
import { sharpestCorner } from './corners.ts';
import { cutFreely } from './cuts.ts';
import { type FitTable, fitTable } from './fit-table.ts';
import { type Chain, onceRound } from './polyline.ts';

/** A run of a chain and the cubic that draws it. */
export interface Piece {
  /** x0, y0, ..., x3, y3; the same array for the same run at each tolerance. */
  readonly points: Float64Array;
  /** Largest distance in pixels between a point and the curve at its parameter. */
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
  const { tolerances, spacing, fitPoints, misses } = params;
  const open = chain.closed ? openAtCorner(chain) : chain;
  const knots = placeKnots(open.strength.length, spacing);
  const limit = { error: tolerances[tolerances.length - 1], misses };
  const table = fitTable(open, knots, { fitPoints, limit });
  const costs = new Float64Array(table.error.length);
  return tolerances.map((tolerance) => {
    priceRuns(table, costs, tolerance, params.price);
    return cutFreely({ ...table, costs }, knots.length - 1).map(({ from, to }) => {
      const run = from * table.width + to - from - 1;
      return {
        points: table.points(run),
        error: table.error[run],
        xy: open.xy.slice(2 * knots[from], 2 * knots[to] + 2),
        strength: open.strength.slice(knots[from], knots[to] + 1),
      };
    });
  });
}

/** Runs beyond the tolerance cannot be drawn, unless there is nothing shorter. */
function priceRuns(table: FitTable, costs: Float64Array, tolerance: number, price: number): void {
  const { width, reach, error } = table;
  for (let a = 0; a < reach.length; a++) {
    for (let k = 0, run = a * width; k < reach[a]; k++, run++) {
      const part = error[run] / tolerance;
      costs[run] = part <= 1 || k === 0 ? price + part * part : Number.POSITIVE_INFINITY;
    }
  }
}

function placeKnots(length: number, spacing: number): number[] {
  const knots: number[] = [];
  for (let i = 0; i < length - 1; i += spacing) knots.push(i);
  if (length - 1 - knots[knots.length - 1] < spacing / 2 && knots.length > 1) knots.pop();
  knots.push(length - 1);
  return knots;
}

/** A closed chain as an open one that starts and ends where it bends most. */
function openAtCorner({ xy, strength }: Chain): Chain {
  const corner = sharpestCorner(xy);
  return { xy: onceRound(xy, corner, 2), strength: onceRound(strength, corner, 1), closed: false };
}
