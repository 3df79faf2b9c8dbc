/** Takes away strokes that a drawing can do without. */
import { type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';

export interface Reduction {
  /** Indices of the strokes that are left, in their first order. */
  readonly kept: readonly number[];
  /** The others, in the order in which they went. */
  readonly removed: readonly number[];
  /** Loss with each number of strokes that was passed, from all of them down; empty when there are none too many. */
  readonly losses: readonly number[];
}

/**
 * Backward elimination: removes the stroke whose absence costs least, again and again, until `count` are left. What a removal
 * cost when it was last tried is taken as a lower bound, so that only a few are tried again each time (lazy greedy, Minoux 1978).
 * From the critic's abort on nothing is tried any more, and the last strokes go.
 * @param frozen the first so many strokes stay in any case
 */
export async function reduceByLoss(
  critic: Critic,
  strokes: Strokes,
  count: number,
  frozen = 0,
): Promise<Reduction> {
  let kept = Array.from({ length: strokeCount(strokes) }, (_, s) => s);
  const least = Math.max(count, frozen);
  if (kept.length <= least) return { kept, removed: [], losses: [] };
  const loss = async (subset: readonly number[]) =>
    (await critic.losses([selectStrokes(strokes, subset)]))[0];
  const losses: number[] = [];
  const removed: number[] = [];
  const cost = new Float64Array(kept.length).fill(Number.NEGATIVE_INFINITY);
  const stop = () => ({ kept: kept.slice(0, least), removed: [...removed, ...kept.slice(least)], losses });
  if (critic.signal?.aborted) return stop();
  losses.push(await loss(kept));
  while (kept.length > least) {
    const fresh = new Set<number>();
    const removable = kept.filter((s) => s >= frozen);
    for (;;) {
      if (critic.signal?.aborted) return stop();
      const cheapest = removable.reduce((a, b) => (cost[b] <= cost[a] ? b : a));
      const without = kept.filter((s) => s !== cheapest);
      const last = losses[losses.length - 1];
      if (fresh.has(cheapest)) {
        losses.push(last + cost[cheapest]);
        kept = without;
        removed.push(cheapest);
        break;
      }
      cost[cheapest] = (await loss(without)) - last;
      fresh.add(cheapest);
    }
  }
  return { kept, removed, losses };
}
