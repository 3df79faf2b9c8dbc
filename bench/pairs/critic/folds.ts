/** Agreement of critics with readers on photos that they were not trained on. */
import type { Random } from '../../../src/random.ts';
import { quantile } from '../../quality/judge/statistics.ts';
import { shuffled } from '../choose-pairs.ts';
import { type Comparison, type Critic, fitCritic, logLoss, margin } from './model.ts';

export const TRAINING = {
  folds: 10,
  innerFolds: 4,
  /** Strengths of regularisation that are tried. */
  ridges: [30, 100, 300, 1000],
  bootstraps: 2000,
};

/** Comparisons in `count` parts, all of a photo in the same one. */
export function splitByPhoto(
  comparisons: readonly Comparison[],
  count: number,
  random: Random,
): Comparison[][] {
  const photos = shuffled([...new Set(comparisons.map(({ photo }) => photo))].sort(), random);
  const foldOf = new Map(photos.map((photo, k) => [photo, k % count]));
  return Array.from({ length: count }, (_, k) => comparisons.filter(({ photo }) => foldOf.get(photo) === k));
}

/** The critic with the regularisation under which photos left out are told best. */
export function trainCritic(
  comparisons: readonly Comparison[],
  names: readonly string[],
  random: Random,
): { readonly critic: Critic; readonly ridge: number } {
  const folds = splitByPhoto(comparisons, TRAINING.innerFolds, random);
  const losses = TRAINING.ridges.map((ridge) =>
    folds.reduce((sum, fold) => {
      const others = folds.filter((other) => other !== fold).flat();
      return fold.length === 0 ? sum : sum + fold.length * logLoss(fitCritic(others, names, ridge), fold);
    }, 0),
  );
  const ridge = TRAINING.ridges[losses.indexOf(Math.min(...losses))]!;
  return { critic: fitCritic(comparisons, names, ridge), ridge };
}

/** A comparison with how much better drawing a was found than b by a critic that has not seen its photo. */
export interface Judged {
  readonly comparison: Comparison;
  readonly margin: number;
}

export function judgeUnseen(
  comparisons: readonly Comparison[],
  names: readonly string[],
  random: Random,
): Judged[] {
  const folds = splitByPhoto(comparisons, TRAINING.folds, random);
  return folds.flatMap((fold) => {
    const others = folds.filter((other) => other !== fold).flat();
    const { critic } = trainCritic(others, names, random.fork('inner'));
    return fold.map((comparison) => ({ comparison, margin: margin(critic, comparison) }));
  });
}

/** 1 where the larger score was chosen, 1/2 where they are equal, 0 else. */
export const isRight = ({ comparison: { choice }, margin }: Judged): number =>
  margin === 0 ? 0.5 : (choice === 'a') === margin > 0 ? 1 : 0;

export interface Interval {
  readonly mean: number;
  /** Of 95 %, by drawing photos with replacement. */
  readonly low: number;
  readonly high: number;
}

/** @param values of answers, by photo */
export function byPhotoInterval(
  values: readonly { readonly photo: string; readonly value: number }[],
  random: Random,
): Interval {
  const groups = new Map<string, number[]>();
  for (const { photo, value } of values) groups.set(photo, [...(groups.get(photo) ?? []), value]);
  const photos = [...groups.values()].map((all) => ({
    sum: all.reduce((s, v) => s + v, 0),
    count: all.length,
  }));
  const meanOf = (drawn: readonly { readonly sum: number; readonly count: number }[]) =>
    drawn.reduce((s, { sum }) => s + sum, 0) / drawn.reduce((n, { count }) => n + count, 0);
  const means = Array.from({ length: TRAINING.bootstraps }, () =>
    meanOf(photos.map(() => photos[random.integer(photos.length)]!)),
  );
  return { mean: meanOf(photos), low: quantile(means, 0.025), high: quantile(means, 0.975) };
}
