/**
 * Optimises several starts against one objective and keeps the best state of the best one. All live seeds go through the
 * networks in one batch; seeds that fall behind are stopped early.
 */
import type { Objective } from '../loss/objective.ts';
import type { Stage } from '../rasterizer/views.ts';
import type { Strokes } from '../strokes/stroke.ts';
import { createSeedRun, moveStrokes, recordLoss, type SeedRun } from './seed.ts';

export interface OptimizeInput {
  /** What the objective was made for. */
  readonly stage: Stage;
  readonly starts: readonly { readonly seed: number; readonly strokes: Strokes }[];
  readonly iterations: number;
  /** Adam's first learning rate in canvas pixels. */
  readonly learningRate: number;
  /** Part of the learning rate that is left at the end, along half a cosine. */
  readonly decay: number;
  /** Whether seeds that fall behind are stopped early. */
  readonly tournament: boolean;
  /** The first so many strokes stay where they are. @default 0 */
  readonly frozen?: number;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: number, live: readonly SeedRun[]) => void;
}

/** After this part of the steps, this part of the seeds (at least one) goes on. */
const CUTS = [
  { after: 0.25, keep: 2 / 3 },
  { after: 0.5, keep: 1 / 3 },
];

/** @returns all seeds, the winner first, then by best loss */
export async function optimize(objective: Objective, input: OptimizeInput): Promise<SeedRun[]> {
  const { stage, starts, iterations } = input;
  const runs = starts.map(({ seed, strokes }) => createSeedRun(seed, strokes, stage));
  const perSeed = stage.views.length * stage.width * stage.height;
  let live = runs;
  for (let step = 0; step <= iterations; step++) {
    if (input.signal?.aborted && step > 0) break;
    if (input.tournament) live = cut(live, runs.length, step, iterations);
    const ink = new Float32Array(live.length * perSeed);
    live.forEach((run, k) => {
      run.drawn = run.strokes;
      run.renderer.render(run.strokes, ink, k * perSeed);
    });
    if (step === iterations) {
      record(live, await objective.evaluate(ink, live.length));
    } else {
      const result = await objective.step(ink, live.length);
      record(live, result);
      const rate = input.learningRate * decayed(step / iterations, input.decay);
      live.forEach((run, k) => {
        moveStrokes(run, run.renderer.backward(result.gradient, k * perSeed), rate, input.frozen);
      });
    }
    input.onStep?.(step, live);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return rank(runs);
}

function record(live: readonly SeedRun[], result: { terms: Float64Array; totals: Float64Array }): void {
  const count = result.terms.length / live.length;
  live.forEach((run, k) => {
    recordLoss(run, result.totals[k], result.terms.slice(k * count, (k + 1) * count));
  });
}

/** From 1 to `final` along half a cosine. */
function decayed(progress: number, final: number): number {
  return final + (1 - final) * 0.5 * (1 + Math.cos(Math.PI * progress));
}

function rank(runs: readonly SeedRun[]): SeedRun[] {
  return [...runs].sort((a, b) => a.bestLoss - b.bestLoss || a.seed - b.seed);
}

function cut(live: SeedRun[], seeds: number, step: number, iterations: number): SeedRun[] {
  for (const { after, keep } of CUTS) {
    if (step === Math.round(after * iterations) && step > 0) {
      const kept = new Set(rank(live).slice(0, Math.max(1, Math.round(keep * seeds))));
      return live.filter((run) => kept.has(run));
    }
  }
  return live;
}
