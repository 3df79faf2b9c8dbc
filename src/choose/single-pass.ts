/** What each seed starts from: of the strokes that it could draw, those that the teacher misses most. */
import type { Objective } from '../loss/objective.ts';
import { POINT_STRIDE, type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Stage } from './critic.ts';
import { reduceByLoss } from './reduce.ts';
import { dropRepeated } from './repetition.ts';

export interface SeedStart {
  readonly seed: number;
  readonly strokes: Strokes;
}

/**
 * Strokes to choose `count` from.
 * @param drawn the strokes that are on the paper already; they come first in the answer
 */
export type Propose = (count: number, drawn: Strokes) => Strokes;

/**
 * Draws `count` strokes in rounds. Each round fills the paper up to its share of them: what is proposed beside the strokes of the
 * rounds before it loses what repeats others, unless too few would be left, and is reduced by the loss, together with them. One
 * round weighs all at once; of several, the first looks for the whole shape in few strokes.
 * @param given strokes that stay in any case, first
 * @param signal from its abort on the loss is not asked any more: of what is proposed, the first strokes are drawn
 */
export async function chooseStrokes(
  objective: Objective,
  stage: Stage,
  propose: Propose,
  count: number,
  given: Strokes,
  rounds: number,
  signal?: AbortSignal,
): Promise<Strokes> {
  const frozen = strokeCount(given);
  let drawn = given;
  for (let round = 1; round <= rounds; round++) {
    const wanted = frozen + Math.ceil(((count - frozen) * round) / rounds);
    const proposed = propose(wanted, drawn);
    const distinct = dropRepeated(proposed, stage.canvas, frozen);
    const candidates = distinct.length < wanted ? proposed : selectStrokes(proposed, distinct);
    const { kept } = await reduceByLoss(objective, stage, candidates, wanted, frozen, signal);
    drawn = selectStrokes(candidates, kept);
  }
  return drawn;
}

/** Of starts that draw the same, the first. */
export function differentStarts(starts: readonly SeedStart[]): SeedStart[] {
  const drawings = starts.map(({ strokes }) => drawingOf(strokes));
  return starts.filter((_, k) => drawings.indexOf(drawings[k]) === k);
}

/** The same for the same strokes in whatever order. */
function drawingOf({ points, widths }: Strokes): string {
  const strokes = Array.from(widths, (width, s) =>
    [width, ...points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE)].join(),
  );
  return strokes.sort().join(';');
}
