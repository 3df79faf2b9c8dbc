/** The mask of a detected thing outside of the subject's mask: pixels in its box that look unlike the rest of the photo, up to the photo's edges. */
import { MASK, refineMask } from '../photo/mask.ts';
import type { SubjectReader } from '../photo/reader.ts';
import type { Rect } from '../raster/frame.ts';
import { type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { widened } from './claims.ts';
import { inPixels, type Region, regionOf } from './region.ts';

export const MASK_BESIDE = {
  /** Margin around a box, as a fraction of its sides, so that the background is in the picture. */
  around: 0.25,
  /** Margin around the box that the thing may extend into, as a fraction of its sides. */
  room: 0.05,
  /** The mask is found in a picture of at most this squared number of pixels. */
  side: 320,
  /** What the scores claim is as wide as the network's patches, so a second opinion that agrees on this part of it counts. */
  opinions: { ...MASK.opinions, part: 0.25 },
  /** A second opinion takes a pass of a network: boxes of less than this part of the photo do without. */
  leastShare: 0.01,
};

/** Where a thing may be. */
export interface Claim {
  /** Scores of the pixels of `place`: about 1 on the thing and -1 elsewhere. */
  readonly scores: Plane;
  /** A part of the photo. */
  readonly place: Rect;
  /** A second network's opinion on what is the subject of a picture. */
  readonly salience: SubjectReader['salience'];
}

/**
 * @param box in photo pixels
 */
export async function maskBeside(
  photo: RgbImage,
  box: Rect,
  { scores, place, salience }: Claim,
  params = MASK_BESIDE,
): Promise<Region | null> {
  const window = inPixels(widened(box, params.around), photo);
  if (window.width < 2 || window.height < 2) return null;
  const scale = Math.min(1, params.side / Math.sqrt(window.width * window.height));
  const size = {
    width: Math.max(8, Math.round(window.width * scale)),
    height: Math.max(8, Math.round(window.height * scale)),
  };
  const image = resample(photo, size, window);
  const [toX, toY] = [scores.width / place.width, scores.height / place.height];
  const claimed = resample(scores, size, {
    x: (window.x - place.x) * toX,
    y: (window.y - place.y) * toY,
    width: window.width * toX,
    height: window.height * toY,
  });
  const limit = inPixels(widened(box, params.room), photo);
  const isInside = (i: number) => {
    const x = window.x + (((i % size.width) + 0.5) * window.width) / size.width;
    const y = window.y + ((Math.floor(i / size.width) + 0.5) * window.height) / size.height;
    return x >= limit.x && y >= limit.y && x <= limit.x + limit.width && y <= limit.y + limit.height;
  };
  const map = claimed.data.map((v, i) => (isInside(i) ? Math.min(1, Math.max(0, 0.5 + v / 2)) : 0));
  const soft = plane(size, map);
  const isLarge = box.width * box.height >= params.leastShare * photo.width * photo.height;
  const settings = { ...MASK, opinions: params.opinions };
  const found = refineMask(image, soft, settings, isLarge ? await salience(image) : null) ?? soft;
  const mask = found.data.map((v, i) => (isInside(i) ? v : 0));
  const region = regionOf(resample(plane(size, mask), window));
  return (
    region && { ...region, box: { ...region.box, x: region.box.x + window.x, y: region.box.y + window.y } }
  );
}
