/** Where the subject of each photo is, by masks that no method under test has seen. */

import { fileURLToPath } from 'node:url';
import type { Plane } from '../../../src/raster/raster.ts';
import { PHOTO_FOLDER, type PhotoEntry } from '../photos.ts';
import { squareMask } from './picture.ts';

export function photoPath({ name, background }: PhotoEntry): string {
  return fileURLToPath(new URL(`${name}.${background === 'cut-out' ? 'png' : 'jpg'}`, PHOTO_FOLDER));
}

/** The subject in a square of `size`, the photo centred in it: a cut-out's own alpha, else the mask kept for it. */
export function subjectMask(entry: PhotoEntry, size: number): Promise<Plane> {
  if (entry.background === 'cut-out') return squareMask(photoPath(entry), 'alpha', size);
  return squareMask(fileURLToPath(new URL(`../masks/${entry.name}.png`, import.meta.url)), 'grey', size);
}
