/** Which part of a photo is drawn. */
import sharp from 'sharp';
import { ClipassoError } from '../errors.ts';
import type { RgbImage } from './image.ts';
import { refineMask } from './mask.ts';
import type { Photo } from './read.ts';

/**
 * The subject mask at the photo's working size, in [0, 1], or null for the whole photo.
 * @param choice 'auto' (the photo's alpha if it has one, else found), 'none', or the path of a grey image, white = subject
 * @param subject the network's subject map at the working size, or null
 * @throws ClipassoError 'input' when the mask file cannot be read
 */
export async function chooseMask(
  photo: Photo,
  choice: string,
  subject: Float32Array | null,
): Promise<Float32Array | null> {
  if (choice === 'none') return null;
  if (choice !== 'auto') return readMask(choice, photo.image);
  return photo.alpha ?? (subject && refineMask(photo.image, subject));
}

async function readMask(path: string, { width, height }: RgbImage): Promise<Float32Array> {
  try {
    const grey = await sharp(path, { failOn: 'error' })
      .autoOrient()
      .flatten({ background: 'black' })
      .toColourspace('b-w')
      .resize(width, height, { fit: 'fill' })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { channels } = grey.info;
    return Float32Array.from({ length: width * height }, (_, i) => grey.data[i * channels] / 255);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ClipassoError(
      'input',
      `Cannot read the mask ${path} (${reason}); use auto, none or a grey image`,
      {
        cause: error,
      },
    );
  }
}

/** The photo with everything but the subject white. */
export function whitenBackground(image: RgbImage, mask: Float32Array | null): RgbImage {
  if (!mask) return image;
  const data = image.data.map((v, i) => 1 - mask[Math.floor(i / 3)] * (1 - v));
  return { width: image.width, height: image.height, data };
}
