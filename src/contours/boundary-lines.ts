/** Lines along the ridges of a boundary map, see seeing/boundaries.ts. */
import type { Chain } from '../lines/polyline.ts';
import { blur } from '../raster/blur.ts';
import { mapValues, type Plane, valueAt } from '../raster/raster.ts';
import { CHAINS, traceChains } from './chains.ts';
import { type EdgeMap, findEdges, thin, withNormals } from './edges.ts';

export const BOUNDARY_LINES = {
  /** Standard deviation in pixels of the blur of the map: its ridges are several pixels wide. */
  blur: 1.5,
  /** How the directions across ridges are found. */
  edges: { scale: 1.5, integration: 3 },
  /** A ridge of this height is of full strength. */
  full: 0.8,
  chains: { ...CHAINS, minimum: 14, gap: 6, smoothing: 8 },
  /**
   * Standard deviation in pixels of the blur of the mask, and up to which value a pixel is near the outline: a line there is the outline...
   */
  depth: 4,
  deep: 0.93,
  /** ...unless it runs there over fewer of its points than this. */
  crossing: 12,
};

/** A map of ridges with those pixels left that lie on the middle of one. */
export interface Ridges extends EdgeMap {
  /** How high each pixel lies on a ridge, against one of full strength; a little above 1 at most. */
  readonly heights: Plane;
  /** Strength in [0, 1] of pixels on the middle of a ridge, 0 elsewhere, (height, width). */
  readonly thinned: Float32Array;
}

/**
 * @param boundaries how likely a border runs through each pixel, in [0, 1]
 * @param counts whether the pixel at an index may lie on one
 */
export function findRidges(
  boundaries: Plane,
  counts: (index: number) => boolean,
  params = BOUNDARY_LINES,
): Ridges {
  const heights = mapValues(blur(boundaries, params.blur), (v) => v / params.full);
  const { data: strength } = mapValues(heights, (v, i) => (counts(i) ? v : 0));
  const { width, height, tensor } = findEdges([boundaries], [1], params.edges);
  const map = withNormals({ width, height, strength, tensor });
  // only then: a ridge cut off at full strength has no middle
  return { ...map, heights, thinned: thin(map).map((v) => Math.min(1, v)) };
}

/** Lines with their strength in [0, 1] at each point, about a pixel apart. */
export function traceRidges(ridges: Ridges, params = BOUNDARY_LINES): Chain[] {
  return traceChains(ridges, ridges.thinned, params.chains);
}

/** What is left of lines without their stretches along the mask's outline. */
export function withoutOutline(
  lines: readonly Chain[],
  mask: Plane,
  { depth, deep, crossing }: typeof BOUNDARY_LINES = BOUNDARY_LINES,
): Chain[] {
  const soft = blur(mask, depth);
  return lines.flatMap((line) => cutAway(line, (x, y) => valueAt(soft, x, y) < deep, crossing));
}

/**
 * What is left of a line without its stretches that `isAway`; those of fewer than `least` points stay.
 * @returns the line itself where nothing is cut
 */
export function cutAway(line: Chain, isAway: (x: number, y: number) => boolean, least = 1): Chain[] {
  const { xy, strength } = line;
  const away = Array.from(strength, (_, k) => isAway(xy[2 * k], xy[2 * k + 1]));
  const cut = stretchesOf(away).filter(([from, to]) => away[from] && to - from >= least);
  if (cut.length === 0) return [line];
  const ends = [0, ...cut.flat(), strength.length];
  return Array.from({ length: ends.length / 2 }, (_, k) => [ends[2 * k], ends[2 * k + 1]])
    .filter(([from, to]) => to - from > 1)
    .map(([from, to]) => ({
      xy: xy.slice(2 * from, 2 * to),
      strength: strength.slice(from, to),
      closed: false,
    }));
}

/** First index and the one after the last of each stretch of equal values. */
function stretchesOf(values: readonly boolean[]): [number, number][] {
  const starts = values.flatMap((v, k) => (k === 0 || v !== values[k - 1] ? [k] : []));
  return starts.map((from, i) => [from, starts[i + 1] ?? values.length]);
}
