/** Small copies of the photos for the contact sheet, kept in a hidden folder beside the drawings. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadImage } from '../napi-canvas.ts';
import { writeFileAtomic } from '../output/write.ts';
import { imageError, openImage } from '../photo/decode.ts';
import type { OutputFolder } from './folders.ts';

const FOLDER = '.clipasso';
/** Longer side in pixels. */
export const THUMBNAIL_SIZE = 256;

/** Writes a photo's thumbnail. @throws ClipassoError 'input' or 'output' */
export async function writeThumbnail(folder: OutputFolder, photo: string, inputHash: string): Promise<void> {
  const { name, pixels } = await openImage(photo);
  const jpeg = await (await pixels())
    .resize(THUMBNAIL_SIZE, THUMBNAIL_SIZE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: 75 })
    .toBuffer()
    .catch((error) => {
      throw imageError(name, error);
    });
  await writeFileAtomic(await folder.place(thumbnailName(inputHash)), jpeg);
}

/** The thumbnail's JPEG; null if it was removed or damaged. */
export async function readThumbnail(folder: OutputFolder, inputHash: string): Promise<Buffer | null> {
  const path = await folder.find(thumbnailName(inputHash));
  if (path === null) return null;
  try {
    const jpeg = await readFile(path);
    const { width, height } = await loadImage(jpeg);
    return Math.max(width, height) <= THUMBNAIL_SIZE ? jpeg : null;
  } catch {
    return null;
  }
}

function thumbnailName(inputHash: string): string {
  return join(FOLDER, `${inputHash.slice(0, 32)}.jpg`);
}
