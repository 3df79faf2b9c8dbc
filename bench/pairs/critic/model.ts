/**
 * The critic: a weighted sum of a drawing's features, larger for the better of two drawings of one photo. Its weights are those of
 * R. A. Bradley and M. E. Terry's model ("Rank analysis of incomplete block designs", 1952) of the choices, P(a over b) = 1 / (1 + exp(s(b) - s(a))).
 */
import { fitLogistic } from '../../faces/logistic.ts';
import type { Features } from '../features/features.ts';

export interface Comparison {
  readonly photo: string;
  readonly a: Features;
  readonly b: Features;
  readonly choice: 'a' | 'b';
}

/** Weights by the features' names. */
export type Critic = Readonly<Record<string, number>>;

/** What a feature that is missing is taken for: the same in both drawings. */
function difference({ a, b }: Comparison, name: string): number {
  const d = (a[name] ?? Number.NaN) - (b[name] ?? Number.NaN);
  return Number.isFinite(d) ? d : 0;
}

/** @param ridge how strongly weights, of features of unit variance, are held near 0 */
export function fitCritic(
  comparisons: readonly Comparison[],
  names: readonly string[],
  ridge: number,
): Critic {
  const rows: Float32Array[] = [];
  const labels: number[] = [];
  for (const comparison of comparisons) {
    const row = Float32Array.from(names, (name) => difference(comparison, name));
    const label = comparison.choice === 'a' ? 1 : 0;
    // both ways round, so that no side is preferred
    rows.push(
      row,
      row.map((v) => -v),
    );
    labels.push(label, 1 - label);
  }
  const { weight } = fitLogistic({ rows, labels }, ridge);
  return Object.fromEntries(names.map((name, d) => [name, weight[d]!]));
}

/** How much better the critic finds drawing a than b; 0 is even. */
export function margin(critic: Critic, comparison: Comparison): number {
  return Object.entries(critic).reduce(
    (sum, [name, weight]) => sum + weight * difference(comparison, name),
    0,
  );
}

/** Minus the mean logarithm of the likelihood of what was chosen. */
export function logLoss(critic: Critic, comparisons: readonly Comparison[]): number {
  const losses = comparisons.map((comparison) => {
    const m = margin(critic, comparison) * (comparison.choice === 'a' ? 1 : -1);
    return Math.log1p(Math.exp(-Math.abs(m))) + Math.max(0, -m);
  });
  return losses.reduce((sum, v) => sum + v, 0) / losses.length;
}
