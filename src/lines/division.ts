/**
 * Lines in exactly so many cubics, which together lie as near to them as can be: dynamic programming over where to cut each line, and
 * over which line gets how many.
 */

import { keepCorners, sharpestCorner } from './corners.ts';
import { cutExactly, type GapCosts, type RunCosts, type Stretch } from './cuts.ts';
import { fitTable, type LineWeight } from './fit-table.ts';
import { onceRound, type Polyline } from './polyline.ts';

export const DIVISION = {
  /** A line, or a stretch of one, that is left out costs as much as one that is this many working pixels from its strokes... */
  missed: 15,
  /** ...and each gap within a line as much as so many working pixels that are left out: lines that meet show a form. */
  gap: 20,
  /** In fewer strokes than this a line is drawn as if what is left out cost more: a whole form before a part that is drawn well... */
  scarce: 9,
  /** ...by this power of the ratio. */
  scarcity: 1.25,
  /** Cuts are possible at so many places of a line: its corners. */
  knots: 64,
  /** A fit looks at no more than this many points. */
  fitPoints: 40,
};
/** More strokes than this are not prepared for. */
export const MOST_STROKES = 32;

/** A line, or several, in 0, 1, 2, ... strokes. */
export interface Division {
  /** Lowest sum over the lines' pixels of the weighted squared distance in pixels to the strokes. */
  readonly costs: readonly number[];
  /** Control points of each; of few strokes of one line not those of lowest cost, see `scarce`. */
  strokes(count: number): Float64Array[];
}

/** What a stroke shows of the stretch that it stands for, in [0, 1], beside how near it lies. @param length of the stretch in pixels */
export type StrokeWorth = (points: Float64Array, length: number) => number;

/**
 * A closed line may be cut first at any of its knots.
 * @param worth 1 for every stroke unless given; the rest of a stretch counts as left out
 */
export function divideLine(
  line: Polyline,
  params = DIVISION,
  weight?: LineWeight,
  worth?: StrokeWorth,
): Division {
  const corner = line.closed ? sharpestCorner(line.xy) : 0;
  const path = line.closed ? onceRound(line.xy, corner, 2) : line.xy;
  const knots = keepCorners(path, params.knots);
  const last = knots.length - 1;
  const table = line.closed
    ? fitTable({ xy: path.subarray(0, -2), closed: true }, knots.slice(0, -1), { ...params, weight })
    : fitTable({ xy: path, closed: false }, knots, { ...params, weight });
  const runs = {
    ...table,
    costs: table.meanSquare.map((v, run) => {
      const shown = worth && table.length[run] > 0 ? worth(table.points(run), table.length[run]) : 1;
      const off = shown * v + (1 - shown) * params.missed ** 2;
      return table.weight[run] * table.length[run] * off;
    }),
  };
  const strokes = Math.min(MOST_STROKES, last);
  const costs = new Float64Array(strokes + 1).fill(Number.POSITIVE_INFINITY);
  const gapsOf = (leftOut: number): GapCosts => ({
    steps: Float64Array.from(
      { length: last },
      (_, a) => leftOut * table.weight[a * table.width] * table.length[a * table.width],
    ),
    each: leftOut * params.gap,
  });
  const gaps = gapsOf(params.missed ** 2);
  costs[0] = gaps.steps.reduce((sum, v) => sum + v, 0);
  const firstCuts = line.closed ? last : 1;
  const firstCut = new Int32Array(strokes + 1);
  for (let first = 0; first < firstCuts; first++) {
    cutExactly(runs, { first, last }, costs, gaps).costs.forEach((cost, k) => {
      if (k === 0 || cost >= costs[k]) return;
      costs[k] = cost;
      firstCut[k] = first;
    });
  }
  return {
    costs: [...costs],
    strokes(count) {
      const scarce = count > 0 && count < params.scarce;
      const few = scarce ? gapsOf(params.missed ** 2 * (params.scarce / count) ** params.scarcity) : gaps;
      const from = scarce ? 0 : firstCut[count];
      const to = scarce ? firstCuts : from + 1;
      const { first, stretches } = cutBest(runs, { from, to, last }, count, few);
      return stretches.map(({ from, to }) =>
        table.points(((first + from) % last) * table.width + to - from - 1),
      );
    },
  };
}

/** The cheapest way of `count` runs round a line whose first cut is any of the knots from `from` to `to` - 1. */
function cutBest(
  runs: RunCosts,
  { from, to, last }: { readonly from: number; readonly to: number; readonly last: number },
  count: number,
  gaps: GapCosts,
): { readonly first: number; readonly stretches: readonly Stretch[] } {
  const bounds = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  let best = { first: from, stretches: [] as readonly Stretch[] };
  for (let first = from; first < to; first++) {
    const cuts = cutExactly(runs, { first, last }, bounds, gaps);
    if (cuts.costs[count] >= bounds[count]) continue;
    bounds.fill(cuts.costs[count]);
    best = { first, stretches: cuts.runs(count) };
  }
  return best;
}

/** Several lines drawn together: who gets how many strokes. */
export function shareOut(divisions: readonly Division[]): Division {
  let costs = Float64Array.from({ length: MOST_STROKES + 1 }, (_, n) =>
    n === 0 ? 0 : Number.POSITIVE_INFINITY,
  );
  const shares = divisions.map((division) => {
    const next = new Float64Array(MOST_STROKES + 1).fill(Number.POSITIVE_INFINITY);
    const share = new Int32Array(MOST_STROKES + 1);
    for (let n = 0; n <= MOST_STROKES; n++) {
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
