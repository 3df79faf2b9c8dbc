/** Small photos for tests of reading, and what was read of them. */
import sharp, { type Sharp } from 'sharp';
import { expect } from 'vitest';
import { ClipassoError } from '../../src/errors.ts';
import { type Photo, readPhoto } from '../../src/photo/read.ts';
import type { PhotoSource } from '../../src/photo/source.ts';

export const RED = [220, 30, 40] as const;
export const BLUE = [20, 60, 200] as const;

/** Left half red, right half blue. */
export function halves(width = 48, height = 32): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) pixels.set(i % width < width / 2 ? RED : BLUE, 3 * i);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Colour (0..255) at a place given in parts of the photo's width and height. */
export function colourAt({ image }: Photo, u: number, v: number): number[] {
  const i = Math.floor(v * image.height) * image.width + Math.floor(u * image.width);
  return [...image.data.subarray(3 * i, 3 * i + 3)].map((c) => Math.round(c * 255));
}

export function expectColour(actual: readonly number[], expected: readonly number[], tolerance: number) {
  for (let c = 0; c < 3; c++) {
    expect(Math.abs(actual[c] - expected[c]), `${actual} is not ${expected}`).toBeLessThanOrEqual(tolerance);
  }
}

/** Reads `halves`, whatever it was made into. */
export async function expectHalves(source: PhotoSource, tolerance = 0): Promise<Photo> {
  const photo = await readPhoto(source);
  expect(photo.originalWidth / photo.originalHeight).toBe(1.5);
  expectColour(colourAt(photo, 0.2, 0.5), RED, tolerance);
  expectColour(colourAt(photo, 0.8, 0.5), BLUE, tolerance);
  return photo;
}

/** The one line that reading fails with. */
export async function problem(
  source: PhotoSource,
  code: ClipassoError['code'] = 'input',
): Promise<ClipassoError> {
  const error = await readPhoto(source).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ClipassoError);
  expect((error as ClipassoError).code).toBe(code);
  expect((error as ClipassoError).message).not.toContain('\n');
  return error as ClipassoError;
}
