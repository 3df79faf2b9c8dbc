/** Where to cut a line so that its runs cost least together: a dynamic program over its knots. */

/** Costs >= 0 of runs; the one from knot `a` over k + 1 knots stands at a * width + k, for k < reach[a]. */
export interface RunCosts {
  readonly width: number;
  readonly reach: Int32Array;
  readonly costs: Float64Array;
}

/** What it costs to leave a stretch of the line out. */
export interface GapCosts {
  /** Of each stretch from one knot to the next, as many as there are knots where runs start. */
  readonly steps: Float64Array;
  /** Of every gap, however short. */
  readonly each: number;
}

/** Knots where a run starts and ends, counted from the first cut. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A line in exactly 0, 1, 2, ... runs. */
export interface ExactCuts {
  /** The lowest cost of each number of runs; infinite where that is no lower than its bound, or impossible. */
  readonly costs: readonly number[];
  /** The runs of the cheapest way, of which there is one. */
  runs(count: number): Stretch[];
}

/** The cheapest ways from the first cut to each knot. */
interface Ways {
  readonly cost: Float64Array;
  /** The knot at which the last run of each starts; where a gap comes last, its first knot's complement (~). */
  readonly from: Int32Array;
}

/** The cheapest way through an open line, from its first knot to the knot `last`, of any number of runs. */
export function cutFreely(runs: RunCosts, last: number): Stretch[] {
  const ways = noWays(last);
  ways.cost[0] = 0;
  addRun(runs, { first: 0, start: 0 }, ways.cost, ways);
  return trace(last, () => ways.from);
}

/**
 * The cheapest ways of exactly 0, 1, ... `bounds.length` - 1 runs.
 * @param first the knot where the line is cut first; round a closed line, `last` is the same again
 * @param bounds what a way of each number of runs has to be cheaper than: those that cannot be are not followed to their ends
 * @param gaps what may be left out between runs; nothing unless given
 */
export function cutExactly(
  runs: RunCosts,
  { first, last }: { readonly first: number; readonly last: number },
  bounds: ArrayLike<number>,
  gaps?: GapCosts,
): ExactCuts {
  const ways = Array.from(bounds, () => noWays(last));
  ways[0].cost[0] = 0;
  const before = gaps && costBefore(gaps, first, last);
  if (before) addGap(before, gaps.each, ways[0]);
  const within = ways.map(() => Number.NEGATIVE_INFINITY);
  for (let k = ways.length - 2; k >= 0; k--) within[k] = Math.max(within[k + 1], bounds[k + 1]);
  for (let k = 1; k < ways.length; k++) {
    addRun(runs, { first, start: k - 1, within: within[k - 1] }, ways[k - 1].cost, ways[k]);
    if (before) addGap(before, gaps.each, ways[k]);
  }
  return {
    costs: ways.map(({ cost }) => cost[last]),
    runs: (count) => trace(last, (left) => ways[left].from, count),
  };
}

const noWays = (last: number): Ways => ({
  cost: new Float64Array(last + 1).fill(Number.POSITIVE_INFINITY),
  from: new Int32Array(last + 1),
});

interface Step {
  /** The knot that ways are counted from, and the first that they can have come to. */
  readonly first: number;
  readonly start: number;
  /** Ways that cost as much already are left. */
  readonly within?: number;
}

/**
 * Makes ways one run longer. Where `before` is `after.cost` itself, they become as many runs longer as is best: runs lead on only,
 * so that no way to a knot is changed after it was made longer.
 */
function addRun(
  { width, reach, costs }: RunCosts,
  { first, start, within = Number.POSITIVE_INFINITY }: Step,
  before: Float64Array,
  after: Ways,
): void {
  const { cost, from } = after;
  const last = cost.length - 1;
  for (let a = start; a < last; a++) {
    const sofar = before[a];
    if (sofar >= within) continue;
    const knot = (first + a) % reach.length;
    const end = a + Math.min(reach[knot], last - a);
    for (let b = a + 1, run = knot * width; b <= end; b++, run++) {
      const total = sofar + costs[run];
      if (total >= cost[b]) continue;
      cost[b] = total;
      from[b] = a;
    }
  }
}

/** What a gap from the first cut up to each knot costs. */
function costBefore({ steps }: GapCosts, first: number, last: number): Float64Array {
  const costs = new Float64Array(last + 1);
  for (let a = 0; a < last; a++) costs[a + 1] = costs[a] + steps[(first + a) % steps.length];
  return costs;
}

/** Ends ways with a gap where that makes them cheaper. */
function addGap(before: Float64Array, each: number, { cost, from }: Ways): void {
  let [best, start] = [Number.POSITIVE_INFINITY, 0];
  for (let b = 0; b < cost.length; b++) {
    const total = best + before[b] + each;
    if (total < cost[b]) {
      cost[b] = total;
      from[b] = ~start;
    }
    if (cost[b] - before[b] < best) [best, start] = [cost[b] - before[b], b];
  }
}

/** @param fromAt where the last runs start of ways of so many runs */
function trace(last: number, fromAt: (runs: number) => Int32Array, count = last): Stretch[] {
  const runs: Stretch[] = [];
  for (let left = count, to = last; left > 0 && to > 0; ) {
    const from = fromAt(left)[to];
    if (from < 0) {
      to = ~from;
      continue;
    }
    runs.push({ from, to });
    to = from;
    left--;
  }
  return runs.reverse();
}
