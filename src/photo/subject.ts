/** Which part of a photo is drawn. */
import { ClipassoError } from '../errors.ts';
import type { Rect, Size } from '../raster/frame.ts';
import { mapValues, type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { imageError, type OpenImage, openImage } from './decode.ts';
import { MASK, refineMask } from './mask.ts';
import type { Photo } from './read.ts';

/** 'auto': the photo's alpha if it has one, else found. 'none': everything. Else a mask of the photo's size in [0, 1]. */
export type MaskSource = 'auto' | 'none' | Plane;

const MASK_FILE = {
  /** Alpha below this is transparent, of 255. */
  opaque: 250,
  /** A mask of which at least this part is transparent is a cut-out, whose alpha counts. */
  cutOut: 0.05,
  /** A mask that is nowhere above this has no subject. */
  inside: 0.3,
  /** Largest difference of aspect ratios, as a factor less 1, beside what rounding to whole pixels makes. */
  aspect: 0.01,
};

/**
 * @param choice 'auto', 'none', or an image's path: grey with white for the subject, or a cut-out
 * @param fit whether an image of another aspect ratio is stretched over the photo
 * @throws ClipassoError 'input' when it cannot be read, has another aspect ratio, or leaves nothing to draw
 */
export async function loadMask(choice: string, photo: Photo, fit: boolean): Promise<MaskSource> {
  if (choice === 'auto' || choice === 'none') return choice;
  const file = await openMask(choice);
  if (!fit && !sameShape(file, { width: photo.originalWidth, height: photo.originalHeight })) {
    const shapes = `${file.width} x ${file.height} and the photo ${photo.originalWidth} x ${photo.originalHeight}`;
    const message = `The mask ${file.name} is ${shapes}, another shape; crop one of them, or stretch the mask with --mask-fit`;
    throw new ClipassoError('input', message);
  }
  const mask = await readMask(file, photo.image);
  if (mask.data.every((v) => v <= MASK_FILE.inside)) {
    const advice = 'make the subject white, or draw everything with --mask none';
    throw new ClipassoError(
      'input',
      `The mask ${file.name} is black or transparent everywhere and leaves nothing to draw; ${advice}`,
    );
  }
  return mask;
}

async function openMask(path: string): Promise<OpenImage> {
  return openImage(path).catch((cause) => {
    if (!(cause instanceof ClipassoError)) throw cause;
    const advice = '--mask takes auto, none or an image that is white where the subject is';
    throw new ClipassoError(cause.code, `Cannot read the mask: ${cause.message} (${advice})`, { cause });
  });
}

/** Whether one covers the other without being stretched by more than rounding to pixels makes. */
function sameShape(a: Size, b: Size): boolean {
  const rounding = 1 / Math.min(a.width, a.height) + 1 / Math.min(b.width, b.height);
  return Math.abs(Math.log((a.width * b.height) / (a.height * b.width))) <= MASK_FILE.aspect + rounding;
}

async function readMask({ name, pixels }: OpenImage, { width, height }: Size): Promise<Plane> {
  const rgba = await pixels()
    .then((whole) => whole.resize(width, height, { fit: 'fill' }).raw({ depth: 'uchar' }).toBuffer())
    .catch((error) => {
      throw imageError(name, error);
    });
  const count = width * height;
  const alpha = Float32Array.from({ length: count }, (_, i) => rgba[4 * i + 3] / 255);
  const transparent = alpha.reduce((sum, a) => sum + Number(255 * a < MASK_FILE.opaque), 0);
  if (transparent >= MASK_FILE.cutOut * count) return plane({ width, height }, alpha);
  const grey = (i: number) => (0.2126 * rgba[i] + 0.7152 * rgba[i + 1] + 0.0722 * rgba[i + 2]) / 255;
  return plane(
    { width, height },
    alpha.map((a, i) => a * grey(4 * i)),
  );
}

/**
 * The mask in [0, 1], or null for the whole image.
 * @param given a mask that is known already, 'none', or null to find one
 * @param subject the network's subject map
 * @param salience a second network's, or null
 */
export function chooseMask(
  image: RgbImage,
  given: Plane | 'none' | null,
  subject: Plane,
  params = MASK,
  salience: Plane | null = null,
): Plane | null {
  if (given === 'none') return null;
  return given ?? refineMask(image, subject, params, salience);
}

/** The image with everything but the subject white. */
export function whitenBackground(image: RgbImage, mask: Plane | null): RgbImage {
  if (!mask) return image;
  return mapValues(image, (v, i) => 1 - mask.data[Math.floor(i / 3)] * (1 - v));
}

/**
 * What a look took for the subject, over the whole photo: 0 outside of the window, 1 inside when everything is drawn.
 * @param window the look's, in pixels of the photo
 */
export function maskOverPhoto(
  { window, mask }: { window: Rect; mask: Plane | null },
  { width, height }: Size,
): Plane {
  const data = new Float32Array(width * height);
  const inside = mask && resample(mask, window).data;
  for (let y = 0; y < window.height; y++) {
    const row = inside?.subarray(y * window.width, (y + 1) * window.width);
    const start = (window.y + y) * width + window.x;
    if (row) data.set(row, start);
    else data.fill(1, start, start + window.width);
  }
  return plane({ width, height }, data);
}
