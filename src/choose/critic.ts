/** What judges drawings while strokes are chosen: one objective, one set of views, one signal to stop. */
import type { Objective } from '../loss/objective.ts';
import { createViewRenderer, type Stage } from '../rasterizer/views.ts';
import type { Strokes } from '../strokes/stroke.ts';
import { dropRepeated, REPETITION } from './repetition.ts';

export interface Critic {
  /** Once it is aborted nothing more is judged; who asks then takes what is at hand. */
  readonly signal: AbortSignal | undefined;
  /** Loss of each drawing, the lower the better; infinite for those that were not judged any more. */
  losses(drawings: readonly Strokes[]): Promise<Float64Array>;
  /**
   * Indices of the strokes that are left when those that repeat others are taken away; see repetition.ts.
   * @param frozen the first so many strokes stay in any case
   */
  distinct(strokes: Strokes, frozen: number): number[];
}

/** Drawings that go through the networks at once. */
const BATCH = 4;

/** @param stage the canvas and the views that the objective was made for */
export function createCritic(
  objective: Objective,
  stage: Stage,
  signal?: AbortSignal,
  repetition = REPETITION,
): Critic {
  const { width, height, views } = stage;
  const renderer = createViewRenderer(stage);
  const size = views.length * width * height;
  return {
    signal,
    distinct: (strokes, frozen) => dropRepeated(strokes, stage, frozen, repetition),
    async losses(drawings) {
      const losses = new Float64Array(drawings.length).fill(Number.POSITIVE_INFINITY);
      for (let first = 0; first < drawings.length && !signal?.aborted; first += BATCH) {
        const batch = drawings.slice(first, first + BATCH);
        const ink = new Float32Array(batch.length * size);
        batch.forEach((strokes, k) => {
          renderer.render(strokes, ink, k * size);
        });
        losses.set((await objective.evaluate(ink, batch.length)).totals, first);
        // signals and timers have their turn
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      return losses;
    },
  };
}

/** Index of the drawing with the lowest loss, the first of equals. */
export async function lowestLoss(critic: Critic, drawings: readonly Strokes[]): Promise<number> {
  const losses = await critic.losses(drawings);
  return losses.indexOf(Math.min(...losses));
}
