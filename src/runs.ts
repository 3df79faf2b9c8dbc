/** The runs of all seeds: which of them is drawn, and what is reported of each. */
import type { Canvas } from './canvas.ts';
import { createCritic } from './choose/critic.ts';
import { orderByLoss } from './choose/order.ts';
import { dropDoubles, type OwnLines } from './choose/own-lines.ts';
import type { SeedStart } from './choose/starts.ts';
import { invalidOption } from './errors.ts';
import type { Judge } from './judges.ts';
import type { SeedRun } from './optimize/seed.ts';
import type { SketchOptions } from './options.ts';
import type { Plan } from './plan.ts';
import type { SeedReport } from './result.ts';
import { strokeCount } from './strokes/stroke.ts';
import type { Run } from './tools.ts';

/** @throws ClipassoError 'usage' for a seed that is none of the run's */
export function checkTaken(take: number | undefined, { seed, seeds }: SketchOptions): void {
  if (take === undefined || (Number.isInteger(take) && take >= seed && take < seed + seeds)) return;
  const which = seeds === 1 ? `${seed}, the only seed,` : `a seed from ${seed} to ${seed + seeds - 1}`;
  throw invalidOption('take', which, take);
}

/** The best run, or that of the seed asked for. @throws ClipassoError 'usage' when there is none of that seed */
function takenRun(runs: readonly SeedRun[], take: number | undefined): SeedRun {
  const found = take === undefined ? runs[0] : runs.find(({ seed }) => seed === take);
  if (found) return found;
  const seeds = runs.map(({ seed }) => seed).sort((a, b) => a - b);
  throw invalidOption('take', `a seed that drew something of its own, ${seeds.join(', ')},`, take);
}

export function reportSeed(
  { seed, startLoss, bestLoss, bestTerms, iterations }: SeedRun,
  names: readonly string[],
): SeedReport {
  const terms = Object.fromEntries(names.map((name, k) => [name, bestTerms[k]]));
  return { seed, startLoss, bestLoss, terms, iterations };
}

/**
 * The drawing of the seed that is taken, in the order asked for, without strokes that repeat others: where each has a line of its own, the two
 * sides of a thin leg are no repetition.
 */
export async function finish(
  { runs, starts }: { readonly runs: readonly SeedRun[]; readonly starts: readonly SeedStart[] },
  { atMost, frozen }: Pick<Plan, 'atMost' | 'frozen'>,
  { objective, stage }: Judge,
  { given, toSketch }: Pick<Canvas, 'given' | 'toSketch'>,
  { context, tuning }: Pick<Run, 'context' | 'tuning'>,
): Promise<OwnLines & { readonly seed: number }> {
  const { signal, onVariant, keep, take, order } = context;
  const winner = takenRun(runs, signal?.aborted ? undefined : take);
  const critic = createCritic(objective, stage, undefined, { ...tuning.repetition, ...tuning.ownLines });
  const finishRun = (run: SeedRun) => {
    const best = { strokes: run.bestStrokes, loss: run.bestLoss };
    const countsLines = starts.some((start) => start.seed === run.seed && start.countsLines);
    return atMost && !countsLines ? dropDoubles(critic, best, frozen) : best;
  };
  const own = await finishRun(winner);
  for (const run of onVariant ? runs : []) {
    const { strokes, loss } = run === winner ? own : await finishRun(run);
    onVariant?.({ seed: run.seed, loss, sketch: toSketch(strokes) });
  }
  const kept = keep ? strokeCount(given) : 0;
  const strokes = order
    ? await orderByLoss(createCritic(objective, stage, signal), own.strokes, kept)
    : own.strokes;
  return { strokes, loss: own.loss, seed: winner.seed };
}
