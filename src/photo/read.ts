/**
 * Reads a photo of any format that sharp knows, upright, in sRGB, at a bounded working size.
 */
import { readFile, stat } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { ClipassoError } from '../errors.ts';
import type { RgbImage } from './image.ts';

/** A path, or the bytes of an encoded image. */
export type PhotoSource = string | Uint8Array;

export interface Photo {
  /** The photo over white, upright, resized to about READ_AREA pixels. */
  readonly image: RgbImage;
  /** Opacity in [0, 1] of each pixel of `image` when the photo is a cut-out, else null. */
  readonly alpha: Float32Array | null;
  /** Upright size of the original in pixels. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

/** Photos are read at this many pixels, so that a small subject can be brought nearer. */
const READ_AREA = 1024 * 1024;

/** The largest photo that is opened, in pixels: 32768 x 32768. Decoding streams, so memory stays far below that. */
const MAX_PIXELS = 2 ** 30;

/** The largest photo that is turned in memory: 134 MB. */
const MAX_TURNED_PIXELS = 2 ** 25;

/** Longer : shorter side beyond which a strip holds too few pixels on its short side to be drawn. */
const MAX_ASPECT = 64;

/** Alpha below this is transparent. */
const OPAQUE = 250;
/** A photo of which at least this part is transparent is a cut-out; less are rounded corners. */
const CUT_OUT = 0.05;

/**
 * @throws ClipassoError 'input' when the file is missing, is not an image, is damaged, too large or fully transparent.
 */
export async function readPhoto(source: PhotoSource): Promise<Photo> {
  const name = typeof source === 'string' ? source : 'photo';
  const bytes = typeof source === 'string' ? await readBytes(source) : source;
  const pipeline = () =>
    sharp(bytes, { limitInputPixels: MAX_PIXELS, sequentialRead: true, failOn: 'error' });
  try {
    const metadata = await pipeline().metadata();
    const { width, height } = metadata.autoOrient;
    if (Math.max(width, height) > MAX_ASPECT * Math.min(width, height)) {
      throw new ClipassoError(
        'input',
        `${name} is ${width} x ${height}, narrower than 1:${MAX_ASPECT}; crop it and try again`,
      );
    }
    const scale = Math.sqrt(READ_AREA / (width * height));
    const { data, info } = await (await upright(pipeline(), width * height))
      .resize(Math.max(8, Math.round(width * scale)), Math.max(8, Math.round(height * scale)), {
        fit: 'fill',
      })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { ...flatten(name, data, info.width, info.height), originalWidth: width, originalHeight: height };
  } catch (error) {
    throw readError(name, error);
  }
}

/**
 * The image turned as its EXIF tag says. sharp would resize first and turn then, which gives other pixels for each of the eight
 * orientations; a photo too large to lie in memory is turned that way all the same.
 */
async function upright(image: Sharp, pixels: number): Promise<Sharp> {
  const turned = image.autoOrient().toColourspace('srgb').ensureAlpha();
  if (pixels > MAX_TURNED_PIXELS) return turned;
  const { data, info } = await turned.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

async function readBytes(path: string): Promise<Uint8Array> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOENT' ? 'does not exist; check the path' : `cannot be read (${error.code})`;
    throw new ClipassoError('input', `${path} ${reason}`, { cause: error });
  });
  if (info.isDirectory()) {
    throw new ClipassoError('input', `${path} is a folder; give a photo, or use 'clipasso batch ${path}'`);
  }
  if (info.isFile() && info.size === 0)
    throw new ClipassoError('input', `${path} is empty; give an image file`);
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new ClipassoError('input', `${path} cannot be read (${error.code})`, { cause: error });
  });
}

function flatten(name: string, rgba: Buffer, width: number, height: number): Pick<Photo, 'image' | 'alpha'> {
  const count = width * height;
  const data = new Float32Array(count * 3);
  const alpha = new Float32Array(count);
  let transparent = 0;
  let highest = 0;
  for (let i = 0; i < count; i++) {
    const a = rgba[4 * i + 3];
    if (a < OPAQUE) transparent++;
    if (a > highest) highest = a;
    alpha[i] = a / 255;
    for (let c = 0; c < 3; c++) data[3 * i + c] = (rgba[4 * i + c] / 255) * alpha[i] + 1 - alpha[i];
  }
  if (highest < 8) {
    throw new ClipassoError('input', `${name} is fully transparent; there is nothing to draw`);
  }
  return { image: { width, height, data }, alpha: transparent >= CUT_OUT * count ? alpha : null };
}

function readError(name: string, error: unknown): Error {
  if (error instanceof ClipassoError || !(error instanceof Error)) return error as Error;
  const first = error.message.split('\n')[0].trim();
  if (/unsupported image format/i.test(first)) {
    return new ClipassoError(
      'input',
      `${name} is not an image that can be read (JPEG, PNG, WebP, AVIF, GIF, TIFF, SVG)`,
      {
        cause: error,
      },
    );
  }
  if (/exceeds pixel limit/i.test(first)) {
    return new ClipassoError('input', `${name} has more than ${MAX_PIXELS} pixels; make it smaller first`, {
      cause: error,
    });
  }
  return new ClipassoError('input', `${name} is damaged or incomplete (${first})`, { cause: error });
}
