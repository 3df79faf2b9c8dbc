/** Which drawings are put side by side: two of one photo that a reader can tell apart, and of which it is open which is better. */
import type { Random } from '../../src/random.ts';
import type { Drawing } from './drawings.ts';

export interface Pair {
  readonly photo: string;
  readonly a: Drawing;
  readonly b: Drawing;
}

/** A drawing with its ink, for comparison. */
export interface Inked {
  readonly drawing: Drawing;
  /** Any number of pixels, the same of all. */
  readonly ink: Float32Array;
}

export const CHOICE = {
  /** Drawings with more of their ink in common than this are too alike to tell apart. */
  mostAlike: 0.8,
  /** Drawings of up to so many times as many strokes are compared. */
  mostStrokes: 2,
  /** How much more often drawings of the same number of strokes are compared than others. */
  sameCount: 12,
  /** And the same of drawings that were not made by the program: they are few. */
  foreign: 12,
  /** Human sketches are of another photo; a pair with one says less. */
  human: 0.5,
};

/** The same for both orders. */
export const pairKey = (a: string, b: string): string => [a, b].sort().join(' ');

/** Pairs of one photo's drawings that have not been shown, each with how much it is wanted. */
export function candidatePairs(inked: readonly Inked[], shown: ReadonlySet<string>, params = CHOICE) {
  const distinct = inked.filter(
    ({ drawing }, k) => inked.findIndex((other) => other.drawing.hash === drawing.hash) === k,
  );
  const pairs: { readonly pair: Pair; readonly weight: number }[] = [];
  for (const [k, one] of distinct.entries()) {
    for (const other of distinct.slice(k + 1)) {
      const [a, b] = [one.drawing, other.drawing];
      const weight = weightOf(a, b, params);
      if (weight === 0 || shown.has(pairKey(a.hash, b.hash))) continue;
      if (alike(one.ink, other.ink) > params.mostAlike) continue;
      pairs.push({ pair: { photo: a.photo, a, b }, weight });
    }
  }
  return pairs;
}

function weightOf(a: Drawing, b: Drawing, params: typeof CHOICE): number {
  const humans = [a, b].filter(({ version }) => version.startsWith('human')).length;
  if (humans > 0) return humans === 1 ? params.human : 0;
  const ratio = Math.max(a.strokes, b.strokes) / Math.min(a.strokes, b.strokes);
  if (ratio > params.mostStrokes) return 0;
  const foreign = [a, b].some(({ version }) => /^(published|hand)/.test(version)) ? params.foreign : 1;
  return foreign * (ratio === 1 ? params.sameCount : 1);
}

/** Part of the ink of both that they have in common. */
export function alike(a: Float32Array, b: Float32Array): number {
  let [common, all] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    common += Math.min(a[i]!, b[i]!);
    all += Math.max(a[i]!, b[i]!);
  }
  return all > 0 ? common / all : 1;
}

/** One of the items, each as likely as its weight. @param items not empty */
export function pickWeighted<T extends { readonly weight: number }>(items: readonly T[], random: Random): T {
  let left = random.next() * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return items.at(-1)!;
}

/** In another order (R. Durstenfeld, "Algorithm 235: Random permutation", 1964). */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const out = [...values];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
