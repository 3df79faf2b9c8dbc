/** Borders between the parts of what is looked at from near, in the whole's place. */
import type { Chain } from '../lines/polyline.ts';
import type { NearView } from '../photo/near.ts';
import { oklabPlanes } from '../raster/colour.ts';
import { findPartBorders, type PART_BORDERS } from './part-borders.ts';
import { findStructure, type StructureParams } from './structure.ts';

/** @returns lines in pixels of the working image */
export function bordersFromNear(
  { place, image, mask, parts }: NearView,
  params: StructureParams & { readonly partBorders: typeof PART_BORDERS },
): Chain[] {
  const colours = oklabPlanes(image);
  const { coarse, strength } = findStructure(colours, mask, params);
  const scale = place.width / image.width;
  return findPartBorders(parts, colours, { ...coarse, strength }, mask, params.partBorders).map(
    ({ xy, ...chain }) =>
      pixelApart({ ...chain, xy: xy.map((v, k) => scale * v + (k % 2 === 0 ? place.x : place.y)) }),
  );
}

/** Of a line whose points lie nearer to each other than a pixel, those that are about a pixel apart, and both ends. */
function pixelApart({ xy, strength, closed }: Chain): Chain {
  const last = strength.length - 1;
  const kept = [0];
  let length = 0;
  for (let k = 1; k <= last; k++) {
    length += Math.hypot(xy[2 * k] - xy[2 * k - 2], xy[2 * k + 1] - xy[2 * k - 1]);
    if (length < 1 && k < last) continue;
    kept.push(k);
    length = 0;
  }
  return {
    closed,
    xy: Float64Array.from(kept.flatMap((k) => [xy[2 * k], xy[2 * k + 1]])),
    strength: Float64Array.from(kept, (k) => strength[k]),
  };
}
