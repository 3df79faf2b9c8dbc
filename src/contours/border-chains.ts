/** Lines along the borders of regions, as strong as what lies on their two sides differs. */
import type { Chain } from '../lines/polyline.ts';
import { type Plane, valueAt } from '../raster/raster.ts';
import type { BorderLine } from './region-borders.ts';
import { heightBetween, type Merge } from './region-tree.ts';

export interface BorderStrength {
  readonly merges: readonly Merge[];
  /** How clearly the photo shows an edge at each pixel, in [0, 1]. */
  readonly edges: Plane;
  /** Regions that differ by this height have a border of full strength. */
  readonly full: number;
  /** Strength, as a part of the border's, of points where the photo shows no edge. */
  readonly unseen: number;
}

/** The lines with their strength at each point, in [0, 1]. */
export function borderChains(
  lines: readonly BorderLine[],
  { merges, edges, full, unseen }: BorderStrength,
): Chain[] {
  const heights = createHeights(merges);
  return lines.map(({ xy, closed, between }) => ({
    xy,
    closed,
    strength: Float64Array.from(between, (pair, k) => {
      const seen = Math.min(1, 2 * valueAt(edges, xy[2 * k], xy[2 * k + 1]));
      return Math.min(1, heights(pair) / full) * (unseen + (1 - unseen) * seen);
    }),
  }));
}

/** Heights between regions, each found once. */
function createHeights(merges: readonly Merge[]): (pair: readonly [number, number]) => number {
  const found = new Map<string, number>();
  return ([a, b]) => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const height = found.get(key) ?? heightBetween(merges, a, b);
    found.set(key, height);
    return height;
  };
}
