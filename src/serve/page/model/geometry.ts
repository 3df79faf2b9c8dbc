/** Points on cubic Bezier curves, and distances to them. */
import { evaluate } from '../../../lines/fit.ts';
import type { Cubic } from './drawing.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Polyline segments per curve when distances are measured: errors stay below 0.2 % of its length. */
const SEGMENTS = 32;
/** Decimals of coordinates in path data, as in the SVG files. */
const DECIMALS = 2;

/** SVG path data of one cubic. */
export function pathData(points: Cubic): string {
  const [x0, y0, ...rest] = points.map((value) => Number(value.toFixed(DECIMALS)));
  return `M${x0} ${y0}C${rest.join(' ')}`;
}

/** Control point k, 0 to 3. */
export function controlPoint(points: Cubic, index: number): Point {
  return { x: points[2 * index], y: points[2 * index + 1] };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Distance from a point to the curve, in units of the paper. */
export function distanceToCubic(points: Cubic, { x, y }: Point): number {
  const flat = Float64Array.from(points);
  let nearest = Infinity;
  let [ax, ay] = evaluate(flat, 0);
  for (let k = 1; k <= SEGMENTS; k++) {
    const [bx, by] = evaluate(flat, k / SEGMENTS);
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const t = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
    nearest = Math.min(nearest, Math.hypot(x - ax - t * dx, y - ay - t * dy));
    [ax, ay] = [bx, by];
  }
  return nearest;
}
