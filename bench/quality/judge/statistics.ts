/** Paired comparisons, without assumptions about how scores are spread. */

export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** How many values are above 0. */
  readonly wins: number;
}

/** Quantile by linear interpolation between order statistics; `q` in [0, 1]. NaN when there are no values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export function spread(values: readonly number[]): Spread {
  return {
    count: values.length,
    median: quantile(values, 0.5),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
    wins: values.filter((value) => value > 0).length,
  };
}

/** Cosine of the angle between two vectors; 0 when one has no length. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return aa > 0 && bb > 0 ? dot / Math.sqrt(aa * bb) : 0;
}

/** How many standard deviations `value` lies above the mean of `others`. */
export function standardScore(value: number, others: readonly number[]): number {
  const mean = others.reduce((sum, v) => sum + v, 0) / others.length;
  const variance = others.reduce((sum, v) => sum + (v - mean) ** 2, 0) / others.length;
  return variance > 0 ? (value - mean) / Math.sqrt(variance) : 0;
}

/** Items by key, keys in the order of their first item. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
