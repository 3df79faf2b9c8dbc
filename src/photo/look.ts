/**
 * A closer look at a photo: the part that holds the subject at working size, what the network sees in it, and the mask.
 */
import { type Frame, fitFrame, type Rect } from '../raster/frame.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';
import { crop, placeOnCanvas, resample, takeFromCanvas } from '../raster/resample.ts';
import { BARS, findContent } from './bars.ts';
import { FACES, findFaces } from './faces.ts';
import type { Landmark } from './landmarks.ts';
import { MASK } from './mask.ts';
import { addFromNear, NEAR_MASK } from './near-mask.ts';
import { PART_MAPS } from './part-maps.ts';
import type { Photo } from './read.ts';
import type { Boundaries, PhotoReader, SubjectReader, TokenGrid } from './reader.ts';
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
  readonly attention: () => Plane;
  /** How likely each pixel of `image` belongs to the subject, in [0, 1]. */
  readonly subject: Plane;
  /** The subject's eyes and noses, in pixels of `image`, those that matter most first. */
  readonly landmarks: readonly Landmark[];
  /** How likely each pixel of `image` belongs to a head, in [0, 1]. */
  readonly heads: Plane;
  /** Where borders of objects and of their parts run; of `image`'s size. */
  readonly boundaries: Boundaries;
}

export const LOOK = {
  /** Side in pixels of the square of whose area the working image is. */
  side: 512,
  bars: BARS,
  mask: MASK,
  window: WINDOW,
  near: NEAR_MASK,
  faces: FACES,
  parts: PART_MAPS,
};

/** All that is inside the photo's bars, at working size, before it is known what to draw of it. */
export interface WholeLook extends Seen {
  /** What is inside the bars, in the photo's pixels. */
  readonly content: Rect;
}

/** A mask of a thing that was told in the whole photo, of its size; from near more of it may be seen. */
export interface RoughMask {
  readonly rough: Plane;
}

/** Looks at all that is inside the photo's bars. */
export async function lookAtWhole(photo: Photo, reader: SubjectReader, params = LOOK): Promise<WholeLook> {
  const content = contentOf(photo, params);
  const inside = crop(photo.image, content);
  const seen = await see(inside, { ...content, x: 0, y: 0 }, photo.alpha, reader, params);
  return { ...seen, content };
}

/**
 * Looks at all that is inside the photo's bars, unless its mask is known, and from near if the subject is small.
 * @param mask where to get the mask from; or what was seen of the photo before, whose mask it is; or one to which more may be added from near
 * @param facesWanted without it there are no landmarks
 */
export async function lookAtPhoto(
  photo: Photo,
  mask: MaskSource | WholeLook | RoughMask,
  reader: PhotoReader,
  facesWanted = true,
  params = LOOK,
): Promise<Look> {
  const source = mask === 'auto' ? (photo.alpha ?? (await lookAtWhole(photo, reader, params))) : mask;
  const content = isSeen(source) ? source.content : contentOf(photo, params);
  const inside = crop(photo.image, content);
  const within = (known: Plane) => crop(known, content);
  const given = isPlane(source) ? within(source) : isRough(source) ? { rough: within(source.rough) } : source;
  const look = await lookInside(inside, given, reader, facesWanted, params);
  const { window } = look;
  return { ...look, window: { ...window, x: window.x + content.x, y: window.y + content.y } };
}

function contentOf({ image, alpha }: Photo, params: typeof LOOK): Rect {
  return alpha ? { x: 0, y: 0, width: image.width, height: image.height } : findContent(image, params.bars);
}

/** @param given a mask of the photo's size that is known already, 'none', or the whole photo with the mask that was found */
async function lookInside(
  photo: RgbImage,
  given: Plane | 'none' | Seen | RoughMask,
  reader: PhotoReader,
  facesWanted: boolean,
  params: typeof LOOK,
): Promise<Look> {
  const { width, height } = photo;
  const whole = isSeen(given) ? given : null;
  const known = isPlane(given) ? given : isRough(given) ? given.rough : null;
  const window = subjectWindow(
    photo,
    whole ? whole.mask && resample(whole.mask, photo) : known,
    params.window,
  );
  const isWhole = window.width === width && window.height === height;
  const wanted = given === 'none' || (isRough(given) && !isWhole) ? given : known;
  const seen = whole && isWhole ? whole : await see(photo, window, wanted, reader, params);
  const { rule, size } = reader.canvas;
  const frame = fitFrame(window.width / window.height, rule, size);
  const { window: _, image, mask, subject, heads } = seen;
  const own = await reader.attention?.(placeOnCanvas(image, frame));
  const attention = own ? () => takeFromCanvas(own, frame, image) : seen.attention;
  const view = { window, image, mask, subject, heads, attention };
  const landmarks = facesWanted ? await findFaces(photo, view, reader, params.faces) : [];
  return {
    ...view,
    frame,
    landmarks,
    boundaries: await reader.boundaries(image),
  };
}

/** What the network sees in a window, and what of it is the subject. */
export interface Seen extends Omit<Look, 'frame' | 'landmarks' | 'boundaries'> {
  readonly tokens: TokenGrid;
}

/** A window at working size, and what of it is the subject. */
async function see(
  photo: RgbImage,
  window: Rect,
  given: Plane | 'none' | RoughMask | null,
  reader: SubjectReader,
  params: typeof LOOK,
): Promise<Seen> {
  const scale = Math.sqrt((params.side * params.side) / (window.width * window.height));
  const size = {
    width: Math.max(8, Math.round(window.width * scale)),
    height: Math.max(8, Math.round(window.height * scale)),
  };
  const image = resample(photo, size, window);
  const { subject, heads, attention, tokens } = await reader.subject(image);
  const rough = isRough(given) ? resample(given.rough, size, window) : null;
  const known = isPlane(given) ? resample(given, size, window) : isRough(given) ? null : given;
  const salience = known === null ? await reader.salience(image) : null;
  const found = chooseMask(image, known, subject, params.mask, salience);
  const mask = rough && found ? addFromNear(rough, found, tokens, params.near) : (rough ?? found);
  return { window, image, mask, subject, heads, attention, tokens };
}

type Given = MaskSource | Seen | RoughMask | null;

const isRough = <T extends RoughMask>(given: T | Given): given is T =>
  typeof given === 'object' && given !== null && 'rough' in given;

const isPlane = (given: Given): given is Plane =>
  typeof given === 'object' && given !== null && 'data' in given;
const isSeen = <T extends Seen>(given: T | Given): given is T =>
  typeof given === 'object' && given !== null && 'tokens' in given;
