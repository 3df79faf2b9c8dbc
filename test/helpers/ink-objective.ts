/** An objective without a network, to test what optimises: how far the ink is from that of a known drawing. */
import type { Objective } from '../../src/loss/objective.ts';
import { createRandom } from '../../src/random.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { type Strokes, uniformStrokes } from '../../src/strokes/stroke.ts';
import { createViewBank } from '../../src/views/bank.ts';

export const canvas = { width: 40, height: 32 };
export const views = createViewBank(createRandom(3), 2, canvas.width, canvas.height);
/** Numbers of ink per seed. */
export const PER_SEED = views.length * canvas.width * canvas.height;
export const TARGET = uniformStrokes([6, 6, 14, 2, 24, 28, 34, 24, 6, 26, 12, 22, 14, 20, 18, 26], 3);

/** Mean squared difference from the target's ink. */
export function inkObjective(): Objective & { batches: number[] } {
  const target = new Float32Array(PER_SEED);
  createViewRenderer({ ...canvas, views }).render(TARGET, target);
  const batches: number[] = [];
  const evaluate = (ink: Float32Array, seeds: number) => {
    batches.push(seeds);
    const totals = new Float64Array(seeds);
    for (let i = 0; i < ink.length; i++) {
      totals[Math.floor(i / PER_SEED)] += (ink[i] - target[i % PER_SEED]) ** 2 / PER_SEED;
    }
    return { terms: totals.slice(), totals };
  };
  return {
    batches,
    termNames: ['ink'],
    evaluate: async (ink, seeds) => evaluate(ink, seeds),
    step: async (ink, seeds) => ({
      ...evaluate(ink, seeds),
      gradient: ink.map((v, i) => (2 * (v - target[i % PER_SEED])) / PER_SEED),
    }),
  };
}

/**
 * How much is left white of what is wanted: the mean over pixels of weight x (1 - ink). As the paper left white is the product of what
 * each stroke leaves, taking a stroke away costs the more the fewer there are.
 */
export function coverObjective(wanted: Float32Array): Objective & { batches: number[] } {
  const batches: number[] = [];
  const evaluate = (ink: Float32Array, seeds: number) => {
    batches.push(seeds);
    const totals = new Float64Array(seeds);
    for (let i = 0; i < ink.length; i++) {
      totals[Math.floor(i / PER_SEED)] += (wanted[i % PER_SEED] * (1 - ink[i])) / PER_SEED;
    }
    return { terms: totals.slice(), totals };
  };
  return {
    batches,
    termNames: ['cover'],
    evaluate: async (ink, seeds) => evaluate(ink, seeds),
    step: async (ink, seeds) => ({
      ...evaluate(ink, seeds),
      gradient: ink.map((_, i) => -wanted[i % PER_SEED] / PER_SEED),
    }),
  };
}

/** The target with every coordinate moved by a normal deviate. */
export function near(sigma: number, seed: number): Strokes {
  const random = createRandom(seed);
  return { ...TARGET, points: TARGET.points.map((v) => v + sigma * random.normal()) };
}

/** The same objective, and a signal that aborts at its call number `calls`. */
export function stopAfter(objective: Objective, calls: number): { stopped: Objective; signal: AbortSignal } {
  const controller = new AbortController();
  let left = calls;
  const stopped: Objective = {
    ...objective,
    evaluate(ink, seeds) {
      if (--left === 0) controller.abort();
      return objective.evaluate(ink, seeds);
    },
  };
  return { stopped, signal: controller.signal };
}
