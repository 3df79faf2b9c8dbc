/** Looks at many starts once and keeps the most promising: far cheaper than optimising them. */
import type { Objective } from '../loss/objective.ts';
import { createViewRenderer } from '../rasterizer/views.ts';
import { POINT_STRIDE, type Strokes } from '../strokes/stroke.ts';
import type { Homography } from '../views/homography.ts';

export interface Stage {
  readonly canvas: { readonly width: number; readonly height: number };
  /** Canvas to view; the objective's photos were warped by the same. */
  readonly views: readonly Homography[];
}

/** Drawings that go through the networks at once. */
const BATCH = 4;

/** Loss of each drawing. */
export async function evaluateAll(
  objective: Objective,
  { canvas, views }: Stage,
  drawings: readonly Strokes[],
): Promise<Float64Array> {
  const renderer = createViewRenderer({ ...canvas, views });
  const size = views.length * canvas.width * canvas.height;
  const losses = new Float64Array(drawings.length);
  for (let first = 0; first < drawings.length; first += BATCH) {
    const batch = drawings.slice(first, first + BATCH);
    const ink = new Float32Array(batch.length * size);
    batch.forEach((strokes, k) => {
      renderer.render(strokes, ink, k * size);
    });
    losses.set((await objective.evaluate(ink, batch.length)).totals, first);
  }
  return losses;
}

/** The `keep` starts of lowest loss, best first; of starts that draw the same only the first is looked at. */
export async function audition<Start extends { readonly strokes: Strokes }>(
  objective: Objective,
  stage: Stage,
  starts: readonly Start[],
  keep: number,
): Promise<Start[]> {
  const drawings = starts.map(({ strokes }) => drawingOf(strokes));
  const different = starts.filter((_, k) => drawings.indexOf(drawings[k]) === k);
  if (different.length <= keep) return different;
  const losses = await evaluateAll(
    objective,
    stage,
    different.map(({ strokes }) => strokes),
  );
  const order = [...different.keys()].sort((a, b) => losses[a] - losses[b] || a - b);
  return order.slice(0, keep).map((k) => different[k]);
}

/** The same for the same strokes in whatever order. */
function drawingOf({ points, widths }: Strokes): string {
  const strokes = Array.from(widths, (width, s) =>
    [width, ...points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE)].join(),
  );
  return strokes.sort().join(';');
}
