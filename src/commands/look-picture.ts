/** The photo with its things marked, as a file. */
import { extname } from 'node:path';
import { markJpeg, markPng, markWebp } from '../output/marks.ts';
import type { RgbImage } from '../raster/raster.ts';
import { drawThings } from '../things/picture.ts';
import type { Thing } from '../things/thing.ts';

const QUALITY = 90;

/** The picture's bytes, for a file name that ends in .png, .jpg, .jpeg or .webp. @param photo in which the things were found */
export function encodeLook(path: string, photo: RgbImage, things: readonly Thing[]): Buffer {
  const canvas = drawThings(photo, things);
  switch (extname(path).toLowerCase()) {
    case '.png':
      return markPng(canvas.toBuffer('image/png'));
    case '.webp':
      return markWebp(canvas.toBuffer('image/webp', QUALITY), canvas.width, canvas.height);
    default:
      return markJpeg(canvas.toBuffer('image/jpeg', QUALITY));
  }
}
