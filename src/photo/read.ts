/** Reads a photo upright, in sRGB, at a bounded working size. */
import { ClipassoError } from '../errors.ts';
import type { Size } from '../raster/frame.ts';
import { type Plane, plane, type RgbImage, rgbImage } from '../raster/raster.ts';
import { imageError, openImage } from './decode.ts';
import type { PhotoSource } from './source.ts';

export interface Photo {
  /** The photo over white, upright, resized to about a million pixels. */
  readonly image: RgbImage;
  /** Opacity in [0, 1] of each pixel of `image` when the photo is a cut-out, else null. */
  readonly alpha: Plane | null;
  /** Upright size of the original in pixels. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

export const READ = {
  /** Photos are read at this many pixels, so that a small subject can be brought nearer. */
  area: 1024 * 1024,
  /** Alpha below this, of 255, is transparent. */
  opaque: 250,
  /** A photo of which at least this part is transparent is a cut-out; less are rounded corners. */
  cutOut: 0.05,
  /** A photo whose alpha, of 255, is nowhere as much as this is fully transparent. */
  visible: 8,
};

/**
 * @throws ClipassoError 'input' when the photo is missing, is not an image, is damaged, too large or fully transparent; 'usage'
 * when `source` is a web address or of a wrong type
 */
export async function readPhoto(source: PhotoSource, params = READ): Promise<Photo> {
  const { name, width, height, pixels } = await openImage(source);
  const scale = Math.sqrt(params.area / (width * height));
  try {
    const { data, info } = await (await pixels())
      .resize(Math.max(8, Math.round(width * scale)), Math.max(8, Math.round(height * scale)), {
        fit: 'fill',
      })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const flat = flatten({ name, rgba: data, width: info.width, height: info.height }, params);
    return { ...flat, originalWidth: width, originalHeight: height };
  } catch (error) {
    throw imageError(name, error);
  }
}

interface Decoded extends Size {
  readonly name: string;
  readonly rgba: Buffer;
}

function flatten(
  { name, rgba, width, height }: Decoded,
  { opaque, cutOut, visible }: typeof READ,
): Pick<Photo, 'image' | 'alpha'> {
  const count = width * height;
  const data = new Float32Array(count * 3);
  const alpha = new Float32Array(count);
  let transparent = 0;
  let highest = 0;
  for (let i = 0; i < count; i++) {
    const a = rgba[4 * i + 3];
    if (a < opaque) transparent++;
    if (a > highest) highest = a;
    alpha[i] = a / 255;
    for (let c = 0; c < 3; c++) data[3 * i + c] = (rgba[4 * i + c] / 255) * alpha[i] + 1 - alpha[i];
  }
  if (highest < visible) {
    throw new ClipassoError('input', `${name} is fully transparent; there is nothing to draw`);
  }
  return {
    image: rgbImage({ width, height }, data),
    alpha: transparent >= cutOut * count ? plane({ width, height }, alpha) : null,
  };
}
