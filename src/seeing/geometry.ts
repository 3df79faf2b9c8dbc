/** Points and boxes in photo pixels, and which boxes are of the same thing. */
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
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** The likeliest boxes, without those that overlap a likelier one by more than `most`; the likeliest first. */
export function suppressOverlaps<T extends Scored>(boxes: readonly T[], most: number): T[] {
  const kept: T[] = [];
  for (const candidate of [...boxes].sort((a, b) => b.score - a.score))
    if (kept.every(({ box }) => overlap(box, candidate.box) <= most)) kept.push(candidate);
  return kept;
}

export function boundingBox(points: readonly Point[]): Rect {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
