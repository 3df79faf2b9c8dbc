/** Opens an image of any format as pixels: upright, in sRGB with alpha, its first frame, in bounded memory. */

import { ClipassoError } from '../errors.ts';
import { type Sharp, sharp } from '../sharp.ts';
import { checkDecodedSize, decodedBytesPerPixel, MAX_PIXELS } from './budget.ts';
import { foreignFormat, toReadable } from './formats.ts';
import { loadSource, type PhotoSource, type Pixels } from './source.ts';
import { drawVectors } from './vectors.ts';

export interface OpenImage {
  /** What messages call it. */
  readonly name: string;
  /** Upright size in pixels. */
  readonly width: number;
  readonly height: number;
  /** A pipeline over the pixels; what it throws later is told by `imageError`. */
  pixels(): Promise<Sharp>;
}

/** The largest photo that is turned in memory: 134 MB. */
const MAX_TURNED_PIXELS = 2 ** 25;

/** Longer : shorter side beyond which a strip holds too few pixels on its short side to be drawn. */
const MAX_ASPECT = 64;

/** Longer than any photo within these limits takes. */
const MAX_SECONDS = 120;

/**
 * @throws ClipassoError 'input' when the file is missing, is not an image, is damaged, or takes too much memory to decode;
 * 'usage' when `source` is no source
 */
export async function openImage(source: PhotoSource): Promise<OpenImage> {
  const { name, content } = await loadSource(source);
  try {
    const readable = content instanceof Uint8Array ? await toReadable(name, content) : content;
    const open = () => pipelineOf(readable);
    const metadata = await open().metadata();
    const { width, height } = metadata.autoOrient;
    if (Math.max(width, height) > MAX_ASPECT * Math.min(width, height)) {
      throw new ClipassoError(
        'input',
        `${name} is ${width} x ${height}, narrower than 1:${MAX_ASPECT}; crop it and try again`,
      );
    }
    if (readable instanceof Uint8Array) {
      checkDecodedSize(name, width, height, decodedBytesPerPixel(metadata, readable));
    }
    const pixels = () =>
      metadata.format === 'svg' && readable instanceof Uint8Array
        ? drawVectors(name, readable, metadata)
        : upright(open(), width * height);
    return { name, width, height, pixels };
  } catch (error) {
    throw imageError(name, error, content);
  }
}

function pipelineOf(content: Uint8Array | Pixels): Sharp {
  if (content instanceof Uint8Array) {
    const options = { limitInputPixels: MAX_PIXELS, sequentialRead: true, failOn: 'error' } as const;
    return sharp(content, options).timeout({ seconds: MAX_SECONDS });
  }
  const { data, width, height, channels } = content;
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: MAX_PIXELS });
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

/** What went wrong while an image was decoded, in one line. */
export function imageError(name: string, error: unknown, content?: Uint8Array | Pixels): Error {
  if (error instanceof ClipassoError || !(error instanceof Error)) return error as Error;
  const lines = error.message.split('\n').map((line) => line.trim());
  // libvips lists every failed attempt to seek in a file that ends early before it says what it missed.
  const reason = lines.findLast((line) => line !== '' && !/bad seek/.test(line)) ?? 'it ends early';
  if (/unsupported image format/i.test(error.message)) {
    const format = content instanceof Uint8Array ? foreignFormat(content) : null;
    const advice = 'give a JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF, BMP or SVG';
    const message = format
      ? `${name} is ${format}, which cannot be read; ${advice}`
      : `${name} is not an image that can be read; ${advice}`;
    return new ClipassoError('input', message, { cause: error });
  }
  if (/exceeds pixel limit/i.test(error.message)) {
    return new ClipassoError('input', `${name} has more than ${MAX_PIXELS} pixels; make it smaller first`, {
      cause: error,
    });
  }
  if (/timeout/i.test(reason)) {
    const message = `${name} takes longer than ${MAX_SECONDS} s to decode; simplify it or save it as a PNG`;
    return new ClipassoError('input', message, { cause: error });
  }
  return new ClipassoError('input', `${name} is damaged or incomplete (${reason})`, { cause: error });
}
