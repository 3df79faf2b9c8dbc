/** Looks at drawings without moving them. */
import type { Objective } from '../loss/objective.ts';
import { createViewRenderer } from '../rasterizer/views.ts';
import type { Strokes } from '../strokes/stroke.ts';
import type { Homography } from '../views/homography.ts';

export interface Stage {
  readonly canvas: { readonly width: number; readonly height: number };
  /** Canvas to view; the objective's photos were warped by the same. */
  readonly views: readonly Homography[];
}

/** Drawings that go through the networks at once. */
const BATCH = 4;

/**
 * Loss of each drawing. Lets signals and timers have their turn.
 * @param signal from its abort on the loss is not asked any more; what is left counts as infinite
 */
export async function evaluateAll(
  objective: Objective,
  { canvas, views }: Stage,
  drawings: readonly Strokes[],
  signal?: AbortSignal,
): Promise<Float64Array> {
  const renderer = createViewRenderer({ ...canvas, views });
  const size = views.length * canvas.width * canvas.height;
  const losses = new Float64Array(drawings.length).fill(Number.POSITIVE_INFINITY);
  for (let first = 0; first < drawings.length && !signal?.aborted; first += BATCH) {
    const batch = drawings.slice(first, first + BATCH);
    const ink = new Float32Array(batch.length * size);
    batch.forEach((strokes, k) => {
      renderer.render(strokes, ink, k * size);
    });
    losses.set((await objective.evaluate(ink, batch.length)).totals, first);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return losses;
}
