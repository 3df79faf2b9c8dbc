/**
 * Regions merged pair by pair, the two that differ least first, so that every border between regions has a height: that at which what
 * lies on its two sides becomes one (P. Arbelaez et al., "Contour detection and hierarchical image segmentation", TPAMI 2011).
 */
import type { Plane } from '../raster/raster.ts';
import type { Regions } from './watershed.ts';

/** A step at which region `from` becomes a part of region `into`. */
export interface Merge {
  readonly from: number;
  readonly into: number;
  /** How much the two differ, or two that merged before them: never less than at the step before. */
  readonly height: number;
}

export const REGION_TREE = {
  /** Added to the mean strength of a border: two regions of different kinds are two, however soft the border between them. */
  base: 0.15,
  /** Pixels up to which a region is small: it merges the sooner, by the square root. */
  small: 1200,
};

/** What two neighbours share: pixel sides, and the sum of the border's strength over them. */
interface Border {
  length: number;
  sum: number;
}

/**
 * All merges, until regions that touch are one. Two regions differ by the mean strength of their border, times the distance of their mean
 * features.
 * @param strength of a border through each pixel, in [0, 1]
 * @param features planes of the same size, scaled so that their distances compare
 */
export function mergeRegions(
  regions: Regions,
  strength: Plane,
  features: readonly Plane[],
  params = REGION_TREE,
): Merge[] {
  const { count } = regions;
  const { sizes, sums } = sumRegions(regions, features);
  const borders = findBorders(regions, strength);
  const nearest = new Int32Array(count).fill(-1);
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const difference = (a: number, b: number, { length, sum }: Border) => {
    let squared = 0;
    for (const of of sums) squared += (of[a] / sizes[a] - of[b] / sizes[b]) ** 2;
    const small = Math.min(1, Math.sqrt(Math.min(sizes[a], sizes[b]) / params.small));
    return (params.base + sum / length) * Math.sqrt(squared) * small;
  };
  const findNearest = (a: number) => {
    least[a] = Number.POSITIVE_INFINITY;
    for (const [b, border] of borders[a]) {
      const apart = difference(a, b, border);
      if (apart >= least[a]) continue;
      least[a] = apart;
      nearest[a] = b;
    }
  };
  for (let a = 0; a < count; a++) findNearest(a);
  const merges: Merge[] = [];
  for (let height = 0; ; ) {
    let into = 0;
    for (let a = 1; a < count; a++) if (least[a] < least[into]) into = a;
    if (!(least[into] < Number.POSITIVE_INFINITY)) return merges;
    const from = nearest[into];
    height = Math.max(height, least[into]);
    merges.push({ from, into, height });
    moveBorders(borders, from, into);
    sizes[into] += sizes[from];
    for (const of of sums) of[into] += of[from];
    least[from] = Number.POSITIVE_INFINITY;
    findNearest(into);
    for (const b of borders[into].keys()) findNearest(b);
  }
}

/** Each region's representative after the merges up to a height. */
export function regionsAt(count: number, merges: readonly Merge[], height: number): Int32Array {
  const representative = Int32Array.from({ length: count }, (_, a) => a);
  const kept = merges.filter((merge) => merge.height <= height);
  // a region's last merge comes after those into it: read backwards, each finds where its target ended
  for (let k = kept.length - 1; k >= 0; k--) representative[kept[k].from] = representative[kept[k].into];
  return representative;
}

/** Heights at which two regions become one; infinite when they never touch. */
export function heightBetween(merges: readonly Merge[], a: number, b: number): number {
  let [p, q] = [a, b];
  for (const { from, into, height } of merges) {
    if (p === from) p = into;
    if (q === from) q = into;
    if (p === q) return height;
  }
  return Number.POSITIVE_INFINITY;
}

function sumRegions({ labels, count }: Regions, features: readonly Plane[]) {
  const sizes = new Float64Array(count);
  const sums = features.map(() => new Float64Array(count));
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) sizes[labels[i]]++;
  features.forEach(({ data }, k) => {
    const sum = sums[k];
    for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) sum[labels[i]] += data[i];
  });
  return { sizes, sums };
}

function findBorders({ labels, count }: Regions, { width, data }: Plane): Map<number, Border>[] {
  const borders: Map<number, Border>[] = Array.from({ length: count }, () => new Map());
  const meet = (i: number, j: number) => {
    const [a, b] = [labels[i], labels[j]];
    if (a < 0 || b < 0 || a === b) return;
    addBorder(borders, a, b, { length: 1, sum: Math.max(data[i], data[j]) });
  };
  for (let i = 0; i < labels.length; i++) {
    if ((i + 1) % width !== 0) meet(i, i + 1);
    if (i + width < labels.length) meet(i, i + width);
  }
  return borders;
}

/** Both regions hold the same object. */
function addBorder(borders: Map<number, Border>[], a: number, b: number, { length, sum }: Border): void {
  const known = borders[a].get(b);
  if (known) {
    known.length += length;
    known.sum += sum;
    return;
  }
  const border = { length, sum };
  borders[a].set(b, border);
  borders[b].set(a, border);
}

function moveBorders(borders: Map<number, Border>[], from: number, into: number): void {
  for (const [b, border] of borders[from]) {
    borders[b].delete(from);
    if (b !== into) addBorder(borders, into, b, border);
  }
  borders[from].clear();
}
