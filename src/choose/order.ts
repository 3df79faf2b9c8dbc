/** The order in which a viewer understands a drawing soonest, by the loss that it was optimised with. */
import type { Objective } from '../loss/objective.ts';
import { greedyOrder, orientForPen } from '../strokes/order.ts';
import { type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import { evaluateAll, type Stage } from './critic.ts';

/**
 * The same strokes sorted so that each next one lowers the loss most, every stroke from the end that the pen reaches soonest. The
 * first `frozen` strokes stay first, as they are.
 * @param signal from its abort on the loss is not asked any more
 */
export async function orderByLoss(
  objective: Objective,
  stage: Stage,
  strokes: Strokes,
  frozen = 0,
  signal?: AbortSignal,
): Promise<Strokes> {
  const first = Array.from({ length: frozen }, (_, s) => s);
  const indices = (order: readonly number[]) => [...first, ...order.map((s) => s + frozen)];
  const order = await greedyOrder(strokeCount(strokes) - frozen, (subsets) => {
    const drawings = subsets.map((subset) => selectStrokes(strokes, indices(subset)));
    return evaluateAll(objective, stage, drawings, signal);
  });
  return orientForPen(selectStrokes(strokes, indices(order)), frozen);
}
