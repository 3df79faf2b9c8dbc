/** Which part of a photo is drawn. */
import sharp from 'sharp';
import { ClipassoError } from '../errors.ts';
import type { RgbImage } from './image.ts';
import { refineMask } from './mask.ts';

/** 'auto': the photo's alpha if it has one, else found. 'none': everything. Else a mask of the photo's size in [0, 1]. */
export type MaskSource = 'auto' | 'none' | Float32Array;

/**
 * @param choice 'auto', 'none', or the path of a grey image of any size, white = subject
 * @throws ClipassoError 'input' when the mask file cannot be read
 */
export async function loadMask(choice: string, { width, height }: RgbImage): Promise<MaskSource> {
  if (choice === 'auto' || choice === 'none') return choice;
  try {
    const { data, info } = await sharp(choice, { failOn: 'error' })
      .autoOrient()
      .flatten({ background: 'black' })
      .toColourspace('b-w')
      .resize(width, height, { fit: 'fill' })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return Float32Array.from({ length: width * height }, (_, i) => data[i * info.channels] / 255);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    const advice = 'use auto, none or a grey image that is white where the subject is';
    throw new ClipassoError('input', `Cannot read the mask ${choice} (${reason}); ${advice}`, { cause });
  }
}

/**
 * The mask in [0, 1], or null for the whole image.
 * @param given a mask that is known already, 'none', or null to find one
 * @param subject the network's subject map
 */
export function chooseMask(
  image: RgbImage,
  given: Float32Array | 'none' | null,
  subject: Float32Array,
): Float32Array | null {
  if (given === 'none') return null;
  return given ?? refineMask(image, subject);
}

/** The image with everything but the subject white. */
export function whitenBackground(image: RgbImage, mask: Float32Array | null): RgbImage {
  if (!mask) return image;
  const data = image.data.map((v, i) => 1 - mask[Math.floor(i / 3)] * (1 - v));
  return { width: image.width, height: image.height, data };
}
