/**
 * The gap term: how much of the photo's contours has no ink near it. A network hardly minds that part of an outline is missing
 * as long as the rest shows what it is; a person does.
 *
 * loss = sum(w exp(-s G ink)) / sum(w) with w the contours and G a Gaussian blur: a smooth, truncated distance from the
 * contours to the ink. dloss/dink = -s / sum(w) * G(w exp(-s G ink)), s being the saturation, as G is its own transpose (reflecting
 * border).
 */

import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';
import { sum } from '../sums.ts';
import type { InkTerm } from './ink-term.ts';

export const GAP_TERM = {
  /** Canvas pixels that ink reaches. */
  sigma: 8,
  /** A stroke of default width is 0.15 after the blur: on it 5 % of the loss is left, 10 pixels beside it 25 %, at 20 nearly all. */
  saturation: 20,
};

/** @param contours how much ink is wanted at each pixel of the canvas, >= 0 */
export function createGapTerm(
  { width, height, data: wanted }: Plane,
  { sigma, saturation } = GAP_TERM,
): InkTerm {
  const total = sum(wanted) || 1;
  const spread = (data: Float32Array) => blur({ width, height, channels: 1, data }, sigma, 3, 'reflect').data;
  const missing = (ink: Float32Array, offset: number) =>
    spread(ink.subarray(offset, offset + width * height)).map(
      (v, i) => wanted[i] * Math.exp(-saturation * v),
    );
  return {
    name: 'gaps',
    evaluate: (ink, offset) => sum(missing(ink, offset)) / total,
    addGradient(ink, offset, gradient, scale) {
      const left = missing(ink, offset);
      const factor = (-scale * saturation) / total;
      spread(left).forEach((v, i) => {
        gradient[offset + i] += factor * v;
      });
      return sum(left) / total;
    },
  };
}
