/**
 * The watershed of a map of strengths: each local minimum floods a region, and regions meet where the map is highest between them
 * (S. Beucher, F. Meyer, "The morphological approach to segmentation: the watershed transformation", 1993).
 */
import type { Plane } from '../raster/raster.ts';

/** The region of each pixel: 0 to `count` - 1, or -1 for pixels that are in none. */
export interface Regions {
  readonly labels: Int32Array;
  readonly count: number;
}

/** Heights are told apart in so many steps. */
const LEVELS = 256;

/**
 * Pixels flood in order of their height, of equal ones first those that were reached first.
 * @param heights in [0, 1]
 * @param inside 1 where a pixel belongs to a region, 0 elsewhere, (height, width)
 */
export function watershed({ width, height, data }: Plane, inside: Uint8Array): Regions {
  const level = new Uint8Array(data.length);
  for (let i = 0; i < level.length; i++)
    level[i] = Math.round((LEVELS - 1) * Math.min(1, Math.max(0, data[i])));
  const labels = new Int32Array(data.length).fill(-1);
  const waiting = createQueues(data.length);
  const byLevel = createQueues(data.length);
  for (let i = 0; i < level.length; i++) if (inside[i]) byLevel.push(level[i], i);
  let count = 0;
  const reach = (i: number, label: number, from: number) => {
    if (!inside[i] || labels[i] >= 0) return;
    labels[i] = label;
    waiting.push(Math.max(from, level[i]), i);
  };
  const flood = (now: number) => {
    // the queue grows while it is read
    for (let i = waiting.shift(now); i >= 0; i = waiting.shift(now)) {
      const x = i % width;
      if (x > 0) reach(i - 1, labels[i], now);
      if (x < width - 1) reach(i + 1, labels[i], now);
      if (i >= width) reach(i - width, labels[i], now);
      if (i < width * (height - 1)) reach(i + width, labels[i], now);
    }
  };
  for (let now = 0; now < LEVELS; now++) {
    flood(now);
    for (let i = byLevel.shift(now); i >= 0; i = byLevel.shift(now)) {
      if (labels[i] >= 0) continue;
      labels[i] = count++;
      waiting.push(now, i);
      flood(now);
    }
  }
  return { labels, count };
}

/** One queue of pixels for each level; a pixel is in one of them at most, once. */
function createQueues(pixels: number) {
  const next = new Int32Array(pixels);
  const first = new Int32Array(LEVELS).fill(-1);
  const last = new Int32Array(LEVELS);
  return {
    push(level: number, i: number) {
      next[i] = -1;
      if (first[level] < 0) first[level] = i;
      else next[last[level]] = i;
      last[level] = i;
    },
    /** The first pixel, taken out, or -1. */
    shift(level: number): number {
      const i = first[level];
      if (i >= 0) first[level] = next[i];
      return i;
    },
  };
}

/** Labels where `inside` is 1: each pixel without one gets that of the nearest pixel that has one, by steps to its four neighbours. */
export function spreadLabels(labels: Int32Array, inside: Uint8Array, width: number): Int32Array {
  const spread = Int32Array.from(labels);
  const queue = new Int32Array(labels.length);
  let end = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) queue[end++] = i;
  const reach = (j: number, label: number) => {
    if (j < 0 || j >= spread.length || !inside[j] || spread[j] >= 0) return;
    spread[j] = label;
    queue[end++] = j;
  };
  // the queue grows while it is read
  for (let k = 0; k < end; k++) {
    const i = queue[k];
    const x = i % width;
    if (x > 0) reach(i - 1, spread[i]);
    if (x < width - 1) reach(i + 1, spread[i]);
    reach(i - width, spread[i]);
    reach(i + width, spread[i]);
  }
  return spread;
}
