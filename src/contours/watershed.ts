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
  const level = Uint8Array.from(data, (v) => Math.round((LEVELS - 1) * Math.min(1, Math.max(0, v))));
  const labels = new Int32Array(data.length).fill(-1);
  const waiting: number[][] = Array.from({ length: LEVELS }, () => []);
  const byLevel: number[][] = Array.from({ length: LEVELS }, () => []);
  inside.forEach((belongs, i) => {
    if (belongs) byLevel[level[i]].push(i);
  });
  let count = 0;
  const reach = (i: number, label: number, from: number) => {
    if (!inside[i] || labels[i] >= 0) return;
    labels[i] = label;
    waiting[Math.max(from, level[i])].push(i);
  };
  const flood = (now: number) => {
    const queue = waiting[now];
    // the queue grows while it is read
    for (let k = 0; k < queue.length; k++) {
      const i = queue[k];
      const x = i % width;
      if (x > 0) reach(i - 1, labels[i], now);
      if (x < width - 1) reach(i + 1, labels[i], now);
      if (i >= width) reach(i - width, labels[i], now);
      if (i < width * (height - 1)) reach(i + width, labels[i], now);
    }
    waiting[now] = [];
  };
  for (let now = 0; now < LEVELS; now++) {
    flood(now);
    for (const i of byLevel[now]) {
      if (labels[i] >= 0) continue;
      labels[i] = count++;
      waiting[now].push(i);
      flood(now);
    }
  }
  return { labels, count };
}

/** Labels where `inside` is 1: each pixel without one gets that of the nearest pixel that has one, by steps to its four neighbours. */
export function spreadLabels(labels: Int32Array, inside: Uint8Array, width: number): Int32Array {
  const spread = Int32Array.from(labels);
  const queue = [...labels.keys()].filter((i) => labels[i] >= 0);
  // the queue grows while it is read
  for (let k = 0; k < queue.length; k++) {
    const i = queue[k];
    const x = i % width;
    for (const j of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width]) {
      if (j < 0 || j >= spread.length || !inside[j] || spread[j] >= 0) continue;
      spread[j] = spread[i];
      queue.push(j);
    }
  }
  return spread;
}
