/** Kinds of features, to see what each is worth. */
import type { Measured } from '../features/table.ts';

export function featureNames(measured: ReadonlyMap<string, Measured>): string[] {
  return [...new Set([...measured.values()].flatMap(({ features }) => Object.keys(features)))];
}

/** The judge's, of the whole picture; of the subject and the head from near; the teacher's, the loss among them. */
const isJudge = (name: string) => name === 'likeness' || name.startsWith('judge.');
const isNear = (name: string) => /^near(Head)?\./.test(name);
const isTeacher = (name: string) =>
  /^(whole|focus|head|class|headClass)\.block/.test(name) || name.endsWith('Seen') || name === 'loss';
const isMeasurable = (name: string) => !isJudge(name) && !isNear(name) && !isTeacher(name);

export const FEATURE_SETS = {
  'measurable things': isMeasurable,
  'the teacher': isTeacher,
  'the judge': isJudge,
  'the judge, also from near': (name: string) => isJudge(name) || isNear(name),
  'the judge, from near, and measurable things': (name: string) => !isTeacher(name),
  'what the program has as it runs': (name: string) => isTeacher(name) || isMeasurable(name),
  everything: () => true,
} satisfies Record<string, (name: string) => boolean>;

export type FeatureSet = keyof typeof FEATURE_SETS;
