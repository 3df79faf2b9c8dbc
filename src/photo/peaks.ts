/** Where a map is highest. */
import type { Plane } from '../raster/raster.ts';

export interface Peak {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

type Place = Pick<Peak, 'x' | 'y'>;

/** In pixels. */
export const distance = (a: Place, b: Place) => Math.hypot(a.x - b.x, a.y - b.y);

/** Local maxima of a map that are at least so high, the highest first; of equal neighbours the first in reading order. */
export function peaksOf({ width, height, data }: Plane, least: number): Peak[] {
  const neighbours = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
  const peaks: Peak[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const value = data[i];
      if (
        value < least ||
        !neighbours.every((step) => value > data[i + step] || (value === data[i + step] && step > 0))
      )
        continue;
      peaks.push({ x: x + 0.5, y: y + 0.5, value });
    }
  }
  return peaks.sort((a, b) => b.value - a.value);
}
