/** An objective without a network, to test what optimises: how far the ink is from that of a known drawing. */
import { type Critic, createCritic } from '../../src/choose/critic.ts';
import type { DrawingOnCanvas, Offer, WholeOnCanvas } from '../../src/choose/strategy.ts';
import type { Objective } from '../../src/loss/objective.ts';
import { createRandom } from '../../src/random.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { concatStrokes, type Strokes, uniformStrokes } from '../../src/strokes/stroke.ts';
import { createViewBank } from '../../src/views/bank.ts';

export const canvas = { width: 40, height: 32 };
export const views = createViewBank(createRandom(3), 2, canvas.width, canvas.height);
export const stage = { ...canvas, views };
/** Numbers of ink per seed. */
export const PER_SEED = views.length * canvas.width * canvas.height;
export const TARGET = uniformStrokes([6, 6, 14, 2, 24, 28, 34, 24, 6, 26, 12, 22, 14, 20, 18, 26], 3);
/** Strokes that the target has nothing of: in its corners. */
export const JUNK = uniformStrokes([28, 3, 31, 3, 34, 4, 37, 5, 2, 18, 2, 20, 3, 22, 3, 24], 2);

/** Offers the same strokes every time, beside those that are drawn. */
export const always = (strokes: Strokes, rest: Partial<Offer> = {}): Offer => ({
  fixed: uniformStrokes([], 0),
  wholes: [],
  drawings: [],
  propose: (_, drawn) => concatStrokes(drawn, strokes),
  ...rest,
});

/** Something drawn whole: by default one that two strokes can follow, but only far off. */
export const wholeOf = (draw: WholeOnCanvas['draw'], rest: Partial<WholeOnCanvas> = {}): WholeOnCanvas => ({
  fewest: () => 2,
  length: 100,
  distance: () => Number.POSITIVE_INFINITY,
  simplified: false,
  draw,
  ...rest,
});

/** A drawing that says so much of so many strokes, or fewer, and no more of more. */
export const drawingOf = (
  draw: (count: number) => Strokes,
  says: (count: number) => number = () => 1,
): DrawingOnCanvas => ({
  says: ({ count }) => says(count),
  draw: ({ count }) => draw(count),
});

type InkObjective = Objective & { batches: number[] };

/** Mean squared difference from the target's ink. */
export function inkObjective(): InkObjective {
  const target = new Float32Array(PER_SEED);
  createViewRenderer({ ...canvas, views }).render(TARGET, target);
  return pixelMean(
    'ink',
    (ink, i) => (ink - target[i]) ** 2,
    (ink, i) => 2 * (ink - target[i]),
  );
}

/**
 * How much is left white of what is wanted: the mean over pixels of weight x (1 - ink). As the paper left white is the product of what
 * each stroke leaves, taking a stroke away costs the more the fewer there are.
 */
export function coverObjective(wanted: Float32Array): InkObjective {
  return pixelMean(
    'cover',
    (ink, i) => wanted[i] * (1 - ink),
    (_, i) => -wanted[i],
  );
}

/** The mean over a seed's pixels of a loss of each pixel's ink. */
function pixelMean(
  name: string,
  loss: (ink: number, pixel: number) => number,
  slope: (ink: number, pixel: number) => number,
): InkObjective {
  const batches: number[] = [];
  const evaluate = (ink: Float32Array, seeds: number) => {
    batches.push(seeds);
    const totals = new Float64Array(seeds);
    for (let i = 0; i < ink.length; i++) {
      totals[Math.floor(i / PER_SEED)] += loss(ink[i], i % PER_SEED) / PER_SEED;
    }
    return { terms: totals.slice(), totals };
  };
  return {
    batches,
    termNames: [name],
    evaluate: async (ink, seeds) => evaluate(ink, seeds),
    step: async (ink, seeds) => ({
      ...evaluate(ink, seeds),
      gradient: ink.map((v, i) => slope(v, i % PER_SEED) / PER_SEED),
    }),
  };
}

/** The target with every coordinate moved by a normal deviate. */
export function near(sigma: number, seed: number): Strokes {
  const random = createRandom(seed);
  return { ...TARGET, points: TARGET.points.map((v) => v + sigma * random.normal()) };
}

/** A critic by the objective. */
export const criticOf = (objective: Objective, signal?: AbortSignal): Critic =>
  createCritic(objective, stage, signal);

/** A critic whose signal aborts when it asks for a loss the number `calls` time. */
export function stopAfter(objective: Objective, calls: number): Critic {
  const controller = new AbortController();
  let left = calls;
  const stopped: Objective = {
    ...objective,
    evaluate(ink, seeds) {
      if (--left === 0) controller.abort();
      return objective.evaluate(ink, seeds);
    },
  };
  return criticOf(stopped, controller.signal);
}
