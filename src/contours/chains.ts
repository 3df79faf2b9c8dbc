/**
 * Thinned edge pixels become chains: polylines that follow one edge as far as it goes on in the same direction, across
 * junctions and small gaps.
 */
import { type Chain, smoothLine } from '../lines/polyline.ts';
import type { EdgeMap } from './edges.ts';

export interface ChainOptions {
  /** A chain starts at pixels at least this strong and goes on over pixels at least `low` strong. */
  readonly high: number;
  readonly low: number;
  /** Largest gap in pixels that is bridged in the chain's direction. */
  readonly gap: number;
  /** Chains of fewer pixels are dropped. */
  readonly minimum: number;
}

export const CHAINS = { high: 0.25, low: 0.08, gap: 7, minimum: 10 };

/** Number of positions that tell a chain's direction. */
const TAIL = 6;

/** What lies beside a chain's pixel is passed once the chain is this many pixels further. */
const PASSED = 2;

/**
 * Traces chains in order of their strongest pixel.
 * @param thinned strength of edge pixels, (height, width), 0 elsewhere
 */
export function traceChains(map: EdgeMap, thinned: Float32Array, options: ChainOptions = CHAINS): Chain[] {
  const { width } = map;
  const free = thinned.map((v) => (v >= options.low ? v : 0));
  const seeds: number[] = [];
  for (let i = 0; i < free.length; i++) if (free[i] >= options.high) seeds.push(i);
  seeds.sort((a, b) => free[b] - free[a] || a - b);
  const chains: Chain[] = [];
  for (const seed of seeds) {
    if (free[seed] === 0) continue;
    const tangent: [number, number] = [-map.normalY[seed], map.normalX[seed]];
    free[seed] = 0;
    const forward = follow(map, free, seed, tangent, options);
    const backward = follow(map, free, seed, [-tangent[0], -tangent[1]], options);
    const pixels = [...backward.reverse(), seed, ...forward];
    for (const i of pixels) clearBeside(map, free, i);
    if (pixels.length < options.minimum) continue;
    chains.push(toChain(thinned, pixels, width));
  }
  return chains;
}

/** Follows an edge from `start` in a direction; takes each pixel it visits out of `free`. */
function follow(
  map: EdgeMap,
  free: Float32Array,
  start: number,
  direction: readonly [number, number],
  options: ChainOptions,
): number[] {
  const { width } = map;
  const path: number[] = [];
  let at = start;
  let [dx, dy] = direction;
  for (;;) {
    const next = nextPixel(map, free, at, [dx, dy], options.gap);
    if (next < 0) return path;
    free[next] = 0;
    path.push(next);
    if (path.length > PASSED) clearBeside(map, free, path[path.length - 1 - PASSED]);
    at = next;
    const from = path.length > TAIL ? path[path.length - 1 - TAIL] : start;
    const vx = (at % width) - (from % width);
    const vy = Math.floor(at / width) - Math.floor(from / width);
    const length = Math.hypot(vx, vy);
    if (length > 0 && path.length >= 2) [dx, dy] = [vx / length, vy / length];
  }
}

/** The free pixel that best continues from `at`: near, ahead, and with an edge direction that agrees. -1 if none. */
function nextPixel(
  map: EdgeMap,
  free: Float32Array,
  at: number,
  [dx, dy]: readonly [number, number],
  gap: number,
): number {
  const { width, height, normalX, normalY } = map;
  const x = at % width;
  const y = Math.floor(at / width);
  let best = -1;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let radius = 1; radius <= gap && best < 0; radius++) {
    for (let v = -radius; v <= radius; v++) {
      const step = Math.abs(v) === radius ? 1 : 2 * radius;
      for (let u = -radius; u <= radius; u += step) {
        const nx = x + u;
        const ny = y + v;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        const i = ny * width + nx;
        if (free[i] === 0) continue;
        const distance = Math.hypot(u, v);
        const ahead = (u * dx + v * dy) / distance;
        const along = Math.abs(-normalY[i] * dx + normalX[i] * dy);
        if (ahead < (radius === 1 ? 0.1 : 0.8) || (radius > 1 && along < 0.8)) continue;
        const cost = distance - ahead - 0.5 * along;
        if (cost < bestCost) {
          bestCost = cost;
          best = i;
        }
      }
    }
  }
  return best;
}

/** Pixels that touch a chain belong to the same edge: neither may a second chain start on them, nor this one turn back. */
function clearBeside({ width }: EdgeMap, free: Float32Array, i: number): void {
  for (const offset of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]) {
    free[i + offset] = 0;
  }
}

/** Binomial passes that smooth a chain of pixels. */
const SMOOTHING = 4;

/** Pixel centres, smoothed along the chain. */
function toChain(thinned: Float32Array, pixels: readonly number[], width: number): Chain {
  const xy = new Float64Array(pixels.length * 2);
  const strength = new Float64Array(pixels.length);
  pixels.forEach((i, k) => {
    xy[2 * k] = (i % width) + 0.5;
    xy[2 * k + 1] = Math.floor(i / width) + 0.5;
    strength[k] = thinned[i];
  });
  const first = pixels[0];
  const last = pixels[pixels.length - 1];
  const ends = Math.hypot(
    (first % width) - (last % width),
    Math.floor(first / width) - Math.floor(last / width),
  );
  const closed = pixels.length > 24 && ends <= 4;
  return { xy: smoothLine(xy, closed, SMOOTHING), strength, closed };
}
