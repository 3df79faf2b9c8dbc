/**
 * Order and direction of strokes: by importance (each stroke lowers the loss the most, given those before it), or for a pen (little
 * travel without drawing).
 */
import { POINT_STRIDE, type Strokes, selectStrokes, strokeCount } from './stroke.ts';

/** Bounds the time that drawings of thousands of strokes take to about two seconds. */
const MAX_REVERSALS = 1e8;

/** Losses of several drawings, each given by the indices of its strokes. */
export type SubsetLoss = (subsets: readonly (readonly number[])[]) => Promise<ArrayLike<number>>;

/**
 * Order in which each stroke lowers the loss most, given those before it: n (n + 1) / 2 losses.
 * With more strokes than `shortlist`, only so many are tried each time, those that gained most when they were last tried
 * (lazy greedy, Minoux 1978): about n * shortlist losses.
 */
export async function greedyOrder(count: number, loss: SubsetLoss, shortlist = 32): Promise<number[]> {
  const order: number[] = [];
  const lastLoss = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  let left = Array.from({ length: count }, (_, s) => s);
  while (left.length > 0) {
    const tried = order.length === 0 ? left : left.slice(0, shortlist);
    const losses = tried.length === 1 ? [0] : await loss(tried.map((s) => [...order, s]));
    let best = 0;
    tried.forEach((s, i) => {
      lastLoss[s] = losses[i];
      if (losses[i] < losses[best]) best = i;
    });
    const chosen = tried[best];
    order.push(chosen);
    left = left.filter((s) => s !== chosen).sort((a, b) => lastLoss[a] - lastLoss[b] || a - b);
  }
  return order;
}

/**
 * The same strokes in the same order, each from the end that makes the pen's total travel without drawing shortest. The
 * first `fixed` strokes keep their direction.
 */
export function orientForPen(strokes: Strokes, fixed = 0): Strokes {
  const count = strokeCount(strokes);
  const turning = (s: number) => (s < fixed ? Number.POSITIVE_INFINITY : 0);
  // cost[f]: shortest way to the end of the current stroke when it is drawn forwards (f = 0) or backwards (f = 1)
  let cost = [0, turning(0)];
  const came: (readonly [number, number])[] = [];
  for (let s = 1; s < count; s++) {
    const reach = (flipped: number) =>
      [0, 1].map((before) => cost[before] + gap(strokes, s - 1, before, s, flipped));
    const ways = [reach(0), reach(1)];
    came.push([argmin(ways[0]), argmin(ways[1])]);
    cost = [Math.min(...ways[0]), Math.min(...ways[1]) + turning(s)];
  }
  const flipped = new Array<number>(count);
  let state = argmin(cost);
  for (let s = count - 1; s >= 0; s--) {
    flipped[s] = state;
    if (s > 0) state = came[s - 1][state];
  }
  return flip(strokes, (s) => flipped[s] === 1);
}

/** The strokes in the order and direction that a plotter's pen goes: nearest neighbour, improved by reversals (2-opt). */
export function orderForPen(strokes: Strokes): Strokes {
  const ends = endsOf(strokes);
  const tour = nearestNeighbours(ends);
  const count = tour.length;
  let improved = true;
  for (let tried = 0; improved && tried < MAX_REVERSALS; tried += count ** 2 / 2) {
    improved = false;
    for (let i = 0; i < count - 1; i++) {
      for (let j = i; j < count; j++) {
        if (reversalGain(ends, tour, i, j) <= 1e-9) continue;
        tour.subarray(i, j + 1).reverse();
        for (let k = i; k <= j; k++) tour[k] ^= 1;
        improved = true;
      }
    }
  }
  const ordered = selectStrokes(
    strokes,
    Array.from(tour, (visit) => visit >> 1),
  );
  return flip(ordered, (i) => (tour[i] & 1) === 1);
}

/**
 * Ends of the strokes by visit: visit 2 s draws stroke s forwards and 2 s + 1 backwards, each from (x, y)[visit] to
 * (x, y)[visit ^ 1].
 */
interface Ends {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function endsOf({ points, widths }: Strokes): Ends {
  const coordinate = (axis: number) =>
    Float64Array.from({ length: 2 * widths.length }, (_, visit) => {
      const [s, backwards] = [visit >> 1, visit & 1];
      return points[s * POINT_STRIDE + 6 * backwards + axis];
    });
  return { x: coordinate(0), y: coordinate(1) };
}

function between({ x, y }: Ends, a: number, b: number): number {
  return Math.sqrt((x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2);
}

/** Visits of all strokes, the first from the end that is nearest to the top left corner. */
function nearestNeighbours(ends: Ends): Int32Array {
  const count = ends.x.length / 2;
  const visited = new Uint8Array(count);
  const tour = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    let shortest = Number.POSITIVE_INFINITY;
    for (let visit = 0; visit < 2 * count; visit++) {
      if (visited[visit >> 1]) continue;
      const way = k > 0 ? between(ends, tour[k - 1] ^ 1, visit) : Math.hypot(ends.x[visit], ends.y[visit]);
      if (way < shortest) {
        shortest = way;
        tour[k] = visit;
      }
    }
    visited[tour[k] >> 1] = 1;
  }
  return tour;
}

/** How much shorter the path gets when visits i..j are reversed. */
function reversalGain(ends: Ends, tour: Int32Array, i: number, j: number): number {
  const [first, last] = [tour[i], tour[j] ^ 1];
  let gain = 0;
  if (i > 0) gain += between(ends, tour[i - 1] ^ 1, first) - between(ends, tour[i - 1] ^ 1, last);
  if (j < tour.length - 1) gain += between(ends, last, tour[j + 1]) - between(ends, first, tour[j + 1]);
  return gain;
}

/** From the end of stroke a to the start of stroke b, either drawn backwards or not. */
function gap(strokes: Strokes, a: number, aFlipped: number, b: number, bFlipped: number): number {
  const [ax, ay] = end(strokes, a, 1 - aFlipped);
  const [bx, by] = end(strokes, b, bFlipped);
  return Math.hypot(bx - ax, by - ay);
}

/** First point (which = 0) or last point (1) of a stroke. */
function end({ points }: Strokes, s: number, which: number): [number, number] {
  const p = s * POINT_STRIDE + 6 * which;
  return [points[p], points[p + 1]];
}

function flip(strokes: Strokes, isFlipped: (s: number) => boolean): Strokes {
  const points = Float64Array.from(strokes.points);
  for (let s = 0; s < strokeCount(strokes); s++) {
    if (!isFlipped(s)) continue;
    const p = s * POINT_STRIDE;
    for (let i = 0; i < POINT_STRIDE; i++) points[p + i] = strokes.points[p + 6 - (i & ~1) + (i & 1)];
  }
  return { ...strokes, points };
}

function argmin(values: readonly number[]): number {
  return values.indexOf(Math.min(...values));
}
