/** Masks cropped to the box of their pixels. */
import type { Rect, Size } from '../raster/frame.ts';
import { type Plane, plane } from '../raster/raster.ts';
import { crop } from '../raster/resample.ts';

/** A thing's box in whole pixels, and its mask inside the box, (box.height, box.width), in [0, 1]. */
export interface Region {
  readonly box: Rect;
  readonly mask: Plane;
}

/** Least mask value of pixels that belong to a thing. */
export const INSIDE = 0.5;

/** The region that a mask covers; null if it covers nothing. */
export function regionOf(mask: Plane): Region | null {
  const { width, height, data } = mask;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] < INSIDE) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right <= left) return null;
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return { box, mask: crop(mask, box) };
}

/** Number of its pixels. */
export function areaOfRegion({ mask }: Region): number {
  return mask.data.reduce((sum, v) => sum + Number(v >= INSIDE), 0);
}

/** Whether the point lies in the region. */
export function covers({ box, mask }: Region, x: number, y: number): boolean {
  const [u, v] = [Math.floor(x) - box.x, Math.floor(y) - box.y];
  return u >= 0 && v >= 0 && u < box.width && v < box.height && mask.data[v * box.width + u] >= INSIDE;
}

/** The union of two regions. */
export function joinRegions(a: Region | null, b: Region | null): Region | null {
  if (!a || !b) return a ?? b;
  const [x, y] = [Math.min(a.box.x, b.box.x), Math.min(a.box.y, b.box.y)];
  const width = Math.max(a.box.x + a.box.width, b.box.x + b.box.width) - x;
  const height = Math.max(a.box.y + a.box.height, b.box.y + b.box.height) - y;
  const moved = [a, b].map(({ box, mask }) => ({ mask, box: { ...box, x: box.x - x, y: box.y - y } }));
  return { box: { x, y, width, height }, mask: unionMask(moved, { width, height }) };
}

/** The region without the others; null if nothing is left. */
export function without(region: Region | null, others: readonly Region[]): Region | null {
  if (!region) return null;
  const { box, mask } = region;
  const near = others.map((other) => ({
    ...other,
    box: { ...other.box, x: other.box.x - box.x, y: other.box.y - box.y },
  }));
  const taken = unionMask(near, box).data;
  const left = regionOf({ ...mask, data: mask.data.map((v, i) => Math.min(v, 1 - taken[i])) });
  return left && { ...left, box: { ...left.box, x: left.box.x + box.x, y: left.box.y + box.y } };
}

/** The union of the regions as a mask of `size`. */
export function unionMask(regions: readonly Region[], { width, height }: Size): Plane {
  const union = new Float32Array(width * height);
  for (const { box, mask } of regions) {
    const [left, right] = [Math.max(0, -box.x), Math.min(box.width, width - box.x)];
    const bottom = Math.min(box.height, height - box.y);
    for (let y = Math.max(0, -box.y); y < bottom; y++) {
      const from = (box.y + y) * width + box.x;
      for (let x = left; x < right; x++)
        union[from + x] = Math.max(union[from + x], mask.data[y * box.width + x]);
    }
  }
  return plane({ width, height }, union);
}
