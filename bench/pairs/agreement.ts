/** How often readers agree: with each other on the same pairs, and with themselves on pairs shown twice. */
import { pairKey } from './choose-pairs.ts';
import type { Judgement } from './judgements.ts';

export interface Agreement {
  readonly pairs: number;
  /** Pairs of answers to the same question, and how many of them are equal. */
  readonly answers: number;
  readonly equal: number;
}

/** The drawing that was chosen. */
export const chosen = ({ a, b, choice }: Judgement): string => (choice === 'a' ? a : b);

/** @param same whether answers of these two readers are compared */
export function agreementOf(
  judgements: readonly Judgement[],
  same: (one: string, other: string) => boolean,
): Agreement {
  const byPair = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const key = pairKey(judgement.a, judgement.b);
    byPair.set(key, [...(byPair.get(key) ?? []), judgement]);
  }
  let [pairs, answers, equal] = [0, 0, 0];
  for (const group of byPair.values()) {
    let compared = 0;
    for (const [k, one] of group.entries())
      for (const other of group.slice(k + 1)) {
        if (!same(one.reader, other.reader)) continue;
        compared++;
        if (chosen(one) === chosen(other)) equal++;
      }
    answers += compared;
    if (compared > 0) pairs++;
  }
  return { pairs, answers, equal };
}
