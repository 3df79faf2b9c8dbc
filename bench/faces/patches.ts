/** Labels of a picture's patches for one feature. */
import type { Size } from '../../src/raster/frame.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import type { Examples } from './logistic.ts';

/** A disc in pixels of a picture; patches between it and `doubtful` are not used. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly doubtful: number;
}

export const PATCH = 14;

/** 1 for patches in a disc or around its centre, 0 for patches beyond `doubtful`. @param tokens row by row */
export function labelPatches(
  tokens: readonly Float32Array[],
  { width, height }: Size,
  discs: readonly Disc[],
): Examples {
  const rows: Float32Array[] = [];
  const labels: number[] = [];
  const columns = width / PATCH;
  tokens.forEach((row, i) => {
    const left = (i % columns) * PATCH;
    const top = Math.floor(i / columns) * PATCH;
    const distance = ({ x, y }: Disc) => Math.hypot(left + PATCH / 2 - x, top + PATCH / 2 - y);
    const holds = ({ x, y }: Disc) =>
      x >= left && x < left + PATCH && y >= top && y < top + PATCH && x < width && y < height;
    const inside = discs.some((disc) => disc.radius > 0 && (distance(disc) < disc.radius || holds(disc)));
    if (!inside && discs.some((disc) => distance(disc) < disc.doubtful)) return;
    rows.push(row);
    labels.push(inside ? 1 : 0);
  });
  return { rows, labels };
}

export function mirror({ width, height, data }: RgbImage): RgbImage {
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 3 * (y * width + width - 1 - x);
      out.set(data.subarray(from, from + 3), 3 * (y * width + x));
    }
  }
  return { width, height, channels: 3 as const, data: out };
}
