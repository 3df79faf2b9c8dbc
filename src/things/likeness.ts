/** How alike the network's tokens of two parts of a photo are, relative to the background. */

import { onTokens } from '../photo/on-tokens.ts';
import type { TokenGrid } from '../photo/reader.ts';
import { type Plane, withData } from '../raster/raster.ts';
import { dot } from '../sums.ts';

/**
 * The cosine between the mean tokens of two parts, each less the mean token of the background.
 * @param parts pixels of the picture
 * @param ground how much each pixel of the picture is background, in [0, 1]
 */
export function likeness(
  tokens: TokenGrid,
  parts: readonly [readonly number[], readonly number[]],
  ground: Plane,
): number {
  const around = meanToken(tokens, ground);
  const [a, b] = parts.map((pixels) => {
    const weights = new Float32Array(ground.data.length);
    for (const i of pixels) weights[i] = 1;
    return meanToken(tokens, withData(ground, weights)).map((v, j) => v - around[j]);
  });
  return dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);
}

/** The mean of the tokens at unit length, weighted by a map of pixels. */
function meanToken(tokens: TokenGrid, weights: Plane): Float64Array {
  const { width, data } = tokens;
  const mean = new Float64Array(width);
  let total = 1e-9;
  onTokens(weights, tokens).forEach((weight, i) => {
    if (weight <= 0) return;
    let square = 0;
    for (let j = i * width; j < (i + 1) * width; j++) square += data[j] * data[j];
    const scale = weight / (Math.sqrt(square) || 1);
    for (let j = 0; j < width; j++) mean[j] += scale * data[i * width + j];
    total += weight;
  });
  return mean.map((v) => v / total);
}
