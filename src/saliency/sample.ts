/**
 * Start strokes as in the paper (CLIPasso, section 3.2): first points drawn from the saliency map without replacement,
 * the other control points close by.
 */

import type { Random } from '../random.ts';
import type { Plane } from '../raster/raster.ts';

/** Softmax temperature of the paper. */
const TEMPERATURE = 0.3;
/** Each control point lies within half of this part of the canvas of the one before, along each axis. */
const REACH = 0.05;

/**
 * Probability of each pixel to be a first point: the softmax over the map's positive entries; 0 elsewhere.
 * @param map saliency times edges, in [0, 1]
 */
export function startProbabilities(map: Float32Array): Float64Array {
  const p = Float64Array.from(map, (v) => (v > 0 ? Math.exp(v / TEMPERATURE) : 0));
  const sum = p.reduce((a, b) => a + b, 0);
  return sum > 0 ? p.map((v) => v / sum) : p;
}

/**
 * `count` different indices drawn with the given probabilities, without replacement. `uniform` gives the random numbers.
 * Follows numpy's legacy choice: draw as many as are missing, drop repeats, again with the found ones' probability at 0.
 * Fewer than `count` when there are not as many entries above 0.
 */
export function sampleWithoutReplacement(
  probabilities: Float64Array,
  count: number,
  uniform: () => number,
): number[] {
  const p = Float64Array.from(probabilities);
  const possible = p.reduce((n, v) => n + (v > 0 ? 1 : 0), 0);
  const wanted = Math.min(count, possible);
  const found: number[] = [];
  while (found.length < wanted) {
    for (const i of found) p[i] = 0;
    const cumulative = new Float64Array(p.length);
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      sum += p[i];
      cumulative[i] = sum;
    }
    const draws = Array.from({ length: wanted - found.length }, uniform);
    for (const u of draws) {
      const i = firstAbove(cumulative, u * sum);
      if (!found.includes(i)) found.push(i);
    }
  }
  return found;
}

/** Index of the first entry greater than `value` of an ascending array. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Control points (count, 4, 2) in the map's pixels.
 * @param map saliency times edges, in [0, 1]; the paper's own start
 */
export function saliencyStart(map: Plane, count: number, random: Random): Float64Array {
  const { width, height, data } = map;
  const starts = sampleWithoutReplacement(startProbabilities(data), count, random.next);
  const points = new Float64Array(starts.length * 8);
  const step = (size: number) => REACH * (random.next() - 0.5) * size;
  starts.forEach((index, s) => {
    let x = index % width;
    let y = Math.floor(index / width);
    for (let k = 0; k < 4; k++) {
      if (k > 0) {
        x += step(width);
        y += step(height);
      }
      points[8 * s + 2 * k] = x;
      points[8 * s + 2 * k + 1] = y;
    }
  });
  return points;
}
