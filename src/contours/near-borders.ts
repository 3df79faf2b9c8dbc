/** Borders between the parts of what is looked at from near, in the whole's place. */
import type { Chain } from '../lines/polyline.ts';
import type { NearView } from '../photo/near.ts';
import { oklabPlanes } from '../raster/colour.ts';
import { type EdgeMap, type EdgeOptions, findEdges, normaliseByQuantile } from './edges.ts';
import { findPartBorders, type PART_BORDERS } from './part-borders.ts';

/** What CONTOURS has of these. */
export interface NearBorders {
  readonly planeWeights: readonly number[];
  readonly maskWeight: number;
  readonly fineShare: number;
  readonly fine: EdgeOptions;
  readonly coarse: EdgeOptions;
  readonly fullStrength: number;
  readonly partBorders: typeof PART_BORDERS;
}

/** @returns lines in pixels of the working image */
export function bordersFromNear({ place, image, mask, parts }: NearView, params: NearBorders): Chain[] {
  const colours = oklabPlanes(image);
  const planes = [...colours, ...(mask ? [mask] : [])];
  const weights = [...params.planeWeights, params.maskWeight];
  const edgesAt = (scale: EdgeOptions): EdgeMap => {
    const map = findEdges(planes, weights, scale);
    return { ...map, strength: normaliseByQuantile(map.strength, params.fullStrength) };
  };
  const [fine, coarse] = [params.fine, params.coarse].map(edgesAt);
  const share = params.fineShare;
  const strength = fine.strength.map((v, i) => share * v + (1 - share) * coarse.strength[i]);
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
