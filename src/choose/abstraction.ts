/** How few strokes are enough: the score of each number of them, and the fewest that reach a given score. */
import { type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';
import type { CurvePoint } from './curve.ts';
import { reduceByLoss } from './reduce.ts';

export const ABSTRACTION = {
  /** Contours that the fewest are chosen from, if the photo has so many. */
  plenty: 48,
};

/**
 * Takes strokes away one by one, always the one that costs least, and notes the loss. Strokes that repeat others do not count.
 * From the critic's abort on no more strokes are taken away.
 * @param frozen the first so many strokes stay in any case
 * @returns from the fewest strokes, `frozen` or one, to all that repeat no others; empty when there are none
 */
export async function traceAbstraction(critic: Critic, proposed: Strokes, frozen = 0): Promise<CurvePoint[]> {
  const fewest = Math.max(1, frozen);
  const strokes = selectStrokes(proposed, critic.distinct(proposed, frozen));
  const all = strokeCount(strokes);
  if (all === 0) return [];
  const [blank, full] = await critic.losses([selectStrokes(strokes, []), strokes]);
  const { losses } = await reduceByLoss(critic, strokes, fewest, frozen);
  const known = losses.length > 0 ? losses : [full].filter(Number.isFinite);
  return scoreCurve(blank, [...known].reverse(), all - known.length + 1);
}

/** @param losses with `first` strokes, first + 1, ... */
function scoreCurve(blank: number, losses: readonly number[], first: number): CurvePoint[] {
  const gain = blank - Math.min(...losses);
  return losses.map((loss, k) => ({
    strokes: first + k,
    loss,
    score: gain > 0 ? (blank - loss) / gain : 0,
  }));
}

/**
 * The first point of the curve that reaches the target, even where more strokes fall below it again: they would be drawn in
 * vain. When no stroke is better than blank paper, the curve's first point. Undefined for an empty curve.
 */
export function fewestStrokes(curve: readonly CurvePoint[], target: number): CurvePoint | undefined {
  return curve.find(({ score }) => score >= target) ?? curve[0];
}
