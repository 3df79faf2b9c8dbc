/** The mask's border as lines that close wherever the photo's frame does not cut them. */
import { contours } from 'd3-contour';
import { blur, type Plane } from '../photo/plane.ts';

/** A polyline with points about two pixels apart. */
export interface Line {
  /** x0, y0, x1, y1, ... in pixels; a closed one ends where it starts. */
  readonly xy: Float64Array;
  readonly closed: boolean;
}

export type Point = readonly [number, number];

export interface LineEnd {
  readonly at: Point;
  /** Unit vector in which the line would go on. */
  readonly direction: Point;
}

/** Standard deviation in working pixels of the blur that takes the mask's steps and single hairs away. */
const SOFTNESS = 1.5;
const INSIDE = 0.5;
/** What runs within so many pixels of the photo's frame is the frame's. */
const FRAME = 2;
/** A subject that runs along the frame no further than this part of the photo's longer side only touches it. */
const TOUCH = 0.1;
const STEP = 2;
/** An end's direction is that of so many pixels. */
const TAIL = 30;
/** Longer lines have points further apart. */
const MOST_POINTS = 4000;

/** @param mask subject mask in [0, 1] at working size */
export function maskBorders(mask: Plane): Line[] {
  const { width, height } = mask;
  const { data } = blur(mask, SOFTNESS);
  const { coordinates } = contours().size([width, height]).contour(Array.from(data), INSIDE);
  return coordinates.flat().flatMap((ring) =>
    withoutFrame(
      ring.map(([x, y]) => [x, y] as const),
      mask,
    ),
  );
}

/** Points of a polyline at equal distances of about two pixels, its ends included. */
export function resampleLine(points: readonly Point[]): Float64Array {
  const at = [0];
  for (let k = 1; k < points.length; k++) {
    at.push(at[k - 1] + Math.hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]));
  }
  const total = at[at.length - 1];
  const steps = Math.min(MOST_POINTS, Math.max(1, Math.round(total / STEP)));
  const xy = new Float64Array(2 * (steps + 1));
  for (let i = 0, k = 1; i <= steps; i++) {
    const target = (total * i) / steps;
    while (k < points.length - 1 && at[k] < target) k++;
    const t = Math.min(1, Math.max(0, (target - at[k - 1]) / (at[k] - at[k - 1] || 1)));
    xy[2 * i] = points[k - 1][0] + t * (points[k][0] - points[k - 1][0]);
    xy[2 * i + 1] = points[k - 1][1] + t * (points[k][1] - points[k - 1][1]);
  }
  return xy;
}

export function pointsOf(xy: Float64Array): Point[] {
  return Array.from({ length: xy.length / 2 }, (_, k) => [xy[2 * k], xy[2 * k + 1]] as const);
}

/** @param first whether it is the end where the line starts */
export function endOf({ xy }: Line, first: boolean): LineEnd {
  const points = first ? pointsOf(xy).reverse() : pointsOf(xy);
  const at = points[points.length - 1];
  const back = points.findLastIndex(([x, y]) => Math.hypot(x - at[0], y - at[1]) > TAIL);
  const [x, y] = points[Math.max(0, back)];
  const length = Math.hypot(at[0] - x, at[1] - y) || 1;
  return { at, direction: [(at[0] - x) / length, (at[1] - y) / length] };
}

/** The stretches of a ring that do not run along the frame, or only just touch it. */
function withoutFrame(ring: readonly Point[], { width, height }: Plane): Line[] {
  const isFrame = ([x, y]: Point) => Math.min(x, y, width - x, height - y) < FRAME;
  const first = ring.findIndex((point, k) => k > 0 && isFrame(point) !== isFrame(ring[k - 1]));
  if (first < 0) return isFrame(ring[0]) ? [] : [{ xy: resampleLine(ring), closed: true }];
  const runs = runsOf([...ring.slice(first), ...ring.slice(1, first)], isFrame);
  const touch = TOUCH * Math.max(width, height);
  const cuts = runs.filter((run) => isFrame(run[0]) && span(run) > touch);
  if (cuts.length === 0) return [{ xy: resampleLine(ring), closed: true }];
  const start = runs.indexOf(cuts[0]);
  const lines: Point[][][] = [];
  for (const run of [...runs.slice(start), ...runs.slice(0, start)]) {
    if (cuts.includes(run)) lines.push([]);
    else lines[lines.length - 1].push(run);
  }
  return lines
    .map((parts) => parts.flat())
    .filter((line) => line.length > 1)
    .map((line) => ({ xy: resampleLine(line), closed: false }));
}

/** Runs of points of one kind, one after another. */
function runsOf(points: readonly Point[], kind: (point: Point) => boolean): Point[][] {
  const runs: Point[][] = [];
  points.forEach((point, k) => {
    if (k === 0 || kind(point) !== kind(points[k - 1])) runs.push([]);
    runs[runs.length - 1].push(point);
  });
  return runs;
}

/** Distance between the ends. */
function span(run: readonly Point[]): number {
  const [first, last] = [run[0], run[run.length - 1]];
  return Math.hypot(last[0] - first[0], last[1] - first[1]);
}
