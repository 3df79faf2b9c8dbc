/** The portraits: which package ships each, under which licence, and which of them have one pose. */
import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { readOriginal } from '../quality/originals.ts';
import type { PhotoPackage } from '../quality/photos.ts';

export interface PortraitEntry {
  readonly name: string;
  /** Portraits of one pose are the harder choice: four of each. */
  readonly pose: string;
  readonly source: PhotoPackage;
  readonly licence: string;
  /** Left, top, width, height in pixels of the original. */
  readonly crop?: readonly [number, number, number, number];
}

const FOLDER = fileURLToPath(new URL('../results/people/photos/', import.meta.url));
const LONGEST_SIDE = 800;

export async function portraitEntries(): Promise<readonly PortraitEntry[]> {
  return JSON.parse(await readFile(new URL('portraits.json', import.meta.url), 'utf8'));
}

/** Where an entry's photo lies, fetched if need be. */
export async function portraitPath({ name, source, crop }: PortraitEntry): Promise<string> {
  const path = join(FOLDER, `${name}.jpg`);
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const [left, top, width, height] = crop ?? [];
  const original = sharp(readOriginal(source));
  const cropped = crop
    ? original.extract({ left: left!, top: top!, width: width!, height: height! })
    : original;
  await cropped
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside' })
    .flatten({ background: 'white' })
    .jpeg({ quality: 92 })
    .toFile(path);
  return path;
}
