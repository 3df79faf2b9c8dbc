/** Lines of points: measured, resampled, smoothed, and moved to what a picture shows beside them. */
import { distance, type Point } from './geometry.ts';

export type Trail = readonly Point[];

export function trailLength(trail: Trail): number {
  return trail.slice(1).reduce((sum, point, i) => sum + distance(trail[i]!, point), 0);
}

/** `count` points at equal distances along a trail, its ends included. */
export function resampleTrail(trail: Trail, count: number): Point[] {
  const total = trailLength(trail);
  const out: Point[] = [];
  let [k, before] = [1, 0];
  for (let i = 0; i < count; i++) {
    const target = (total * i) / (count - 1);
    let step = distance(trail[k - 1]!, trail[k]!);
    while (k < trail.length - 1 && before + step < target) {
      before += step;
      k++;
      step = distance(trail[k - 1]!, trail[k]!);
    }
    const t = step > 0 ? Math.min(1, (target - before) / step) : 0;
    const [a, b] = [trail[k - 1]!, trail[k]!];
    out.push({ x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
  }
  return out;
}

/** Unit normals, to the left of the way as seen. */
export function normalsOf(trail: Trail): Point[] {
  return trail.map((_, i) => {
    const a = trail[Math.max(0, i - 1)]!;
    const b = trail[Math.min(trail.length - 1, i + 1)]!;
    const length = distance(a, b) || 1;
    return { x: (b.y - a.y) / length, y: -(b.x - a.x) / length };
  });
}

export interface SnapOptions {
  /** How far in pixels points may move. */
  readonly reach: number;
  /** What a difference of one pixel between the moves of neighbours costs, in the response's own measure. */
  readonly stiffness: number;
}

/**
 * Moves a trail's points along their normals to where `response` is largest, neighbours by about the same: the best of all
 * moves by dynamic programming (A. Amini, T. Weymouth and R. Jain, "Using dynamic programming for solving variational
 * problems in vision", 1990).
 */
export function snapTrail(
  trail: Trail,
  response: (at: Point, normal: Point) => number,
  { reach, stiffness }: SnapOptions,
): Point[] {
  const normals = normalsOf(trail);
  const steps = Math.ceil(reach);
  const moves = Array.from({ length: 2 * steps + 1 }, (_, j) => ((j - steps) * reach) / (steps || 1));
  const place = (i: number, move: number) => ({
    x: trail[i]!.x + move * normals[i]!.x,
    y: trail[i]!.y + move * normals[i]!.y,
  });
  const chosen = bestPath(
    trail.map((_, i) => moves.map((move) => response(place(i, move), normals[i]!))),
    (a, b) => stiffness * Math.abs(moves[a]! - moves[b]!),
  );
  return trail.map((_, i) => place(i, moves[chosen[i]!]!));
}

/** For each row the column that, together, give the most value less the costs of changes from row to row. */
export function bestPath(
  values: readonly (readonly number[])[],
  cost: (from: number, to: number) => number,
): number[] {
  let sums = [...values[0]!];
  const from: number[][] = [];
  for (const row of values.slice(1)) {
    const back: number[] = [];
    const next = row.map((value, to) => {
      let [best, at] = [-Infinity, 0];
      sums.forEach((sum, column) => {
        const total = sum - cost(column, to);
        if (total > best) [best, at] = [total, column];
      });
      back.push(at);
      return value + best;
    });
    from.push(back);
    sums = next;
  }
  let at = sums.indexOf(Math.max(...sums));
  const path = [at];
  for (const back of from.reverse()) {
    at = back[at]!;
    path.push(at);
  }
  return path.reverse();
}

/** Means of each point and its neighbours, `passes` times; the ends stay. */
export function smoothTrail(trail: Trail, passes: number): Point[] {
  let points = [...trail];
  for (let pass = 0; pass < passes; pass++)
    points = points.map((point, i) => {
      if (i === 0 || i === points.length - 1) return point;
      const [a, b] = [points[i - 1]!, points[i + 1]!];
      return { x: (a.x + 2 * point.x + b.x) / 4, y: (a.y + 2 * point.y + b.y) / 4 };
    });
  return points;
}
