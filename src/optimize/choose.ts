/** What each seed starts from: of the strokes that it could draw, those that the teacher misses most. */
import type { Objective } from '../loss/objective.ts';
import { POINT_STRIDE, type Strokes, selectStrokes } from '../strokes/stroke.ts';
import type { Stage } from './evaluate.ts';
import { reduceByLoss } from './reduce.ts';

export interface SeedStart {
  readonly seed: number;
  readonly strokes: Strokes;
}

/**
 * Reduces each candidate to `count` strokes by the loss; of starts that come out the same, only the first stays.
 * @param frozen the first so many strokes of each stay in any case
 */
export async function chooseStrokes(
  objective: Objective,
  stage: Stage,
  candidates: readonly SeedStart[],
  count: number,
  frozen: number,
): Promise<SeedStart[]> {
  const starts = new Map<string, SeedStart>();
  for (const { seed, strokes } of candidates) {
    const { kept } = await reduceByLoss(objective, stage, strokes, count, frozen);
    const chosen = selectStrokes(strokes, kept);
    const drawing = drawingOf(chosen);
    if (!starts.has(drawing)) starts.set(drawing, { seed, strokes: chosen });
  }
  return [...starts.values()];
}

/** The same for the same strokes in whatever order. */
function drawingOf({ points, widths }: Strokes): string {
  const strokes = Array.from(widths, (width, s) =>
    [width, ...points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE)].join(),
  );
  return strokes.sort().join(';');
}
