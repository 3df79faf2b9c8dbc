/**
 * A closer look at a photo: the part that holds the subject at working size, what the network sees in it, and the mask.
 */
import { type Frame, fitFrame, type Rect } from '../raster/frame.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';
import { crop, placeOnCanvas, resample, takeFromCanvas } from '../raster/resample.ts';
import { findContent } from './bars.ts';
import { FACES, findFaces } from './faces.ts';
import type { Landmark } from './landmarks.ts';
import { MASK } from './mask.ts';
import { mapParts, PART_MAPS } from './part-maps.ts';
import type { Photo } from './read.ts';
import type { PhotoReader, TokenGrid } from './reader.ts';
import { chooseMask, type MaskSource } from './subject.ts';
import { subjectWindow, WINDOW } from './window.ts';

export interface Look {
  /** The part of the photo that was looked at, in the photo's pixels. */
  readonly window: Rect;
  /** That part at working size. */
  readonly image: RgbImage;
  /** Its canvas. */
  readonly frame: Frame;
  /** Subject mask of `image`'s size, in [0, 1]; null for everything. */
  readonly mask: Plane | null;
  /** How much the network looks at each pixel of `image`, in [0, 1]. */
  readonly attention: Plane;
  /** How likely each pixel of `image` belongs to the subject, in [0, 1]. */
  readonly subject: Plane;
  /** The subject's eyes and noses, in pixels of `image`, those that matter most first. */
  readonly landmarks: readonly Landmark[];
  /** How likely each pixel of `image` belongs to a head, in [0, 1]. */
  readonly heads: Plane;
  /** What differs between the subject's parts, see part-maps.ts; of the image's size. */
  readonly parts: readonly Plane[];
}

export const LOOK = {
  /** Side in pixels of the square of whose area the working image is. */
  side: 512,
  mask: MASK,
  window: WINDOW,
  faces: FACES,
  parts: PART_MAPS,
};

/**
 * Looks at all that is inside the photo's bars, unless its mask is known, and from near if the subject is small.
 * @param facesWanted without it heads are not looked at from near, and there are no landmarks
 */
export async function lookAtPhoto(
  photo: Photo,
  maskSource: MaskSource,
  reader: PhotoReader,
  facesWanted = true,
  params = LOOK,
): Promise<Look> {
  const { width, height } = photo.image;
  const content = photo.alpha ? { x: 0, y: 0, width, height } : findContent(photo.image);
  const inside = crop(photo.image, content);
  const given = maskSource === 'auto' ? photo.alpha : maskSource;
  const mask = isPlane(given) ? crop(given, content) : given;
  const look = await lookInside(inside, mask, reader, facesWanted, params);
  const { window } = look;
  return { ...look, window: { ...window, x: window.x + content.x, y: window.y + content.y } };
}

/** @param given a mask of the photo's size that is known already, 'none', or null to find one */
async function lookInside(
  photo: RgbImage,
  given: Plane | 'none' | null,
  reader: PhotoReader,
  facesWanted: boolean,
  params: typeof LOOK,
): Promise<Look> {
  const { width, height } = photo;
  const look = (window: Rect) => see(photo, window, given, reader, params);
  const whole = given === null ? await look({ x: 0, y: 0, width, height }) : null;
  const known = given === 'none' ? null : given;
  const window = subjectWindow(
    photo,
    whole ? whole.mask && resample(whole.mask, photo) : known,
    params.window,
  );
  const isWhole = window.width === width && window.height === height;
  const seen = whole && isWhole ? whole : await look(window);
  const { rule, size } = reader.canvas;
  const frame = fitFrame(window.width / window.height, rule, size);
  const attention = await reader.attention(placeOnCanvas(seen.image, frame));
  const { tokens, ...view } = seen;
  const parts = mapParts(tokens, view.image, view.mask, params.parts);
  const landmarks = facesWanted ? await findFaces(photo, view, reader, params.faces) : [];
  return {
    ...view,
    frame,
    attention: takeFromCanvas(attention, frame, view.image),
    landmarks,
    parts,
  };
}

interface Seen extends Omit<Look, 'frame' | 'attention' | 'landmarks' | 'parts'> {
  readonly tokens: TokenGrid;
}

/** A window at working size, and what of it is the subject. */
async function see(
  photo: RgbImage,
  window: Rect,
  given: Plane | 'none' | null,
  reader: PhotoReader,
  params: typeof LOOK,
): Promise<Seen> {
  const scale = Math.sqrt((params.side * params.side) / (window.width * window.height));
  const size = {
    width: Math.max(8, Math.round(window.width * scale)),
    height: Math.max(8, Math.round(window.height * scale)),
  };
  const image = resample(photo, size, window);
  const { subject, heads, tokens } = await reader.subject(image);
  const known = isPlane(given) ? resample(given, size, window) : given;
  const mask = chooseMask(image, known, subject, params.mask);
  return { window, image, mask, subject, heads, tokens };
}

const isPlane = (given: MaskSource | null): given is Plane => typeof given === 'object' && given !== null;
