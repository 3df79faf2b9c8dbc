/** Cut-outs pasted on photographs and on plain grounds, with their true masks; seeded, and split by cut-out and ground. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { createRandom, type Random } from '../../src/random.ts';
import { blurWide } from '../../src/raster/blur.ts';
import { type Plane, plane, type RgbImage, rgbImage, withData } from '../../src/raster/raster.ts';
import { unpackPackage } from '../quality/packages.ts';
import { PHOTO_FOLDER } from '../quality/photos.ts';
import { plainGround } from './grounds.ts';

export type Split = 'tune' | 'test';

export interface MaskCase {
  readonly name: string;
  readonly group: string;
  readonly split: Split;
  readonly image: RgbImage;
  readonly truth: Plane;
}

interface Parts {
  readonly cutOuts: { readonly package: string; readonly folder: string } & Record<Split, readonly string[]>;
  readonly photographs: Record<Split, readonly (readonly [string, string])[]>;
}

const CACHE = fileURLToPath(new URL('../packages/', PHOTO_FOLDER));
const PARTS: Parts = JSON.parse(readFileSync(new URL('parts.json', import.meta.url), 'utf8'));

const SIDE = 512;
const SQUARE = { width: SIDE, height: SIDE };
/** The cut-out's longer side, as a part of the picture's. */
const EXTENT = [0.5, 0.88] as const;
/** The shadow's strength, its offset and its blur in pixels. */
const SHADOW = { dark: [0.15, 0.5], offset: [4, 40], blur: [6, 24] } as const;

/** The `index`-th composite of a split: each cut-out on a photograph, then on a plain ground with a soft shadow. */
export async function makeComposite(split: Split, index: number, seed: number): Promise<MaskCase> {
  const random = createRandom(seed).fork(`${split}-${index}`);
  const names = PARTS.cutOuts[split];
  const file = names[(index >> 1) % names.length]!;
  const folder = unpackPackage('apt', PARTS.cutOuts.package, CACHE);
  const cutOut = await placeCutOut(join(folder, PARTS.cutOuts.folder, file), random.fork('cut-out'));
  const busy = index % 2 === 0;
  const { image: ground, name } = busy
    ? await photograph(split, random.fork('photograph'))
    : plainGround(SIDE, random.fork('ground'));
  const shaded = busy ? ground : castShadow(ground, cutOut.truth, random.fork('shadow'));
  const data = shaded.data.map((v, i) => {
    const alpha = cutOut.truth.data[Math.floor(i / 3)]!;
    return alpha * cutOut.data[i]! + (1 - alpha) * v;
  });
  return {
    name: `${file.replace(/.*\/|\.png$/g, '')} on ${name}`,
    group: busy ? 'photograph' : 'plain ground',
    split,
    image: withData(ground, noisy(data, random.fork('noise'))),
    truth: cutOut.truth,
  };
}

async function placeCutOut(path: string, random: Random): Promise<{ data: Float32Array; truth: Plane }> {
  const extent = Math.round(SIDE * random.uniform(...EXTENT));
  const stamp = sharp(path)
    .ensureAlpha()
    .toColourspace('srgb')
    .resize(extent, extent, { fit: 'inside', kernel: 'cubic' })
    .flop(random.next() < 0.5);
  const { data: inner, info } = await stamp.raw().toBuffer({ resolveWithObject: true });
  const left = random.integer(SIDE - info.width + 1);
  const top = random.integer(SIDE - info.height + 1);
  const gain = random.uniform(0.85, 1.1);
  const data = new Float32Array(SIDE * SIDE * 3);
  const alpha = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < info.height; y++) {
    for (let x = 0; x < info.width; x++) {
      const [from, to] = [4 * (y * info.width + x), (top + y) * SIDE + left + x];
      alpha[to] = inner[from + 3]! / 255;
      for (let c = 0; c < 3; c++) data[3 * to + c] = Math.min(1, (gain * inner[from + c]!) / 255);
    }
  }
  return { data, truth: plane(SQUARE, alpha) };
}

async function photograph(split: Split, random: Random): Promise<{ image: RgbImage; name: string }> {
  const list = PARTS.photographs[split];
  const [source, file] = list[random.integer(list.length)]!;
  const bytes = await sharp(join(unpackPackage('apt', source, CACHE), file), { limitInputPixels: false })
    .resize(SIDE, SIDE, { fit: 'cover', position: random.next() < 0.5 ? 'left' : 'right' })
    .blur(random.uniform(0.4, 2.5))
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  const name = file.replace(/.*\/|\.jpg$|_by.*/g, '');
  return {
    image: rgbImage(
      SQUARE,
      Float32Array.from(bytes, (v) => v / 255),
    ),
    name,
  };
}

/** The cut-out's blurred alpha, moved down and to the side, darkens the ground. */
function castShadow(ground: RgbImage, { data }: Plane, random: Random): RgbImage {
  const [dx, dy] = [
    Math.round(random.uniform(-1, 1) * SHADOW.offset[1]),
    Math.round(random.uniform(...SHADOW.offset)),
  ];
  const moved = data.map((_, i) => {
    const [x, y] = [(i % SIDE) - dx, Math.floor(i / SIDE) - dy];
    return x >= 0 && x < SIDE && y >= 0 && y < SIDE ? data[y * SIDE + x]! : 0;
  });
  const soft = blurWide(plane(SQUARE, moved), random.uniform(...SHADOW.blur)).data;
  const dark = random.uniform(...SHADOW.dark);
  return { ...ground, data: ground.data.map((v, i) => v * (1 - dark * soft[Math.floor(i / 3)]!)) };
}

/** Sensor noise of one level in 255. */
function noisy(data: Float32Array, random: Random): Float32Array {
  return data.map((v) => Math.min(1, Math.max(0, Math.round(255 * v + random.normal()) / 255)));
}
