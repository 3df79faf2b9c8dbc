/** Kinds of features, to see what each is worth. */
import type { Measured } from '../features/table.ts';

export function featureNames(measured: ReadonlyMap<string, Measured>): string[] {
  return [...new Set([...measured.values()].flatMap(({ features }) => Object.keys(features)))];
}

const isJudge = (name: string) => name === 'likeness' || name.startsWith('judge.') || name === 'squareInk';
const isTeacher = (name: string) =>
  /^(whole|focus|head|class|headClass)\.block/.test(name) || name.endsWith('Seen') || name === 'loss';
const isMeasurable = (name: string) => !isJudge(name) && !isTeacher(name);

export const FEATURE_SETS = {
  judge: isJudge,
  teacher: isTeacher,
  measurable: isMeasurable,
  'measurable and likeness': (name: string) => isMeasurable(name) || name === 'likeness',
  'without judge': (name: string) => !isJudge(name),
  all: () => true,
} satisfies Record<string, (name: string) => boolean>;
