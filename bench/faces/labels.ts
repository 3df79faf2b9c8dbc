/** What was marked on the photos that the probes learn from (labels.json). */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { readPhoto } from '../../src/photo/read.ts';
import type { Size } from '../../src/raster/frame.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import { readOriginal } from '../quality/originals.ts';
import type { PhotoPackage } from '../quality/photos.ts';

/** In percent: x and r of the photo's width, y of its height. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly r?: number;
}

export interface Labelled {
  readonly source: PhotoPackage;
  /** Present on photos from which the probe that tells heads from things learns, and no other: eyes are found no better with them. */
  readonly only?: 'faces';
  /** None on a photo of things. */
  readonly heads: readonly Mark[];
  readonly eyes: readonly Mark[];
  /** Where an eye has to be but is hardly seen: neither learnt as an eye nor as none. */
  readonly maybe?: readonly Mark[];
  readonly noses: readonly Mark[];
  /** Tips of ears, and ends of mouths. */
  readonly ears?: readonly Mark[];
  readonly mouths?: readonly Mark[];
  readonly beaks?: readonly { readonly tip: Mark; readonly corner?: Mark }[];
}

const LONGEST_SIDE = 800;

export function readLabels(): readonly Labelled[] {
  return JSON.parse(readFileSync(new URL('labels.json', import.meta.url), 'utf8'));
}

/** The photo as it is learnt from. */
export async function readLabelledPhoto({ source }: Labelled): Promise<RgbImage> {
  const bytes = await sharp(readOriginal(source))
    .flatten({ background: 'white' })
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside' })
    .png()
    .toBuffer();
  return (await readPhoto(bytes)).image;
}

export function inPixels({ x, y, r = 0 }: Mark, { width, height }: Size) {
  return { x: (x / 100) * width, y: (y / 100) * height, radius: (r / 100) * width };
}
