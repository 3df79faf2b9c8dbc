import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './folder.ts';
import { DISC_SVG } from './pictures.ts';

/** `photos`, a new folder with a disc of a radius of its own as `<name>.svg` for each name, and `out` beside it, which does not exist yet. */
export function discPhotos(radii: Readonly<Record<string, number>>): { photos: string; out: string } {
  const folder = temporaryFolder();
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  for (const [name, radius] of Object.entries(radii))
    writeFileSync(join(photos, `${name}.svg`), DISC_SVG.replace('70', String(radius)));
  return { photos, out: join(folder, 'out') };
}
