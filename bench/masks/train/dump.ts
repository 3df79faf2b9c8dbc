/**
 * `npx tsx bench/masks/train/dump.ts --kind scene|empty|photo|tune [--from 0] [--count 100] [--seed 1]`: what the mask decoder is
 * trained on. For each picture bench/results/masks/train/<kind>-<index>.bin: tokens of TAPS (3, rows, columns, 384) and the subject
 * head's logits (8 rows, 8 columns) as float32, the canvas (height, width, 3) and the true mask (height, width) as bytes; a .json
 * with the sizes, and a .jpg to look at. A photo's mask is the one found today, to be looked at before it is trained on.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { createEngine } from '../../../src/compute/engines.ts';
import { refineMask } from '../../../src/photo/mask.ts';
import { createRandom } from '../../../src/random.ts';
import { fitFrame } from '../../../src/raster/frame.ts';
import { type Plane, plane, type RgbImage, rgbImage } from '../../../src/raster/raster.ts';
import { placeOnCanvas, takeFromCanvas } from '../../../src/raster/resample.ts';
import { SUBJECT_SIZE } from '../../../src/teachers/dinov2.ts';
import { likelihoods } from '../../../src/teachers/maps.ts';
import { openDinov2 } from '../../../src/vision/dinov2.ts';
import { readTaps } from '../../../src/vision/pass.ts';
import { makeComposite } from '../composites.ts';
import { makeEmpty, makeScene } from './scene.ts';
import { gcomprisPicture, SOURCES } from './sources.ts';

const TAPS = ['block5', 'block9', 'tokens'];
const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'scene' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const folder = fileURLToPath(new URL('../../results/masks/train/', import.meta.url));
mkdirSync(folder, { recursive: true });
const engine = await createEngine('auto', { threads: 1 });
const network = openDinov2();
for (let i = Number(values.from); i < Number(values.from) + Number(values.count); i++) {
  const path = `${folder}${values.kind}-${String(i).padStart(4, '0')}`;
  if (existsSync(`${path}.json`)) continue;
  const picture = await makePicture(values.kind, i);
  if (picture) await dump(picture.image, picture.truth, path);
}
engine.dispose();

async function makePicture(
  kind: string,
  index: number,
): Promise<{ image: RgbImage; truth: Plane | null } | null> {
  const random = createRandom(Number(values.seed)).fork(`${kind}-${index}`);
  if (kind === 'scene') return makeScene(random);
  if (kind === 'empty') return { image: await makeEmpty(random), truth: null };
  if (kind === 'tune') return makeComposite('tune', index, 0);
  const photo = SOURCES.photos[index];
  return photo ? { image: await readPicture(gcomprisPicture(photo)), truth: null } : null;
}

async function readPicture(bytes: Buffer): Promise<RgbImage> {
  const whole = sharp(bytes).flatten({ background: '#fff' }).toColourspace('srgb');
  const { width, height } = await whole.metadata();
  const scale = 512 / Math.sqrt(width! * height!);
  const size = { width: Math.round(width! * scale), height: Math.round(height! * scale) };
  const data = await whole.resize(size.width, size.height, { fit: 'fill' }).raw().toBuffer();
  return rgbImage(
    size,
    Float32Array.from(data, (v) => v / 255),
  );
}

async function dump(image: RgbImage, truth: Plane | null, path: string): Promise<void> {
  const frame = fitFrame(image.width / image.height, network.canvasRule, SUBJECT_SIZE);
  const canvas = placeOnCanvas(image, frame);
  const found = await readTaps(engine, network, canvas, ['subject', ...TAPS]);
  const subject = found.subject!;
  const map = takeFromCanvas(likelihoods(subject, canvas, 'bilinear'), frame, image);
  const today = values.kind === 'photo' ? refineMask(image, map) : map;
  const mask = placeOnCanvas(truth ?? today ?? plane(image, new Float32Array(map.data.length)), frame);
  const bytes = (data: Float32Array) => Buffer.from(Uint8Array.from(data, (v) => Math.round(255 * v)));
  const floats = (data: Float32Array) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const tokens = TAPS.map((tap) => floats((found[tap]!.data as Float32Array).slice(384)));
  const parts = [...tokens, floats(subject.data as Float32Array), bytes(canvas.data), bytes(mask.data)];
  writeFileSync(`${path}.bin`, Buffer.concat(parts));
  await preview(canvas, mask, `${path}.jpg`);
  writeFileSync(
    `${path}.json`,
    JSON.stringify({ width: frame.width, height: frame.height, taps: TAPS.length }),
  );
}

/** The canvas with what is not the subject's in blue. */
async function preview({ width, height, data }: RgbImage, mask: Plane, path: string): Promise<void> {
  const shown = Uint8Array.from(data, (v, i) => {
    const m = mask.data[Math.floor(i / 3)]!;
    return Math.round(255 * (m * v + (1 - m) * (0.45 * v + (i % 3 === 2 ? 0.55 : 0))));
  });
  await sharp(shown, { raw: { width, height, channels: 3 } })
    .resize(224)
    .jpeg()
    .toFile(path);
}
