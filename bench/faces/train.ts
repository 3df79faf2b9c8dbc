/**
 * `npm run bench:faces [-- --only faces]`: trains the probes that find heads, eyes and noses and tell heads from things, and writes them beside the embedded network's
 * weights; with `--only faces` the one for heads stays, with `--only things` all but the one that tells heads from things. Needs apt-get, npm, pip and python3. Photos of the quality bench are not
 * used.
 */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { pictureOfHead, squareAround } from '../../src/photo/faces.ts';
import { findHeads, HEADS } from '../../src/photo/heads.ts';
import { createRandom } from '../../src/random.ts';
import { fitFrame } from '../../src/raster/frame.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import { placeOnCanvas, resample } from '../../src/raster/resample.ts';
import { loadDinov2, SUBJECT_SIZE } from '../../src/teachers/dinov2.ts';
import { readTaps } from '../../src/vision/pass.ts';
import { PROBES, type ProbeName } from '../../src/vision/probes.ts';
import { openSafetensors } from '../../src/vision/safetensors.ts';
import { f32, writeSafetensors } from '../../test/helpers/safetensors.ts';
import { inPixels, type Labelled, type Mark, readLabelledPhoto, readLabels } from './labels.ts';
import { fitLogistic, type LinearModel } from './logistic.ts';
import { type Disc, labelPatches, mirror, PATCH } from './patches.ts';
import { type HeadSquare, squaresOf } from './views.ts';

interface Sample {
  readonly rows: Float32Array[];
  readonly labels: number[];
}

/** Number of patches without a head that are used of each photo; and the fractions of patches without an eye, and without a nose. */
const PATCHES_WITHOUT_HEAD = 250;
const PART_WITHOUT = 0.25;
const RIDGE = { heads: 300, eyes: 100, noses: 100, faces: 100 };
/** Least probability of a candidate head. */
const SURE = 0.5;
/** Photos have this squared number of pixels when heads are looked for. */
const WORKING_SIDE = 512;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const onlyThings = values.only === 'things';
const path = fileURLToPath(new URL('../../assets/models/dinov2-small/probes.safetensors', import.meta.url));
const random = createRandom(0);
const [order, places, kept] = [random.fork('order'), random.fork('places'), random.fork('kept')];
const engine = await createEngine('auto', { threads: 0 });
const { network } = (await loadDinov2()).parts[0]!;
const labelled = readLabels();
if (values.only === undefined) {
  const sample: Sample = { rows: [], labels: [] };
  const withHeads = labelled.filter(({ only }) => !only);
  for (const [k, photo] of withHeads.entries()) {
    await learnHeads(await readLabelledPhoto(photo), photo.heads, sample);
    console.log(`heads: ${k + 1} of ${withHeads.length}`);
  }
  write({ heads: fitLogistic(sample, RIDGE.heads) });
}
const samples: Record<'eyes' | 'noses' | 'faces', Sample> = {
  eyes: { rows: [], labels: [] },
  noses: { rows: [], labels: [] },
  faces: { rows: [], labels: [] },
};
const reader = (await loadDinov2()).reader(engine);
for (const [k, photo] of labelled.entries()) {
  const image = await readLabelledPhoto(photo);
  const scale = Math.sqrt(WORKING_SIDE ** 2 / (image.width * image.height));
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  const { heads } = await reader.subject(resample(image, { width, height }));
  const found = findHeads(heads, { ...HEADS, sure: SURE }).map((head) => ({
    ...head,
    x: head.x / scale,
    y: head.y / scale,
    radius: head.radius / scale,
  }));
  for (const square of squaresOf(photo, found, image, places)) await learnFace(image, photo, square);
  console.log(`faces: ${k + 1} of ${labelled.length}`);
}
engine.dispose();
const learn = (name: keyof typeof samples) => fitLogistic(samples[name], RIDGE[name]);
const faces = atEvenOdds(learn('faces'), samples.faces);
write(onlyThings ? { faces } : { eyes: learn('eyes'), noses: learn('noses'), faces });

/** Writes models into the file; its other models stay. */
function write(models: Partial<Record<ProbeName, LinearModel>>): void {
  const file = openSafetensors(path);
  const names = Object.keys(PROBES) as ProbeName[];
  const tensors = names.flatMap((name) => {
    const { weight, bias } = models[name] ?? {
      weight: file.read(`${name}.weight`),
      bias: file.read(`${name}.bias`)[0]!,
    };
    return [
      [`${name}.weight`, f32([1, weight.length], weight)] as const,
      [`${name}.bias`, f32([1], Float32Array.of(bias))] as const,
    ];
  });
  writeSafetensors(path, Object.fromEntries(tensors));
}

/** Patches of the whole photo, and of its mirror image. */
async function learnHeads(photo: RgbImage, heads: readonly Mark[], sample: Sample): Promise<void> {
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
    const [, ...tokens] = await readTokens(picture, PROBES.heads);
    const { rows, labels } = labelPatches(tokens, picture, there);
    const without = [...labels.keys()].filter((i) => labels[i] === 0);
    const chosen = new Set(shuffled(without).slice(0, PATCHES_WITHOUT_HEAD));
    rows.forEach((row, i) => {
      if (labels[i] === 1 || chosen.has(i)) add(sample, row, labels[i]!);
    });
  }
}

/** Patches of one square picture. */
async function learnFace(photo: RgbImage, marked: Labelled, view: HeadSquare): Promise<void> {
  const { head, mirrored, isHead } = view;
  if (onlyThings && (mirrored || isHead === null)) return;
  const straight = pictureOfHead(photo, head);
  const square = squareAround(head);
  const zoom = straight.width / square.width;
  const disc = (mark: Mark, isSeen: boolean): Disc => {
    const { x, y, radius } = inPixels(mark, photo);
    const size = Math.max(9, 0.7 * Math.min(50, radius * zoom));
    const across = (x - square.x) * zoom;
    return {
      x: mirrored ? straight.width - across : across,
      y: (y - square.y) * zoom,
      radius: isSeen ? size : 0,
      doubtful: size + PATCH,
    };
  };
  const seen = (marks: readonly Mark[]) => marks.map((mark) => disc(mark, true));
  const discs = {
    eyes: [...seen(marked.eyes), ...(marked.maybe ?? []).map((mark) => disc(mark, false))],
    noses: seen(marked.noses),
  };
  const picture = mirrored ? mirror(straight) : straight;
  const [whole, ...tokens] = await readTokens(picture, PROBES.eyes);
  if (isHead !== null && !mirrored) add(samples.faces, whole!, isHead ? 1 : 0);
  if (onlyThings || marked.only) return;
  for (const name of ['eyes', 'noses'] as const) {
    const { rows, labels } = labelPatches(tokens, picture, discs[name]);
    rows.forEach((row, i) => {
      if (labels[i] === 1 || kept.next() < PART_WITHOUT) add(samples[name], row, labels[i]!);
    });
  }
}

/** As if there had been as many heads as things (G. King and L. Zeng, "Logistic Regression in Rare Events Data", 2001, section 4.1). */
function atEvenOdds(model: LinearModel, { labels }: Sample): LinearModel {
  const heads = labels.filter((label) => label === 1).length;
  return { ...model, bias: model.bias - Math.log(heads / (labels.length - heads)) };
}

function add({ rows, labels }: Sample, row: Float32Array, label: number): void {
  rows.push(row);
  labels.push(label);
}

function shuffled(values: readonly number[]): number[] {
  const keys = new Map(values.map((value) => [value, order.next()]));
  return [...values].sort((a, b) => keys.get(a)! - keys.get(b)!);
}

/** The class token, then patch tokens row by row, one array each: the taps' values one after another. */
async function readTokens(picture: RgbImage, taps: readonly string[]): Promise<Float32Array[]> {
  const found = await readTaps(engine, network, picture, taps);
  const [, count, size] = found[taps[0]!]!.shape as [number, number, number];
  return Array.from({ length: count }, (_, i) => {
    const row = new Float32Array(taps.length * size);
    taps.forEach((tap, t) => {
      const values = found[tap]!.data as Float32Array;
      row.set(values.subarray(i * size, (i + 1) * size), t * size);
    });
    return row;
  });
}
