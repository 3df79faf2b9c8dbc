/**
 * The contour term: how well the ink covers the photo's contours, at two scales.
 *
 * loss = mean over sigma of 1 - cosine(G ink, G contours), G being a Gaussian blur of that sigma. With a = G ink and
 * b = G contours of unit length: dloss/da = (<a, b> a / |a|^2 - b) / |a|, and G is its own transpose (reflecting border).
 */

import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';
import { dot } from '../sums.ts';
import type { InkTerm } from './ink-term.ts';

export const EDGE_TERM = {
  /** Standard deviations in canvas pixels: a stroke's own width, and how far a stroke may be drawn to a contour. */
  sigmas: [1.5, 5],
};

/** @param contours how much ink is wanted at each pixel of the canvas, >= 0 */
export function createEdgeTerm(contours: Plane, { sigmas } = EDGE_TERM): InkTerm {
  const { width, height } = contours;
  const spread = (data: Float32Array, sigma: number) =>
    blur({ width, height, channels: 1, data }, sigma, 3, 'reflect').data;
  const targets = sigmas.map((sigma) => normalise(spread(contours.data, sigma)));

  const compare = (ink: Float32Array, offset: number, gradient: Float32Array | null, scale: number) => {
    const plane = ink.subarray(offset, offset + width * height);
    let loss = 0;
    sigmas.forEach((sigma, k) => {
      const a = spread(plane, sigma);
      const b = targets[k];
      const length = Math.sqrt(dot(a, a));
      if (length === 0) {
        loss += 1 / sigmas.length;
        return;
      }
      const cosine = dot(a, b) / length;
      loss += (1 - cosine) / sigmas.length;
      if (!gradient) return;
      const factor = scale / (length * sigmas.length);
      const back = spread(
        a.map((v, i) => factor * ((cosine * v) / length - b[i])),
        sigma,
      );
      for (let i = 0; i < back.length; i++) gradient[offset + i] += back[i];
    });
    return loss;
  };

  return {
    name: 'contours',
    evaluate: (ink, offset) => compare(ink, offset, null, 0),
    addGradient: (ink, offset, gradient, scale) => compare(ink, offset, gradient, scale),
  };
}

function normalise(values: Float32Array): Float32Array {
  const length = Math.sqrt(dot(values, values)) || 1;
  return values.map((v) => v / length);
}
