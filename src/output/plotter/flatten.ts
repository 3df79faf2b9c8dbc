/** Lines as polylines, for machines that know no curves. */
import { createStrokeSampler } from '../../strokes/bezier.ts';
import { uniformStrokes } from '../../strokes/stroke.ts';
import type { PlotLine } from './plan.ts';

export type Point = readonly [number, number];

/** Points nearer than this to the segment from the last kept point to the next one are left out, in millimetres. */
const STRAIGHT = 0.005;

/** Points along the line, in millimetres, within 0.06 mm of the curves. */
export function flatten(line: PlotLine): Point[] {
  const cubics = Array.from({ length: (line.length - 2) / 6 }, (_, i) => line.slice(6 * i, 6 * i + 8));
  const { points, starts } = createStrokeSampler().sample(uniformStrokes(cubics.flat(), 1));
  const all: Point[] = [[line[0], line[1]]];
  for (let s = 0; s < cubics.length; s++) {
    for (let p = starts[s] + 1; p < starts[s + 1]; p++) all.push([points[2 * p], points[2 * p + 1]]);
  }
  return withoutStraight(all);
}

function withoutStraight(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  points.forEach((point, i) => {
    const [before, after] = [kept.at(-1), points[i + 1]];
    if (!before || !after || distanceToSegment(point, before, after) > STRAIGHT) kept.push(point);
  });
  return kept;
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
