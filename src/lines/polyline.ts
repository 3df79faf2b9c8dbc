/** Polylines: measured, resampled and continued. */

import { hypot } from './hypot.ts';

/** A line through points. */
export interface Polyline {
  /** x0, y0, x1, y1, ... in pixels; a closed one goes on from its last point to its first, which is not repeated. */
  readonly xy: Float64Array;
  readonly closed: boolean;
}

/** A line along an edge, with points about one pixel apart. */
export interface Chain extends Polyline {
  /** Edge strength at each point. */
  readonly strength: Float64Array;
}

export type Point = readonly [number, number];

export interface LineEnd {
  readonly at: Point;
  /** Unit vector in which the line would go on. */
  readonly direction: Point;
}

/** Distance in pixels between points: what is smaller is a pixel's staircase. */
export const STEP = 2;
/** Lines of more points than this have them further apart, so that the time they take is bounded. */
const MOST_POINTS = 4000;
/** An end's direction is that of so many pixels: shorter stretches follow the hook that a thinned line ends in. */
const TAIL = 30;

/** Length in pixels of an open polyline, x0, y0, x1, y1, ... */
export function polylineLength(xy: Float64Array): number {
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) length += hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
  return length;
}

/** Length in pixels, once round for a closed line. */
export function lineLength({ xy, closed }: Polyline): number {
  const end = xy.length - 2;
  return polylineLength(xy) + (closed && end > 0 ? hypot(xy[0] - xy[end], xy[1] - xy[end + 1]) : 0);
}

/**
 * Area in square pixels within a closed polyline (x, y, ...), the first point not repeated, by the shoelace formula: positive where it runs
 * clockwise as seen, y being down.
 */
export function signedArea(xy: Float64Array): number {
  let twice = 0;
  for (let i = 0; i < xy.length; i += 2) {
    const j = (i + 2) % xy.length;
    twice += xy[i] * xy[j + 1] - xy[j] * xy[i + 1];
  }
  return twice / 2;
}

/** Area that a polyline (x, y, ...) and its chord enclose against that of a circle of the same perimeter, in [0, 1]; 0 for a point. */
export function roundness(xy: Float64Array): number {
  const perimeter = lineLength({ xy, closed: true });
  return perimeter > 0 ? (4 * Math.PI * Math.abs(signedArea(xy))) / perimeter ** 2 : 0;
}

/** Distance in pixels between the ends of a line. */
export function chordOf({ xy }: Polyline): number {
  return hypot(xy[xy.length - 2] - xy[0], xy[xy.length - 1] - xy[1]);
}

/** How far an open line has to come round to be most of a ring: a visor or a wheel of which a part is hidden. */
export interface RingParams {
  /** Its ends are nearer to each other than this part of its length... */
  readonly gap: number;
  /** ...and with its chord it is as round as this, a circle being 1. */
  readonly round: number;
}

export function isNearlyRound(line: Polyline, { gap, round }: RingParams): boolean {
  return !line.closed && chordOf(line) < gap * polylineLength(line.xy) && roundness(line.xy) >= round;
}

/**
 * A line through points at equal distances of about `step` pixels along the given ones; both ends of an open line are kept, and the
 * first point of a closed one.
 * @param points of a closed line, the first not repeated
 */
export function resampleLine(points: readonly Point[], closed = false, step = STEP): Polyline {
  const path = closed ? [...points, points[0]] : points;
  const at = [0];
  for (let k = 1; k < path.length; k++) {
    at.push(at[k - 1] + hypot(path[k][0] - path[k - 1][0], path[k][1] - path[k - 1][1]));
  }
  const total = at[at.length - 1];
  const steps = Math.min(MOST_POINTS, Math.max(1, Math.round(total / step)));
  const count = closed ? steps : steps + 1;
  const xy = new Float64Array(2 * count);
  for (let i = 0, k = 1; i < count; i++) {
    const target = (total * i) / steps;
    while (k < path.length - 1 && at[k] < target) k++;
    const t = Math.min(1, Math.max(0, (target - at[k - 1]) / (at[k] - at[k - 1] || 1)));
    xy[2 * i] = path[k - 1][0] + t * (path[k][0] - path[k - 1][0]);
    xy[2 * i + 1] = path[k - 1][1] + t * (path[k][1] - path[k - 1][1]);
  }
  return { xy, closed };
}

/** Binomial smoothing of a line's points, each pass by the weights 1, 2, 1; open ends stay where they are. */
export function smoothLine(xy: Float64Array, closed: boolean, passes: number): Float64Array {
  const n = xy.length / 2;
  let current = xy;
  for (let pass = 0; pass < passes; pass++) {
    const next = Float64Array.from(current);
    for (let k = closed ? 0 : 1; k < (closed ? n : n - 1); k++) {
      const before = (k + n - 1) % n;
      const after = (k + 1) % n;
      for (let c = 0; c < 2; c++) {
        next[2 * k + c] = (current[2 * before + c] + 2 * current[2 * k + c] + current[2 * after + c]) / 4;
      }
    }
    current = next;
  }
  return current;
}

export function pointsOf(xy: Float64Array): Point[] {
  return Array.from({ length: xy.length / 2 }, (_, k) => [xy[2 * k], xy[2 * k + 1]] as const);
}

/**
 * The values of a closed line's points from one of them round to the same one again.
 * @param size numbers that belong to a point
 */
export function onceRound(values: Float64Array, start: number, size: number): Float64Array {
  const out = new Float64Array(values.length + size);
  const before = size * start;
  out.set(values.subarray(before));
  out.set(values.subarray(0, before + size), values.length - before);
  return out;
}

/** @param first whether it is the end where the open line starts */
export function endOf({ xy }: Polyline, first: boolean): LineEnd {
  const points = first ? pointsOf(xy).reverse() : pointsOf(xy);
  const at = points[points.length - 1];
  const back = points.findLastIndex(([x, y]) => hypot(x - at[0], y - at[1]) > TAIL);
  const [x, y] = points[Math.max(0, back)];
  const length = hypot(at[0] - x, at[1] - y) || 1;
  return { at, direction: [(at[0] - x) / length, (at[1] - y) / length] };
}
