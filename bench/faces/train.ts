/**
 * `npm run bench:faces`: trains the probes that find heads, eyes and noses, and writes them beside the embedded network's weights.
 * Needs apt-get, npm, pip and python3. Photos of the quality bench are not among those that are learnt from.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { createEngine } from '../../src/compute/engines.ts';
import { pictureOfHead, squareAround } from '../../src/photo/faces.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { createRandom } from '../../src/random.ts';
import { fitFrame } from '../../src/raster/frame.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import { placeOnCanvas } from '../../src/raster/resample.ts';
import { SUBJECT_SIZE } from '../../src/teachers/dinov2.ts';
import { loadTeacher } from '../../src/teachers/registry.ts';
import { readTaps } from '../../src/vision/pass.ts';
import { PROBES, type ProbeName } from '../../src/vision/probes.ts';
import { f32, writeSafetensors } from '../../test/helpers/safetensors.ts';
import { readOriginal } from '../quality/originals.ts';
import type { PhotoPackage } from '../quality/photos.ts';
import { fitLogistic } from './logistic.ts';

/** In percent: x and r of the photo's width, y of its height. */
interface Mark {
  readonly x: number;
  readonly y: number;
  readonly r?: number;
}

interface Labelled {
  readonly source: PhotoPackage;
  readonly heads: readonly Mark[];
  readonly eyes: readonly Mark[];
  readonly noses: readonly Mark[];
}

/** A disc in pixels of a picture; what lies between it and `doubtful` is not learnt from. */
interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly doubtful: number;
}

interface Sample {
  readonly rows: Float32Array[];
  readonly labels: number[];
}

const PATCH = 14;
const LONGEST_SIDE = 800;
/** Of each photo, so many patches without a head are learnt from. */
const PATCHES_WITHOUT_HEAD = 250;
/** Heads are seen from these distances, in parts of the usual one, and not quite in the middle: by up to this part of the radius. */
const DISTANCES = [0.83, 1, 1.27];
const OFF_CENTRE = 0.35;
/** Heads learnt from in one photo. */
const MOST_HEADS = 4;
const RIDGE = { heads: 300, eyes: 100, noses: 100 };

const random = createRandom(0);
const [order, places] = [random.fork('order'), random.fork('places')];
const engine = await createEngine('auto', { threads: 0 });
const { network } = (await loadTeacher('dinov2-small')).parts[0]!;
const samples: Record<ProbeName, Sample> = {
  heads: { rows: [], labels: [] },
  eyes: { rows: [], labels: [] },
  noses: { rows: [], labels: [] },
};

const labelled: readonly Labelled[] = JSON.parse(
  readFileSync(new URL('labels.json', import.meta.url), 'utf8'),
);
for (const [k, photo] of labelled.entries()) {
  const bytes = await sharp(readOriginal(photo.source))
    .flatten({ background: 'white' })
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside' })
    .png()
    .toBuffer();
  const { image } = await readPhoto(bytes);
  await learnHeads(image, photo.heads);
  await learnFaces(image, photo);
  console.log(`${k + 1} of ${labelled.length}: ${photo.source.member ?? photo.source.file}`);
}
engine.dispose();
const models = Object.entries(samples).map(([name, sample]) => {
  console.log(`${name}: ${sample.rows.length} patches`);
  return [name, fitLogistic(sample, RIDGE[name as ProbeName])] as const;
});
const path = new URL('../../assets/models/dinov2-small/probes.safetensors', import.meta.url);
const tensors = models.flatMap(([name, { weight, bias }]) => [
  [`${name}.weight`, f32([1, weight.length], weight)] as const,
  [`${name}.bias`, f32([1], Float32Array.of(bias))] as const,
]);
writeSafetensors(fileURLToPath(path), Object.fromEntries(tensors));

/** Patches of the whole photo, and of its mirror image. */
async function learnHeads(photo: RgbImage, heads: readonly Mark[]): Promise<void> {
  const frame = fitFrame(photo.width / photo.height, network.canvasRule, SUBJECT_SIZE);
  const canvas = placeOnCanvas(photo, frame);
  const scale = frame.photo.width / photo.width;
  const discs = heads.map((mark) => {
    const { x, y, radius } = inPixels(mark, photo);
    const [cx, cy, r] = [frame.photo.x + x * scale, frame.photo.y + y * scale, radius * scale];
    return { x: cx, y: cy, radius: 0.8 * r, doubtful: 1.35 * r + 7 };
  });
  for (const mirrored of [false, true]) {
    const picture = mirrored ? mirror(canvas) : canvas;
    const there = mirrored ? discs.map((disc) => ({ ...disc, x: canvas.width - disc.x })) : discs;
    const tokens = await readTokens(picture, PROBES.heads);
    const { rows, labels } = labelPatches(tokens, picture, there);
    const without = [...labels.keys()].filter((i) => labels[i] === 0);
    const chosen = new Set(shuffled(without).slice(0, PATCHES_WITHOUT_HEAD));
    rows.forEach((row, i) => {
      if (labels[i] === 1 || chosen.has(i)) add(samples.heads, row, labels[i]);
    });
  }
}

/** Patches of each head's picture, from several distances. */
async function learnFaces(photo: RgbImage, { heads, eyes, noses }: Labelled): Promise<void> {
  for (const mark of heads.slice(0, MOST_HEADS)) {
    const { x, y, radius } = inPixels(mark, photo);
    for (const distance of DISTANCES) {
      const off = () => places.uniform(-OFF_CENTRE, OFF_CENTRE) * radius;
      const head = { x: x + off(), y: y + off(), radius: radius * distance };
      const picture = pictureOfHead(photo, head);
      const square = squareAround(head);
      const zoom = picture.width / square.width;
      const discs = (marks: readonly Mark[]) =>
        marks.map((feature): Disc => {
          const found = inPixels(feature, photo);
          const size = Math.max(9, 0.7 * Math.min(50, found.radius * zoom));
          return {
            x: (found.x - square.x) * zoom,
            y: (found.y - square.y) * zoom,
            radius: size,
            doubtful: size + PATCH,
          };
        });
      const tokens = await readTokens(picture, PROBES.eyes);
      for (const [name, marks] of [
        ['eyes', eyes],
        ['noses', noses],
      ] as const) {
        const { rows, labels } = labelPatches(tokens, picture, discs(marks));
        rows.forEach((row, i) => {
          add(samples[name], row, labels[i]);
        });
      }
    }
  }
}

function add({ rows, labels }: Sample, row: Float32Array, label: number): void {
  rows.push(row);
  labels.push(label);
}

function inPixels({ x, y, r = 0 }: Mark, { width, height }: RgbImage) {
  return { x: (x / 100) * width, y: (y / 100) * height, radius: (r / 100) * width };
}

/** Patches in a disc, or that hold its middle, are 1, those beyond all doubt 0. */
function labelPatches(tokens: Float32Array[], { width, height }: RgbImage, discs: readonly Disc[]): Sample {
  const sample: Sample = { rows: [], labels: [] };
  const columns = width / PATCH;
  tokens.forEach((row, i) => {
    const left = (i % columns) * PATCH;
    const top = Math.floor(i / columns) * PATCH;
    const distance = ({ x, y }: Disc) => Math.hypot(left + PATCH / 2 - x, top + PATCH / 2 - y);
    const holds = ({ x, y }: Disc) =>
      x >= left && x < left + PATCH && y >= top && y < top + PATCH && x < width && y < height;
    if (discs.some((disc) => distance(disc) < disc.radius || holds(disc))) add(sample, row, 1);
    else if (discs.every((disc) => distance(disc) >= disc.doubtful)) add(sample, row, 0);
  });
  return sample;
}

function mirror({ width, height, data }: RgbImage): RgbImage {
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 3 * (y * width + width - 1 - x);
      out.set(data.subarray(from, from + 3), 3 * (y * width + x));
    }
  }
  return { width, height, channels: 3 as const, data: out };
}

function shuffled(values: readonly number[]): number[] {
  const keys = new Map(values.map((value) => [value, order.next()]));
  return [...values].sort((a, b) => keys.get(a)! - keys.get(b)!);
}

/** Patch tokens, one array each, row by row. */
async function readTokens(picture: RgbImage, tap: string): Promise<Float32Array[]> {
  const { [tap]: tokens } = await readTaps(engine, network, picture, [tap]);
  const [, count, size] = tokens!.shape as [number, number, number];
  const values = tokens!.data as Float32Array;
  return Array.from({ length: count - 1 }, (_, i) => values.slice((i + 1) * size, (i + 2) * size));
}
