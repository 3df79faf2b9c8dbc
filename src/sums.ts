/** Sums over lists of numbers, from the first to the last. */

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** NaN for none. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** Dot product. @param b as long as `a` */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
