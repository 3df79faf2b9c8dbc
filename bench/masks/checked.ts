/** The photo set's masks that were checked by eye; their photos are fetched by `npm run bench:photos`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { readPhoto } from '../../src/photo/read.ts';
import { plane } from '../../src/raster/raster.ts';
import { photoPath } from '../quality/judge/subject.ts';
import { photoEntries } from '../quality/photos.ts';
import type { MaskCase } from './composites.ts';

export async function* checkedCases(): AsyncGenerator<MaskCase> {
  for (const entry of await photoEntries()) {
    const mask = fileURLToPath(new URL(`../quality/masks/${entry.name}.png`, import.meta.url));
    if (!existsSync(mask) || !existsSync(photoPath(entry))) continue;
    const { image } = await readPhoto(photoPath(entry));
    const { width, height } = image;
    const grey = await sharp(mask).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer();
    const truth = plane(
      image,
      Float32Array.from(grey, (v) => v / 255),
    );
    yield { name: entry.name, group: 'checked by eye', split: entry.split, image, truth };
  }
}
