/** One mask divided among several things, along the photo's own edges. */
import { connectedWithin } from '../raster/connected.ts';
import type { Rect, Size } from '../raster/frame.ts';
import type { GuidedOptions } from '../raster/guided.ts';
import { guidedFilter } from '../raster/guided.ts';
import type { Plane } from '../raster/raster.ts';

export const DIVIDE = {
  /** Patches are about 16 working pixels wide; colours that differ by less than about 0.014 in OKLab are one. */
  guide: { radius: 12, epsilon: 2e-4 } satisfies GuidedOptions,
  /** What is taken off a claim on a pixel for each half of the box' side that the pixel lies outside of the box. */
  outside: 3,
  /** What is further outside of all boxes than this part of their sides is nobody's, ... */
  beyond: 0.15,
  /** ...and so is what no claim reaches by this, ... */
  leastClaim: -0.4,
  /** ...unless it is smaller than this part of the mask. */
  leastRest: 0.1,
};

export interface Claim {
  /** How surely each pixel is the thing's: about 1 on it and -1 elsewhere. */
  readonly scores: Plane;
  /** Where it was found, in the same pixels. */
  readonly box: Rect;
}

/**
 * @param pixels of the mask, indices into planes of the claims' size
 * @param lab OKLab planes of that size
 * @returns the pixels of each claim, in order, and parts that are nobody's
 */
export function divideMask(
  pixels: readonly number[],
  claims: readonly Claim[],
  lab: readonly [Plane, Plane, Plane],
  params = DIVIDE,
): { readonly shares: readonly number[][]; readonly rest: readonly number[][] } {
  const sharp = guidedFilter(
    claims.map(({ scores }) => scores),
    lab,
    params.guide,
  );
  const { width } = lab[0];
  const best = (i: number) => {
    let [winner, most] = [0, Number.NEGATIVE_INFINITY];
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    claims.forEach(({ box }, k) => {
      const value = sharp[k].data[i] - params.outside * beyond(box, x, y);
      if (value > most) [winner, most] = [k, value];
    });
    return { winner, most };
  };
  const isRest = (i: number) => {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    return claims.every(({ box }) => beyond(box, x, y) > params.beyond) || best(i).most < params.leastClaim;
  };
  const rest = partsOf(pixels.filter(isRest), lab[0]).filter(
    (part) => part.length >= params.leastRest * pixels.length,
  );
  const nobodys = new Set(rest.flat());
  const shares: number[][] = claims.map(() => []);
  for (const i of pixels) if (!nobodys.has(i)) shares[best(i).winner].push(i);
  return { shares, rest };
}

function partsOf(pixels: readonly number[], size: Size): number[][] {
  const map = new Float32Array(size.width * size.height);
  for (const i of pixels) map[i] = 1;
  return connectedWithin(map, 1, 1, size);
}

/** How far a point lies outside of a box, in its sides; 0 inside. */
function beyond({ x, y, width, height }: Rect, u: number, v: number): number {
  return Math.max(0, (x - u) / width, (u - x - width) / width, (y - v) / height, (v - y - height) / height);
}
