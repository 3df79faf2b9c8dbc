/** The subject's mask as a picture that `--mask` takes. */

import type { SubjectMask } from '../result.ts';
import { sharp } from '../sharp.ts';
import { markPng } from './marks.ts';

/** Larger photos get a smaller mask of the same shape; `--mask` takes any size. */
const MAX_PIXELS = 2 ** 25;

/** A grey PNG of the photo's size, white where the subject is. */
export async function encodeMask({ width, height, data, photo }: SubjectMask): Promise<Buffer> {
  const scale = Math.min(1, Math.sqrt(MAX_PIXELS / (photo.width * photo.height)));
  const size = (side: number) => Math.max(1, Math.round(side * scale));
  const grey = Uint8Array.from(data, (v) => Math.round(255 * v));
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .resize(size(photo.width), size(photo.height), { fit: 'fill' })
    .toColourspace('b-w')
    .png()
    .toBuffer();
  return markPng(png);
}
