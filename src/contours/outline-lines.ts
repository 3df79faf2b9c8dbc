/** The outline, which is the mask's edge, as lines that close wherever the photo's frame does not cut them. */

import { contours } from 'd3-contour';
import { type Point, type Polyline, resampleLine } from '../lines/polyline.ts';
import { blur } from '../raster/blur.ts';
import type { Size } from '../raster/frame.ts';
import type { Plane } from '../raster/raster.ts';

export const OUTLINE_LINES = {
  /** Standard deviation in working pixels of the blur that takes the mask's steps and single hairs away. */
  softness: 1.5,
  /** What runs within so many pixels of the photo's frame is the frame's. */
  frame: 2,
  /** A subject that runs along the frame no further than this part of the photo's longer side only touches it. */
  touch: 0.1,
  /**
   * So does one that comes to the frame and leaves it so flat, in degrees over so many pixels, as what is round and cut out without a margin: where
   * it runs along the frame no further than this part of the longer side, between stretches of at least `least` points away from it.
   */
  grazing: { angle: 42, over: 16, touch: 0.4, least: 96 },
  /** The outline runs where the mask has this value. */
  inside: 0.5,
};

/** @param mask subject mask in [0, 1] at working size */
export function outlineLines(mask: Plane, params = OUTLINE_LINES): Polyline[] {
  const { width, height } = mask;
  const { data } = blur(mask, params.softness);
  // an iterator would make an object of each pixel
  const values = new Array<number>(data.length);
  for (let i = 0; i < values.length; i++) values[i] = data[i];
  const { coordinates } = contours().size([width, height]).contour(values, params.inside);
  return coordinates.flat().flatMap((ring) =>
    withoutFrame(
      ring.slice(0, -1).map(([x, y]) => [x, y] as const),
      mask,
      params,
    ),
  );
}

/** The stretches of a ring that do not run along the frame, or only just touch it. */
function withoutFrame(ring: readonly Point[], mask: Plane, params: typeof OUTLINE_LINES): Polyline[] {
  const { width, height } = mask;
  const isFrame = ([x, y]: Point) => Math.min(x, y, width - x, height - y) < params.frame;
  const change = ring.findIndex((point, k) => isFrame(point) !== isFrame(ring[(k + 1) % ring.length]));
  if (change < 0) return isFrame(ring[0]) ? [] : [resampleLine(ring, true)];
  const runs = runsOf([...ring.slice(change + 1), ...ring.slice(0, change + 1)], isFrame);
  const touch = params.touch * Math.max(width, height);
  const cuts = runs.filter(
    (run, k) => isFrame(run[0]) && span(run) > touch && !grazes(runs, k, mask, params.grazing),
  );
  if (cuts.length === 0) return [resampleLine(ring, true)];
  const start = runs.indexOf(cuts[0]);
  const lines: Point[][][] = [];
  for (const run of [...runs.slice(start), ...runs.slice(0, start)]) {
    if (cuts.includes(run)) lines.push([]);
    else lines[lines.length - 1].push(run);
  }
  return lines
    .map((parts) => parts.flat())
    .filter((line) => line.length > 1)
    .map((line) => resampleLine(line));
}

/** Whether the line before and after a run along the frame is nearly in its direction. */
function grazes(
  runs: readonly (readonly Point[])[],
  k: number,
  { width, height }: Size,
  { angle, over, touch, least }: (typeof OUTLINE_LINES)['grazing'],
): boolean {
  const run = runs[k];
  const before = runs[(k + runs.length - 1) % runs.length];
  const after = runs[(k + 1) % runs.length];
  if (span(run) > touch * Math.max(width, height) || Math.min(before.length, after.length) < least)
    return false;
  const along = vector(run[0], run[run.length - 1]);
  const flat = Math.cos((angle * Math.PI) / 180);
  return (
    cosine(vector(before[before.length - over], run[0]), along) > flat &&
    cosine(vector(run[run.length - 1], after[over - 1]), along) > flat
  );
}

const vector = ([ax, ay]: Point, [bx, by]: Point): Point => [bx - ax, by - ay];
const cosine = ([ax, ay]: Point, [bx, by]: Point) =>
  (ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by) || 1);

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
