/** The runs of all seeds: which of them is drawn, and what is reported of each. */
import { invalidOption } from './errors.ts';
import type { SeedRun } from './optimize/seed.ts';
import type { SketchOptions } from './options.ts';
import type { SeedReport } from './result.ts';

/** @throws ClipassoError 'usage' for a seed that is none of the run's */
export function checkTaken(take: number | undefined, { seed, seeds }: SketchOptions): void {
  if (take === undefined || (Number.isInteger(take) && take >= seed && take < seed + seeds)) return;
  const which = seeds === 1 ? `${seed}, the only seed,` : `a seed from ${seed} to ${seed + seeds - 1}`;
  throw invalidOption('take', which, take);
}

/** The best run, or that of the seed asked for. @throws ClipassoError 'usage' when there is none of that seed */
export function takenRun(runs: readonly SeedRun[], take: number | undefined): SeedRun {
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
