/**
 * Thinned edge pixels become chains: polylines that follow one edge as far as it goes on in the same direction, across
 * junctions and small gaps.
 */
import { hypot } from '../lines/hypot.ts';
import { type Chain, smoothLine } from '../lines/polyline.ts';
import type { EdgeMap } from './edges.ts';

export const CHAINS = {
  /** A chain starts at pixels at least this strong and goes on over pixels at least `low` strong. */
  high: 0.25,
  low: 0.08,
  /** Largest gap in pixels that is bridged in the chain's direction. */
  gap: 7,
  /** Chains of fewer pixels are dropped. */
  minimum: 10,
  /** Number of positions that tell a chain's direction: fewer only know the eight directions of a grid. */
  tail: 6,
  /** What lies beside a chain's pixel is passed once the chain is this many pixels further. */
  passed: 2,
  /** Least cosine between a chain's direction and the way to its next pixel, where that touches and across a gap. */
  ahead: 0.1,
  aheadAcross: 0.8,
  /** Least cosine between a chain's direction and the edge beyond a gap. */
  alongAcross: 0.8,
  /** Pixels of distance that an edge in the chain's direction is worth against one across it, when several may be next. */
  alongWorth: 0.5,
  /** Chains of more pixels than this whose ends are no further apart than so many pixels are closed. */
  closed: { pixels: 24, gap: 4 },
  /** Binomial passes that smooth a chain of pixels. */
  smoothing: 4,
};

/**
 * Traces chains in order of their strongest pixel.
 * @param thinned strength of edge pixels, (height, width), 0 elsewhere
 */
export function traceChains(map: EdgeMap, thinned: Float32Array, params = CHAINS): Chain[] {
  const { width } = map;
  const free = cutBelow(thinned, params.low);
  const seeds = pixelsFrom(free, params.high).sort((a, b) => free[b] - free[a] || a - b);
  const chains: Chain[] = [];
  for (const seed of seeds) {
    if (free[seed] === 0) continue;
    const tangent: [number, number] = [-map.normalY[seed], map.normalX[seed]];
    free[seed] = 0;
    const forward = follow(map, free, seed, tangent, params);
    const backward = follow(map, free, seed, [-tangent[0], -tangent[1]], params);
    const pixels = [...backward.reverse(), seed, ...forward];
    for (const i of pixels) clearBeside(map, free, i);
    if (pixels.length < params.minimum) continue;
    chains.push(toChain(thinned, pixels, width, params));
  }
  return chains;
}

function cutBelow(strength: Float32Array, least: number): Float32Array {
  const cut = strength.slice();
  for (let i = 0; i < cut.length; i++) if (!(cut[i] >= least)) cut[i] = 0;
  return cut;
}

/** Those at least so strong, ascending. */
function pixelsFrom(strength: Float32Array, least: number): number[] {
  const pixels: number[] = [];
  for (let i = 0; i < strength.length; i++) if (strength[i] >= least) pixels.push(i);
  return pixels;
}

/** Follows an edge from `start` in a direction; takes each pixel it visits out of `free`. */
function follow(
  map: EdgeMap,
  free: Float32Array,
  start: number,
  direction: readonly [number, number],
  params: typeof CHAINS,
): number[] {
  const { width } = map;
  const path: number[] = [];
  let at = start;
  let [dx, dy] = direction;
  for (;;) {
    const next = nextPixel(map, free, at, [dx, dy], params);
    if (next < 0) return path;
    free[next] = 0;
    path.push(next);
    if (path.length > params.passed) clearBeside(map, free, path[path.length - 1 - params.passed]);
    at = next;
    const from = path.length > params.tail ? path[path.length - 1 - params.tail] : start;
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
  params: typeof CHAINS,
): number {
  const { width, height, normalX, normalY } = map;
  const x = at % width;
  const y = Math.floor(at / width);
  let best = -1;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let radius = 1; radius <= params.gap && best < 0; radius++) {
    for (let v = -radius; v <= radius; v++) {
      const step = Math.abs(v) === radius ? 1 : 2 * radius;
      for (let u = -radius; u <= radius; u += step) {
        const nx = x + u;
        const ny = y + v;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        const i = ny * width + nx;
        if (free[i] === 0) continue;
        const distance = hypot(u, v);
        const ahead = (u * dx + v * dy) / distance;
        const along = Math.abs(-normalY[i] * dx + normalX[i] * dy);
        if (ahead < (radius === 1 ? params.ahead : params.aheadAcross)) continue;
        if (radius > 1 && along < params.alongAcross) continue;
        const cost = distance - ahead - params.alongWorth * along;
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

/** Pixel centres, smoothed along the chain. */
function toChain(
  thinned: Float32Array,
  pixels: readonly number[],
  width: number,
  params: typeof CHAINS,
): Chain {
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
  const closed = pixels.length > params.closed.pixels && ends <= params.closed.gap;
  return { xy: smoothLine(xy, closed, params.smoothing), strength, closed };
}
