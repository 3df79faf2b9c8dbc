/**
 * The cheapest way over a map from a line's end to another line, as a hand would go on (E. N. Mortensen and W. A. Barrett, "Intelligent
 * scissors for image composition", 1995).
 */
import { type LineEnd, type Point, polylineLength } from '../lines/polyline.ts';
import type { Plane } from '../raster/raster.ts';

export const CHEAPEST_WAY = {
  /** How far, in working pixels, an end looks for another line, across and down. */
  reach: 40,
  /** What a pixel of a way costs where the map is 0, beside 1 where it is 1; between them by this power of what the map lacks. */
  off: 12,
  power: 2,
  /** Dearest ways: in all, and for each of their pixels. */
  most: 110,
  dearest: 4.5,
  /** Least cosine between an end's direction and that from it to each pixel of a way that is further than `turning` pixels. */
  ahead: 0.5,
  turning: 2,
  /** Longest way, in the distance of its ends: one that winds follows texture. */
  winding: 1.25,
};

/** Steps in which costs are told apart. */
const STEPS = 4;

export interface WayOver {
  /** What a way may follow, in [0, 1]. */
  readonly map: Plane;
  /** Whether a way ends at a pixel. */
  isGoal(pixel: number): boolean;
  /** Whether a way may lead through a pixel. */
  isOpen(pixel: number): boolean;
}

/**
 * By Dijkstra's algorithm over eight neighbours, pixels in order of their cost in steps of 1/4.
 * @returns centres of pixels, the goal last and the end's own left out; empty where no way is cheap and straight enough
 */
export function cheapestWay({ at, direction }: LineEnd, over: WayOver, params = CHEAPEST_WAY): Point[] {
  const { reach, turning, ahead } = params;
  const { width, height, data } = over.map;
  const [atX, atY] = [Math.floor(at[0]), Math.floor(at[1])];
  const side = 2 * reach + 1;
  const costs = new Float64Array(side * side).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(side * side).fill(-1);
  const done = new Uint8Array(side * side);
  const start = reach * side + reach;
  const offsetOf = (cell: number) => [(cell % side) - reach, Math.floor(cell / side) - reach] as const;
  const waiting: number[][] = Array.from({ length: Math.floor(STEPS * params.most) + 1 }, () => []);
  waiting[0].push(start);
  costs[start] = 0;
  const reachFrom = (cell: number, dx: number, dy: number) => {
    const [u, v] = offsetOf(cell);
    const [x, y] = [u + dx, v + dy];
    const [column, row] = [atX + x, atY + y];
    if (Math.abs(x) > reach || Math.abs(y) > reach) return;
    if (column < 0 || row < 0 || column >= width || row >= height) return;
    const distance = Math.hypot(x, y);
    if (distance > turning && x * direction[0] + y * direction[1] < ahead * distance) return;
    const [next, pixel] = [cell + dy * side + dx, row * width + column];
    if (done[next] === 1 || (distance > turning && !over.isOpen(pixel))) return;
    const lacking = 1 - Math.min(1, data[pixel]);
    const cost = costs[cell] + Math.hypot(dx, dy) * (1 + (params.off - 1) * lacking ** params.power);
    if (cost >= costs[next] || cost > params.most) return;
    costs[next] = cost;
    from[next] = cell;
    waiting[Math.floor(STEPS * cost)].push(next);
  };
  const wayTo = (goal: number): Point[] => {
    const way: Point[] = [];
    for (let cell = goal; cell !== start; cell = from[cell]) {
      const [x, y] = offsetOf(cell);
      way.push([atX + x + 0.5, atY + y + 0.5]);
    }
    return way.reverse();
  };
  const isGoal = (cell: number) => {
    const [x, y] = offsetOf(cell);
    return cell !== start && over.isGoal((atY + y) * width + atX + x);
  };
  for (const cells of waiting) {
    // the list grows while it is read
    for (let k = 0; k < cells.length; k++) {
      const cell = cells[k];
      if (done[cell] === 1) continue;
      done[cell] = 1;
      if (isGoal(cell)) return goodWay(wayTo(cell), costs[cell], params);
      for (const [dx, dy] of NEIGHBOURS) reachFrom(cell, dx, dy);
    }
  }
  return [];
}

/** The way itself where it is cheap and straight enough, else none. */
function goodWay(way: Point[], cost: number, { dearest, winding, turning }: typeof CHEAPEST_WAY): Point[] {
  const [first, last] = [way[0], way[way.length - 1]];
  const straight = Math.hypot(last[0] - first[0], last[1] - first[1]);
  const isCheap = cost <= dearest * Math.max(way.length, turning);
  return isCheap && polylineLength(Float64Array.from(way.flat())) <= Math.max(turning, winding * straight)
    ? way
    : [];
}

const NEIGHBOURS = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
] as const;
