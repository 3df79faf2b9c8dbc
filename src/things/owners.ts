/** Assigns each pixel of a picture to one of several things. */
import type { Rect, Size } from '../raster/frame.ts';
import { INSIDE, type Region } from './region.ts';

/**
 * @param regions in pixels of the photo
 * @param window the part of the photo that the picture shows
 * @param size the picture's
 * @returns for each pixel the index of the region with the highest mask value, (height, width), -1 outside of all; null for fewer than two regions
 */
export function ownersOf(
  regions: readonly Region[],
  window: Rect,
  { width, height }: Size,
): Int32Array | null {
  if (regions.length < 2) return null;
  return Int32Array.from({ length: width * height }, (_, i) => {
    const x = Math.floor(window.x + (((i % width) + 0.5) * window.width) / width);
    const y = Math.floor(window.y + ((Math.floor(i / width) + 0.5) * window.height) / height);
    let [owner, most] = [-1, INSIDE];
    regions.forEach(({ box, mask }, k) => {
      const [u, v] = [x - box.x, y - box.y];
      if (u < 0 || v < 0 || u >= box.width || v >= box.height) return;
      const value = mask.data[v * box.width + u];
      if (value > most || (value === most && owner < 0)) [owner, most] = [k, value];
    });
    return owner;
  });
}
