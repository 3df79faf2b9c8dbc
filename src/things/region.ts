/** Masks cropped to the box of their pixels. */
import { boxAround } from '../photo/window.ts';
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
  const box = boxAround(mask, INSIDE);
  return box && { box, mask: crop(mask, box) };
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

/** The box enlarged to whole pixels of a picture. */
export function inPixels(
  { x, y, width, height }: Rect,
  picture: { readonly width: number; readonly height: number },
): Rect {
  const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  const right = Math.min(picture.width, Math.ceil(x + width));
  const bottom = Math.min(picture.height, Math.ceil(y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
