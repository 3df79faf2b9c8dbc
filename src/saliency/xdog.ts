/**
 * The paper's edge map: extended difference of Gaussians (H. Winnemoeller, J. E. Kyprianidis, S. C. Olsen, "XDoG: an eXtended
 * difference-of-Gaussians compendium", 2012), binarised by Otsu's threshold, with the paper's parameters.
 */

import { blur } from '../raster/blur.ts';
import type { Plane } from '../raster/raster.ts';

const SIGMA = 0.8;
const RATIO = 10;
const TAU = 0.98;
const EPSILON = -0.1;
const PHI = 200;
/** scipy's and thus the paper's Gaussian is cut at 4 standard deviations. */
const TRUNCATE = 4;

/**
 * @param grey luminance of the image as the network sees it (normalised, so roughly -2..2)
 * @returns 1 on the dark side of edges, 0 elsewhere, (height, width)
 */
export function xdogEdges(grey: Plane): Uint8Array {
  const response = xdogResponse(grey);
  const threshold = otsuThreshold(response);
  return Uint8Array.from(response, (v) => (v >= threshold ? 0 : 1));
}

/** The response before binarising, scaled to [0, 1]. */
export function xdogResponse(grey: Plane): Float64Array {
  const narrow = blur(grey, SIGMA, TRUNCATE, 'reflect').data;
  const wide = blur(grey, SIGMA * RATIO, TRUNCATE, 'reflect').data;
  const response = Float64Array.from(narrow, (v, i) => {
    const difference = v - TAU * wide[i];
    return difference < EPSILON ? 1 : 1 + Math.tanh(PHI * difference);
  });
  const [low, high] = extent(response);
  return response.map((v) => (high > low ? (v - low) / (high - low) : 1));
}

/**
 * N. Otsu, "A threshold selection method from gray-level histograms", 1979; 256 bins over the values' range. The counts'
 * product is rounded to 32 bits as in scikit-image: on flat maxima that decides which bin wins.
 */
export function otsuThreshold(values: ArrayLike<number>): number {
  const bins = 256;
  const [low, high] = extent(values);
  const width = (high - low) / bins;
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    counts[Math.min(bins - 1, Math.floor((values[i] - low) / (width || 1)))]++;
  }
  const centre = (bin: number) => low + (bin + 0.5) * width;
  let total = 0;
  counts.forEach((count, bin) => {
    total += count * centre(bin);
  });
  let below = 0;
  let sumBelow = 0;
  let best = -1;
  let threshold = centre(0);
  for (let bin = 0; bin < bins - 1; bin++) {
    below += counts[bin];
    sumBelow += counts[bin] * centre(bin);
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const between = Math.fround(below * above) * (sumBelow / below - (total - sumBelow) / above) ** 2;
    if (between > best) {
      best = between;
      threshold = centre(bin);
    }
  }
  return threshold;
}

function extent(values: ArrayLike<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return [low, high];
}
