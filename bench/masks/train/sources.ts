/** Cut-outs, grounds and photographs that the mask decoder is trained on: none that `bench:masks` or the photo set uses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import type { Random } from '../../../src/random.ts';
import { readOriginal } from '../../quality/originals.ts';
import { unpackPackage } from '../../quality/packages.ts';
import { PHOTO_FOLDER } from '../../quality/photos.ts';

type Pair = readonly [string, string];

interface Sources {
  readonly cutOuts: { readonly package: string; readonly folder: string; readonly files: readonly string[] };
  /** Package and file; bundle and member of GCompris. */
  readonly grounds: { readonly photographs: readonly Pair[]; readonly gcompris: readonly Pair[] };
  readonly photos: readonly Pair[];
}

export const SOURCES: Sources = JSON.parse(readFileSync(new URL('sources.json', import.meta.url), 'utf8'));

const CACHE = fileURLToPath(new URL('../packages/', PHOTO_FOLDER));
const BUNDLES = 'usr/share/gcompris-qt/rcc';

/** A picture with alpha. */
export function openCutOut(random: Random): Sharp {
  const { package: source, folder, files } = SOURCES.cutOuts;
  const file = files[random.integer(files.length)]!;
  return sharp(join(unpackPackage('apt', source, CACHE), folder, file)).ensureAlpha();
}

export function openGround(random: Random): Sharp {
  const { photographs, gcompris } = SOURCES.grounds;
  const index = random.integer(photographs.length + gcompris.length);
  if (index >= photographs.length) return sharp(gcomprisPicture(gcompris[index - photographs.length]!));
  const [source, file] = photographs[index]!;
  return sharp(join(unpackPackage('apt', source, CACHE), file), { limitInputPixels: false });
}

export function gcomprisPicture([bundle, member]: Pair): Buffer {
  return readOriginal({ apt: 'gcompris-qt-data', file: `${BUNDLES}/${bundle}`, member });
}
