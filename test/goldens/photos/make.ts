/**
 * Makes the goldens' photos: three reduced from assets/examples, seven painted to look like photos (shaded shapes, texture, noise).
 * They are committed, because another version of Skia or libjpeg may give other pixels. `npx tsx test/goldens/photos/make.ts`
 */
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { createRandom } from '../../../src/random.ts';
import { examplePath } from '../../helpers/examples.ts';
import { SCENES, type Scene } from './scenes.ts';

/** Quality of the JPEG files: 4 to 12 kB each. */
const JPEG = { quality: 82 };
/** Longer side in pixels. */
const SIDE = 240;

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

for (const name of ['duck', 'balloon'] as const) {
  await sharp(examplePath(name))
    .resize(SIDE, SIDE, { fit: 'inside' })
    .jpeg(JPEG)
    .toFile(pathOf(`${name}.jpg`));
}
await makeHopper();
for (const [name, scene] of Object.entries(SCENES)) await makeScene(name, scene);

/** The head and shoulders of the portrait. */
async function makeHopper(): Promise<void> {
  const photo = sharp(examplePath('grace-hopper'));
  const { width, height } = await photo.metadata();
  const crop = {
    left: Math.round(0.12 * width),
    top: 0,
    width: Math.round(0.76 * width),
    height: Math.round(0.7 * height),
  };
  await photo.extract(crop).resize(SIDE, SIDE, { fit: 'inside' }).jpeg(JPEG).toFile(pathOf('hopper.jpg'));
}

async function makeScene(name: string, { width, height, paint, cutOut = false }: Scene): Promise<void> {
  const canvas = createCanvas(width, height);
  const random = createRandom(1).fork(name);
  paint(canvas.getContext('2d'), random);
  const image = sharp(canvas.toBuffer('image/png'));
  if (cutOut) return void (await image.png({ palette: true }).toFile(pathOf(`${name}.png`)));
  const grain = Buffer.from(
    Uint8Array.from({ length: width * height }, () => 128 + 10 * (random.next() - 0.5)),
  );
  const noise = await sharp(grain, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  await image
    .composite([{ input: noise, blend: 'soft-light' }])
    .blur(0.6)
    .flatten()
    .jpeg(JPEG)
    .toFile(pathOf(`${name}.jpg`));
}
