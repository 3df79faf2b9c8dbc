/** Takes away strokes that a drawing can do without. */
import type { Objective } from '../loss/objective.ts';
import { type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import { evaluateAll, type Stage } from './evaluate.ts';
import { createRepetition } from './repetition.ts';

export interface Reduction {
  /** Indices of the strokes that are left, in their first order. */
  readonly kept: readonly number[];
  /** Loss with each number of strokes that was passed, from all of them down; empty when there are none too many. */
  readonly losses: readonly number[];
}

/** Removals that are tried at once. */
const BATCH = 2;

/**
 * Backward elimination: removes the stroke whose absence costs least, again and again, until `count` are left. As long as some
 * strokes repeat others, it is one of those: the loss does not mind a line that is drawn twice, a person does. What a removal cost
 * when it was last tried is taken as a lower bound, so that only a few are tried again each time (lazy greedy, Minoux 1978).
 * @param frozen the first so many strokes stay in any case
 * @param signal from its abort on nothing is tried any more; the last strokes go
 */
export async function reduceByLoss(
  objective: Objective,
  stage: Stage,
  strokes: Strokes,
  count: number,
  frozen = 0,
  signal?: AbortSignal,
): Promise<Reduction> {
  let kept = Array.from({ length: strokeCount(strokes) }, (_, s) => s);
  const least = Math.max(count, frozen);
  if (kept.length <= least) return { kept, losses: [] };
  const loss = (subsets: readonly (readonly number[])[]) =>
    evaluateAll(
      objective,
      stage,
      subsets.map((subset) => selectStrokes(strokes, subset)),
    );
  const repetition = createRepetition(strokes);
  const losses = [(await loss([kept]))[0]];
  const cost = new Float64Array(kept.length).fill(Number.NEGATIVE_INFINITY);
  while (kept.length > least) {
    const fresh = new Set<number>();
    const free = kept.filter((s) => s >= frozen);
    const repeated = free.filter((s) => repetition.repeats(s));
    const removable = repeated.length > 0 ? repeated : free;
    const without = (s: number) => kept.filter((k) => k !== s);
    for (;;) {
      if (signal?.aborted) return { kept: kept.slice(0, least), losses };
      const order = [...removable].sort((a, b) => cost[a] - cost[b] || b - a);
      if (fresh.has(order[0])) {
        losses.push(losses[losses.length - 1] + cost[order[0]]);
        kept = without(order[0]);
        repetition.remove(order[0]);
        break;
      }
      const tried = order.filter((s) => !fresh.has(s)).slice(0, BATCH);
      const found = await loss(tried.map(without));
      tried.forEach((s, i) => {
        cost[s] = found[i] - losses[losses.length - 1];
        fresh.add(s);
      });
    }
  }
  return { kept, losses };
}
