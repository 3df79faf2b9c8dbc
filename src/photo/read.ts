/** Reads a photo upright, in sRGB, at a bounded working size. */
import { ClipassoError } from '../errors.ts';
import { type Plane, plane, type RgbImage, rgbImage } from '../raster/raster.ts';
import { imageError, openImage } from './decode.ts';
import type { PhotoSource } from './source.ts';

export interface Photo {
  /** The photo over white, upright, resized to about READ_AREA pixels. */
  readonly image: RgbImage;
  /** Opacity in [0, 1] of each pixel of `image` when the photo is a cut-out, else null. */
  readonly alpha: Plane | null;
  /** Upright size of the original in pixels. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

/** Photos are read at this many pixels, so that a small subject can be brought nearer. */
const READ_AREA = 1024 * 1024;

/** Alpha below this is transparent. */
const OPAQUE = 250;
/** A photo of which at least this part is transparent is a cut-out; less are rounded corners. */
const CUT_OUT = 0.05;

/**
 * @throws ClipassoError 'input' when the photo is missing, is not an image, is damaged, too large or fully transparent; 'usage'
 * when `source` is a web address or of a wrong type
 */
export async function readPhoto(source: PhotoSource): Promise<Photo> {
  const { name, width, height, pixels } = await openImage(source);
  const scale = Math.sqrt(READ_AREA / (width * height));
  try {
    const { data, info } = await (await pixels())
      .resize(Math.max(8, Math.round(width * scale)), Math.max(8, Math.round(height * scale)), {
        fit: 'fill',
      })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { ...flatten(name, data, info.width, info.height), originalWidth: width, originalHeight: height };
  } catch (error) {
    throw imageError(name, error);
  }
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
  return {
    image: rgbImage({ width, height }, data),
    alpha: transparent >= CUT_OUT * count ? plane({ width, height }, alpha) : null,
  };
}
