/** The order in which a viewer understands a drawing soonest, by the loss that it was optimised with. */
import { greedyOrder, orientForPen } from '../strokes/order.ts';
import { type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';

/**
 * The same strokes sorted so that each next one lowers the loss most, every stroke from the end that the pen reaches soonest. The
 * first `frozen` strokes stay first, as they are.
 */
export async function orderByLoss(critic: Critic, strokes: Strokes, frozen = 0): Promise<Strokes> {
  const first = Array.from({ length: frozen }, (_, s) => s);
  const indices = (order: readonly number[]) => [...first, ...order.map((s) => s + frozen)];
  const order = await greedyOrder(strokeCount(strokes) - frozen, (subsets) =>
    critic.losses(subsets.map((subset) => selectStrokes(strokes, indices(subset)))),
  );
  return orientForPen(selectStrokes(strokes, indices(order)), frozen);
}
