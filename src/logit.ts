/** Log odds of likelihoods, and back. */

/**
 * @param p a likelihood in [0, 1]
 * @param doubt how far from 0 and from 1 it is held first, so that its log odds are finite
 */
export function logit(p: number, doubt = 0): number {
  const held = Math.min(1 - doubt, Math.max(doubt, p));
  return Math.log(held / (1 - held));
}

/** The likelihood of which `x` are the log odds, in [0, 1]. */
export const logistic = (x: number) => 1 / (1 + Math.exp(-x));
