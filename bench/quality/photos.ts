/** The fixed photo set: what each photo shows, who made it, under which licence, and which package ships it. */
import { readFile } from 'node:fs/promises';

/** The package that ships a photo, and the file inside it. */
export interface PhotoPackage {
  readonly apt?: string;
  readonly npm?: string;
  readonly pip?: string;
  /** Path inside the unpacked package. */
  readonly file: string;
  /** Path inside `file`, when that is a Qt resource bundle or a tar archive. */
  readonly member?: string;
}

export interface PhotoEntry {
  readonly name: string;
  /** `tune` photos may steer design and defaults; `test` photos are looked at only for the final table. */
  readonly split: 'tune' | 'test';
  readonly kind: 'animal' | 'face' | 'person' | 'object' | 'vehicle' | 'plant' | 'building';
  readonly background: 'cut-out' | 'plain' | 'busy';
  readonly source: PhotoPackage;
  readonly licence: string;
  readonly author: string;
  readonly original: string;
  /** Left, top, width, height in pixels of the original. */
  readonly crop?: readonly [number, number, number, number];
  /** Names of the ImageNet classes that would be right; empty when ImageNet has none. */
  readonly words: readonly string[];
}

/** Where the fetched photos lie. */
export const PHOTO_FOLDER = new URL('../results/photos/', import.meta.url);

export async function photoEntries(): Promise<readonly PhotoEntry[]> {
  return JSON.parse(await readFile(new URL('photos.json', import.meta.url), 'utf8'));
}
