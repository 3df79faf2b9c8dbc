/**
 * In which order, and from which end, strokes are drawn: for the eye (every prefix tells as much as it can) and for the
 * pen (little travel in the air).
 */
import { POINT_STRIDE, type Strokes, selectStrokes, strokeCount } from './stroke.ts';

/** Bounds the time that drawings of thousands of strokes take to about a second. */
const MAX_REVERSALS = 2e7;

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
 * The same strokes in the same order, each from the end that makes the pen's way through the air shortest in total. The
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
  let tour = nearestNeighbours(strokes);
  let improved = true;
  for (let tried = 0; improved && tried < MAX_REVERSALS; tried += tour.length ** 2 / 2) {
    improved = false;
    for (let i = 0; i < tour.length - 1; i++) {
      for (let j = i; j < tour.length; j++) {
        if (reversalGain(strokes, tour, i, j) <= 1e-9) continue;
        const turned = tour.slice(i, j + 1).reverse();
        tour = [
          ...tour.slice(0, i),
          ...turned.map(([s, flipped]): Visit => [s, 1 - flipped]),
          ...tour.slice(j + 1),
        ];
        improved = true;
      }
    }
  }
  const ordered = selectStrokes(
    strokes,
    tour.map(([s]) => s),
  );
  return flip(ordered, (i) => tour[i][1] === 1);
}

/** A stroke and whether it is drawn backwards (1). */
type Visit = readonly [number, number];

function nearestNeighbours(strokes: Strokes): Visit[] {
  const left = new Set(Array.from({ length: strokeCount(strokes) }, (_, s) => s));
  const tour: Visit[] = [];
  while (left.size > 0) {
    let best: Visit = [0, 0];
    let shortest = Number.POSITIVE_INFINITY;
    for (const s of left) {
      for (const flipped of [0, 1]) {
        // the first stroke is the one that starts nearest to the top left corner
        const last = tour.at(-1);
        const way = last ? gap(strokes, ...last, s, flipped) : Math.hypot(...end(strokes, s, flipped));
        if (way < shortest) {
          shortest = way;
          best = [s, flipped];
        }
      }
    }
    tour.push(best);
    left.delete(best[0]);
  }
  return tour;
}

/** How much shorter the way gets when visits i..j are made in reverse. */
function reversalGain(strokes: Strokes, tour: readonly Visit[], i: number, j: number): number {
  const [first, last] = [tour[i], tour[j]];
  const [before, after] = [tour[i - 1], tour[j + 1]];
  let gain = 0;
  if (before) gain += gap(strokes, ...before, ...first) - gap(strokes, ...before, last[0], 1 - last[1]);
  if (after) gain += gap(strokes, ...last, ...after) - gap(strokes, first[0], 1 - first[1], ...after);
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
