/**
 * Strokes with a line of their own. A simple subject has fewer lines than strokes are asked for: the rest would draw the same lines
 * again. So a number of strokes is the most that are drawn, unless all of them are asked for.
 */
import { type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';

export const OWN_LINES = {
  /** A finished stroke repeats others when at least this part of its samples lies on them: optimised, it strays from their line a little. */
  repeated: 0.8,
};

export interface OwnLines {
  readonly strokes: Strokes;
  readonly loss: number;
}

/**
 * The drawing without the strokes that repeat others, and its loss; the same drawing when none does.
 * @param loss of the whole drawing
 * @param frozen the first so many strokes stay in any case
 */
export async function dropDoubles(
  critic: Critic,
  { strokes, loss }: OwnLines,
  frozen: number,
): Promise<OwnLines> {
  const own = critic.distinct(strokes, frozen);
  if (own.length === strokeCount(strokes)) return { strokes, loss };
  const kept = selectStrokes(strokes, own);
  const [left] = await critic.losses([kept]);
  return { strokes: kept, loss: left };
}
