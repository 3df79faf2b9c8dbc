/** Marks on the training photos of the probes (labels.json). */
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
  /** Set on photos that only the probe for faces in things is trained on: the eye probe gained nothing from them. */
  readonly only?: 'faces';
  /** None on a photo of things. */
  readonly heads: readonly Mark[];
  readonly eyes: readonly Mark[];
  /** Hardly visible eyes: neither positive nor negative examples. */
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

/** The photo as it is used for training. */
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
