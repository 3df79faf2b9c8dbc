import { mean } from '../../src/sums.ts';

/** Slope of the straight line through (x, y) with the least squared error; NaN for less than two different x. */
export function slopeOf(xs: readonly number[], ys: readonly number[]): number {
  const [x0, y0] = [mean(xs), mean(ys)];
  const spread = xs.reduce((sum, x) => sum + (x - x0) ** 2, 0);
  return xs.reduce((sum, x, i) => sum + (x - x0) * (ys[i]! - y0), 0) / spread;
}
