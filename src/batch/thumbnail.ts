/** Small copies of the photos for the contact sheet, kept in a hidden folder beside the drawings. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { writeFileAtomic } from '../output/write.ts';
import type { OutputFolder } from './folders.ts';

const FOLDER = '.clipasso';
/** Longer side in pixels. */
export const THUMBNAIL_SIZE = 256;

export async function writeThumbnail(folder: OutputFolder, photo: string, inputHash: string): Promise<void> {
  const jpeg = await sharp(photo, { limitInputPixels: 2 ** 30, sequentialRead: true })
    .autoOrient()
    .resize(THUMBNAIL_SIZE, THUMBNAIL_SIZE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality: 75 })
    .toBuffer();
  await writeFileAtomic(await folder.place(thumbnailName(inputHash)), jpeg);
}

/** The JPEG, or null if it was removed. */
export async function readThumbnail(folder: OutputFolder, inputHash: string): Promise<Buffer | null> {
  const path = await folder.find(thumbnailName(inputHash));
  return path === null ? null : readFile(path).catch(() => null);
}

function thumbnailName(inputHash: string): string {
  return join(FOLDER, `${inputHash.slice(0, 32)}.jpg`);
}
