/** Masks as grey PNGs of the photo's shape, white where the subject is, as `--mask` takes them. */

import { encodeMask } from '../output/mask-png.ts';
import { openImage } from '../photo/decode.ts';
import type { SubjectMask } from '../result.ts';
import { sharp } from '../sharp.ts';
import { Refusal } from './problems.ts';

export interface MaskFile {
  readonly png: Buffer;
  /** Fraction of the photo that is covered, 0 to 1. */
  readonly covers: number;
}

/** Most pixels of a mask; larger photos get one of the same shape. */
const MAX_PIXELS = 2 ** 23;
/** Largest relative difference between the aspect ratios of mask and photo. */
const ASPECT = 0.02;
/** Smallest fraction of the photo that a mask has to cover. */
const LEAST = 1e-4;

export async function fromSubject(mask: SubjectMask): Promise<MaskFile> {
  const covers = mask.data.reduce((sum, v) => sum + v, 0) / mask.data.length;
  return { png: await encodeMask(mask), covers };
}

/**
 * Reads a painted mask.
 * @param photo its size in pixels
 * @throws ClipassoError 'input' if it is not a picture; Refusal if its aspect ratio is not the photo's, or it covers nothing
 */
export async function fromPainted(
  bytes: Uint8Array,
  photo: { readonly width: number; readonly height: number },
): Promise<MaskFile> {
  const { width, height, pixels } = await openImage(bytes);
  const stretched = Math.abs(Math.log((width * photo.height) / (height * photo.width)));
  if (stretched > ASPECT + 1 / width + 1 / height)
    throw new Refusal(
      'input',
      `The mask is ${width} x ${height} and the photo ${photo.width} x ${photo.height}, another shape`,
    );
  const scale = Math.min(1, Math.sqrt(MAX_PIXELS / (photo.width * photo.height)));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const flat = await (await pixels())
    .flatten({ background: 'black' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width: w, height: h, channels } = flat.info;
  const grey = await sharp(flat.data, { raw: { width: w, height: h, channels } })
    .resize(side(photo.width), side(photo.height), { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return encodeGrey(grey.data, grey.info);
}

/** @param grey one byte per pixel @throws Refusal when it covers nothing */
export async function encodeGrey(
  grey: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<MaskFile> {
  const covers = grey.reduce((sum, v) => sum + v, 0) / (255 * grey.length);
  if (covers < LEAST)
    throw new Refusal('input', 'The mask leaves nothing to draw; paint the subject, or draw the whole photo');
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
  return { png, covers };
}

/** Grey values of a mask, its longer side reduced to at most `size` pixels. */
export async function decodeGrey(
  png: Buffer,
  size?: number,
): Promise<{ readonly data: Buffer; readonly width: number; readonly height: number }> {
  const whole = sharp(png).toColourspace('b-w');
  const sized = size === undefined ? whole : whole.resize(size, size, { fit: 'inside' });
  const { data, info } = await sized.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The mask as a smaller PNG. */
export function resizeMask(png: Buffer, size: number): Promise<Buffer> {
  return sharp(png).resize(size, size, { fit: 'inside' }).png().toBuffer();
}
