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
  /** When seeds that fall behind are stopped; null for never. */
  readonly tournament: typeof TOURNAMENT | null;
  /** The first so many strokes stay where they are. @default 0 */
  readonly frozen?: number;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: number, live: readonly SeedRun[]) => void;
}

export const TOURNAMENT = {
  /** After these parts of the steps, these parts of the seeds (at least one) go on. */
  after: [0.25, 0.5],
  keep: [2 / 3, 1 / 3],
};

/** @returns all seeds, the winner first, then by best loss */
export async function optimize(objective: Objective, input: OptimizeInput): Promise<SeedRun[]> {
  const { stage, starts, iterations } = input;
  const runs = starts.map(({ seed, strokes }) => createSeedRun(seed, strokes, stage, input.frozen));
  const perSeed = stage.views.length * stage.width * stage.height;
  let live = runs;
  for (let step = 0; step <= iterations; step++) {
    if (input.signal?.aborted && step > 0) break;
    if (input.tournament) live = cut(live, runs.length, { step, iterations }, input.tournament);
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

function cut(
  live: SeedRun[],
  seeds: number,
  { step, iterations }: { readonly step: number; readonly iterations: number },
  { after, keep }: typeof TOURNAMENT,
): SeedRun[] {
  const k = after.findIndex((part) => step > 0 && step === Math.round(part * iterations));
  if (k < 0) return live;
  const kept = new Set(rank(live).slice(0, Math.max(1, Math.round(keep[k] * seeds))));
  return live.filter((run) => kept.has(run));
}
