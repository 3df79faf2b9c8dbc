/** The photos whose drawings are compared: the quality bench's, more from packages, and a folder of photos that stay where they are. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { photoPath } from '../quality/judge/subject.ts';
import { readOriginal } from '../quality/originals.ts';
import { type PhotoEntry, type PhotoPackage, photoEntries } from '../quality/photos.ts';

export interface PairPhoto {
  /** Of a photo that may not be passed on, `local-` and its file's name. */
  readonly name: string;
  readonly path: string;
  readonly cutOut: boolean;
  /** A mask made by hand, where there is one. */
  readonly mask?: string;
}

interface PackagedPhoto {
  readonly name: string;
  readonly cutOut: boolean;
  readonly source: PhotoPackage;
}

/** Where all that is not kept in the repository lies. */
export const RESULTS = fileURLToPath(new URL('../results/pairs/', import.meta.url));
const LONGEST_SIDE = 800;

/**
 * All photos, fetched if need be.
 * @param local a folder of photos that are read where they are, or undefined
 */
export async function pairPhotos(local: string | undefined): Promise<readonly PairPhoto[]> {
  const bench = (await photoEntries()).map(benchPhoto);
  const packaged: readonly PackagedPhoto[] = JSON.parse(
    await readFile(new URL('photos.json', import.meta.url), 'utf8'),
  );
  const fetched = [];
  for (const photo of packaged) fetched.push(await fetchPhoto(photo));
  return [...bench, ...fetched, ...(local ? localPhotos(local) : [])];
}

/** A photo of the quality bench. */
export function benchPhoto(entry: PhotoEntry): PairPhoto {
  const cutOut = entry.background === 'cut-out';
  const mask = fileURLToPath(new URL(`../quality/masks/${entry.name}.png`, import.meta.url));
  return { name: entry.name, path: photoPath(entry), cutOut, ...(!cutOut && { mask }) };
}

async function fetchPhoto({ name, cutOut, source }: PackagedPhoto): Promise<PairPhoto> {
  const folder = join(RESULTS, 'photos');
  const path = join(folder, `${name}.${cutOut ? 'png' : 'jpg'}`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const sized = sharp(readOriginal(source)).resize({
      ...{ width: LONGEST_SIDE, height: LONGEST_SIDE },
      ...{ fit: 'inside', withoutEnlargement: true },
    });
    await (cutOut ? sized.png() : sized.flatten({ background: 'white' }).jpeg({ quality: 92 })).toFile(path);
  }
  return { name, path, cutOut };
}

function localPhotos(folder: string): PairPhoto[] {
  return readdirSync(folder)
    .filter((file) => /\.(jpe?g|png|webp)$/i.test(file))
    .sort()
    .map((file) => ({
      name: `local-${basename(file, extname(file))}`,
      path: join(folder, file),
      cutOut: false,
    }));
}
