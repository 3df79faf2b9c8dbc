/** Photos and drawings as the judge sees them: whole, centred on a white square. */

import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Plane } from '../../../src/raster/raster.ts';
import type { Sketch } from '../../../src/sketch.ts';
import { drawStrokes } from '../../../src/strokes/draw.ts';

/** RGB in [0, 1], (size, size, 3). */
export interface SquarePicture {
  readonly size: number;
  readonly rgb: Float32Array;
}

const WHITE = { r: 255, g: 255, b: 255, alpha: 1 };

/** A picture file, transparent parts white. */
export async function squarePhoto(path: string, size: number): Promise<SquarePicture> {
  const bytes = await sharp(path)
    .flatten({ background: WHITE })
    .toColourspace('srgb')
    .resize(size, size, { fit: 'contain', background: WHITE })
    .raw()
    .toBuffer();
  return { size, rgb: Float32Array.from(bytes, (v) => v / 255) };
}

/** The alpha channel of a cut-out, or a black and white mask file, as a plane in [0, 1] that is 0 around the picture. */
export async function squareMask(path: string, channel: 'alpha' | 'grey', size: number): Promise<Plane> {
  const source = channel === 'alpha' ? sharp(path).extractChannel('alpha') : sharp(path).greyscale();
  const bytes = await source.resize(size, size, { fit: 'contain', background: 'black' }).raw().toBuffer();
  return { width: size, height: size, channels: 1 as const, data: Float32Array.from(bytes, (v) => v / 255) };
}

export function squareSketch({ width, height, strokes }: Sketch, size: number): SquarePicture {
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, size, size);
  const scale = size / Math.max(width, height);
  context.translate((size - width * scale) / 2, (size - height * scale) / 2);
  context.scale(scale, scale);
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  drawStrokes(context, strokes);
  const { data } = context.getImageData(0, 0, size, size);
  const rgb = new Float32Array(size * size * 3);
  for (let i = 0; i < size * size; i++) for (let c = 0; c < 3; c++) rgb[3 * i + c] = data[4 * i + c]! / 255;
  return { size, rgb };
}

/** How dark each pixel is, in [0, 1]. */
export function inkOf({ size, rgb }: SquarePicture): Plane {
  return {
    width: size,
    height: size,
    channels: 1 as const,
    data: Float32Array.from({ length: size * size }, (_, i) => 1 - rgb[3 * i]!),
  };
}

/** The picture with everything outside the mask white. */
export function onlySubject({ size, rgb }: SquarePicture, mask: Plane): SquarePicture {
  return { size, rgb: rgb.map((v, i) => 1 + (v - 1) * mask.data[Math.floor(i / 3)]!) };
}

export function colourPlanes({ size, rgb }: SquarePicture): Plane[] {
  return [0, 1, 2].map((c) => ({
    width: size,
    height: size,
    channels: 1 as const,
    data: Float32Array.from({ length: size * size }, (_, i) => rgb[3 * i + c]!),
  }));
}
