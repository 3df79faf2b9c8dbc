/** The subject's silhouette in as many strokes as one likes: whole outlines, and limbs as single lines. */
import type { Plane } from '../photo/plane.ts';
import { polylineLength } from '../strokes/bezier.ts';
import { type Line, maskBorders, pointsOf, resampleLine } from './borders.ts';
import { joinInLine } from './continuation.ts';
import { divideLine, MOST, shareOut } from './division.ts';
import type { Limbs } from './limbs.ts';

export interface Silhouette {
  /** The fewest strokes that follow it closely enough to be its outline; as many as are prepared for, when none do. */
  readonly fewest: number;
  /**
   * Control points (count, 4, 2) in working pixels of the best division into `count` strokes, or fewer when that is all one can
   * tell apart.
   */
  divide(count: number): Float64Array;
}

/** Root of the mean squared distance in working pixels up to which strokes follow an outline closely. */
const CLOSE = 3;
/** Shorter lines, in parts of the working image's longer side and, of borders, of the longest one, are crumbs. */
const SHORTEST = 0.05;

/**
 * @param mask subject mask in [0, 1] at working size
 * @param limbs what is drawn by its middle line
 * @returns null when the mask has no border within the photo
 */
export function planSilhouette(mask: Plane, limbs: Limbs | null): Silhouette | null {
  const side = Math.max(mask.width, mask.height);
  const borders = maskBorders(limbs ? withoutLimbs(mask, limbs) : mask);
  const longest = Math.max(side, ...borders.map(({ xy }) => polylineLength(xy)));
  const lines = [
    ...borders.filter(({ xy }) => polylineLength(xy) >= SHORTEST * longest),
    ...joinInLine(
      middleLines(limbs).filter(({ xy }) => polylineLength(xy) >= SHORTEST * side),
      mask,
    ),
  ];
  if (lines.length === 0) return null;
  const shares = shareOut(lines.map(divideLine));
  const close = CLOSE ** 2 * lines.reduce((length, { xy }) => length + polylineLength(xy), 0);
  const fewest = shares.costs.findIndex((cost) => cost <= close);
  return {
    fewest: fewest < 0 ? MOST : fewest,
    divide: (count) =>
      Float64Array.from(shares.strokes(Math.min(count, MOST)).flatMap((points) => [...points])),
  };
}

const withoutLimbs = (mask: Plane, { area }: Limbs): Plane => ({
  ...mask,
  data: mask.data.map((v, i) => (area[i] ? 0 : v)),
});

function middleLines(limbs: Limbs | null): Line[] {
  return (limbs?.chains ?? []).map(({ xy, closed }) => ({
    xy: resampleLine(pointsOf(xy)),
    closed,
  }));
}
