/** Heads from near: what tells one part of a face from another is smaller than a patch of the network when the whole subject fills its view. */
import type { Rect } from '../raster/frame.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import type { HeadsView } from './faces.ts';
import { findHeads, HEADS } from './heads.ts';
import { mapParts, PART_MAPS } from './part-maps.ts';
import type { SubjectReader } from './reader.ts';

export const NEAR = {
  /** Half the side of the square that is looked at, in the head's radii: the head, and where it meets the neck. */
  margin: 1.7,
  /** Side of its picture in pixels. */
  side: 512,
  /** A head that the picture would not enlarge by this factor at least is seen well enough with the whole. */
  leastZoom: 1.25,
  /** A head that would be enlarged more has too few pixels of its own. */
  mostZoom: 5,
  heads: HEADS,
  parts: PART_MAPS,
};

/** A square of a photo, looked at on its own. */
export interface NearView {
  /** Where it lies, in pixels of the working image. */
  readonly place: Rect;
  /** `side` pixels square; beyond the photo its border is repeated. */
  readonly image: RgbImage;
  /** Subject mask of that size, or null for everything. */
  readonly mask: Plane | null;
  /** What differs between the parts seen in it, see part-maps.ts; of that size. */
  readonly parts: readonly Plane[];
}

/**
 * The heads of a photo, each from near.
 * @param photo in full detail
 */
export async function headsFromNear(
  photo: RgbImage,
  { window, heads, mask }: HeadsView,
  reader: SubjectReader,
  params = NEAR,
): Promise<NearView[]> {
  const scale = heads.width / window.width;
  const size = { width: params.side, height: params.side };
  const views: NearView[] = [];
  for (const { x, y, radius } of findHeads(heads, params.heads)) {
    const side = 2 * params.margin * radius;
    const zoom = params.side / side;
    if (zoom < params.leastZoom || zoom > params.mostZoom) continue;
    const place = { x: x - side / 2, y: y - side / 2, width: side, height: side };
    const image = resample(photo, size, {
      x: window.x + place.x / scale,
      y: window.y + place.y / scale,
      width: side / scale,
      height: side / scale,
    });
    const tokens = await reader.tokens(image);
    const own = mask && resample(mask, size, place);
    views.push({ place, image, mask: own, parts: mapParts(tokens, image, own, params.parts) });
  }
  return views;
}
