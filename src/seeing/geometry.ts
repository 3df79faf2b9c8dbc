/** Points and boxes in photo pixels, and which boxes are of the same thing. */
import { hypot } from '../lines/hypot.ts';
import type { Rect } from '../raster/frame.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Scored {
  readonly box: Rect;
  /** In [0, 1]. */
  readonly score: number;
}

/** Area that two boxes share, of what both cover, in [0, 1]. */
export function overlap(a: Rect, b: Rect): number {
  const shared = sharedArea(a, b);
  return shared / (areaOf(a) + areaOf(b) - shared);
}

/** Area that two boxes share, of the smaller one, in [0, 1]. */
export function coverage(a: Rect, b: Rect): number {
  return sharedArea(a, b) / Math.min(areaOf(a), areaOf(b));
}

export function areaOf({ width, height }: Rect): number {
  return width * height;
}

export function sharedArea(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** The likeliest boxes, without those that share more than `most` with a likelier one; the likeliest first. */
export function suppressOverlaps<T extends Scored>(
  boxes: readonly T[],
  most: number,
  shared: (a: Rect, b: Rect) => number = overlap,
): T[] {
  const kept: T[] = [];
  for (const candidate of [...boxes].sort((a, b) => b.score - a.score))
    if (kept.every(({ box }) => shared(box, candidate.box) <= most)) kept.push(candidate);
  return kept;
}

export function boundingBox(points: readonly Point[]): Rect {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function distance(a: Point, b: Point): number {
  return hypot(a.x - b.x, a.y - b.y);
}

export function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
