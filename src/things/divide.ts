/** Divides one mask among several things, along edges of the photo. */
import { connectedWithin } from '../raster/connected.ts';
import type { Rect, Size } from '../raster/frame.ts';
import type { GuidedOptions } from '../raster/guided.ts';
import { guidedFilter } from '../raster/guided.ts';
import type { Plane } from '../raster/raster.ts';

export const DIVIDE = {
  /** Radius in working pixels, of which a patch has about 16; colours closer than sqrt(epsilon), 0.014 in OKLab, count as equal. */
  guide: { radius: 12, epsilon: 2e-4 } satisfies GuidedOptions,
  /** Subtracted from a claim for each half side of the box that a pixel lies outside of it. */
  outside: 3,
  /** A pixel belongs to nothing if it lies further outside of all boxes than this, in sides of the box, ... */
  beyond: 0.15,
  /** ...or if no claim on it is at least this, ... */
  leastClaim: -0.4,
  /** ...unless the connected part of such pixels is smaller than this fraction of the mask. */
  leastRest: 0.1,
};

export interface Claim {
  /** Score of each pixel: about 1 on the thing and -1 elsewhere. */
  readonly scores: Plane;
  /** The detection's box, in the same pixels. */
  readonly box: Rect;
}

/**
 * @param pixels of the mask, indices into planes of the claims' size
 * @param lab OKLab planes of that size
 * @returns the pixels of each claim, in order, and the parts that belong to none
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

/** Distance of a point from a box, in sides of the box; 0 inside. */
function beyond({ x, y, width, height }: Rect, u: number, v: number): number {
  return Math.max(0, (x - u) / width, (u - x - width) / width, (y - v) / height, (v - y - height) / height);
}
