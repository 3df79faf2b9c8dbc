import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/compute/program.ts';
import { readPhoto } from '../../src/photo/read.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import type { ClipModel } from '../../src/teachers/registry.ts';
import { scoreEmbedded, scoreWithClip } from '../../src/teachers/score.ts';
import { scoreLabels } from '../../src/vision/clip/zero-shot.ts';
import { cosineSimilarity, embedImage } from '../../src/vision/embed.ts';
import { testEngine } from '../helpers/network.ts';
import { loadTinyClip } from '../helpers/tiny-clip.ts';

const example = (name: string) => new URL(`../../assets/examples/${name}.jpg`, import.meta.url).pathname;
let engine: Engine;
let clip: ClipModel;

beforeAll(async () => {
  engine = await testEngine('onnx');
  clip = await loadTinyClip();
});

/** A dark disc on white. */
function disc(size: number): RgbImage {
  const data = new Float32Array(3 * size * size).fill(1);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (Math.hypot(x - size / 2, y - size / 2) < size / 3)
        data.fill(0.1, 3 * (y * size + x), 3 * (y * size + x) + 3);
  return { width: size, height: size, channels: 3 as const, data };
}

test('cosine similarity', () => {
  const a = Float32Array.of(1, 2, 3);
  expect(
    cosineSimilarity(
      a,
      a.map((v) => 2 * v),
    ),
  ).toBeCloseTo(1);
  expect(
    cosineSimilarity(
      a,
      a.map((v) => -v),
    ),
  ).toBeCloseTo(-1);
  expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(0, 1))).toBe(0);
  expect(cosineSimilarity(a, new Float32Array(3))).toBe(0);
});

describe('naming', () => {
  test('probabilities are the softmax of scaled cosines to the mean of unit sentence embeddings', async () => {
    const image = await embedImage(engine, clip.image, disc(64));
    const [labels, prompts] = [
      ['cat', 'fire engine'],
      ['a {}.', 'the {}'],
    ];
    const scores = await scoreLabels(engine, clip.text, image, labels, prompts);
    const logits: number[] = [];
    for (const label of labels) {
      const sum = new Float32Array(16);
      for (const prompt of prompts) {
        const row = await clip.text.embedTexts(engine, [prompt.replace('{}', label)]);
        for (let k = 0; k < sum.length; k++) sum[k]! += row[k]! / Math.hypot(...row);
      }
      logits.push(100 * cosineSimilarity(image, sum));
    }
    const total = logits.reduce((sum, l) => sum + Math.exp(l), 0);
    for (const [i, label] of labels.entries()) {
      const { probability } = scores.find((score) => score.label === label)!;
      expect(probability).toBeCloseTo(Math.exp(logits[i]!) / total, 3);
    }
    expect(scores[0]!.probability).toBeGreaterThanOrEqual(scores[1]!.probability);
  });

  test('the order of the labels and how many go through at once do not matter', async () => {
    const labels = Array.from({ length: 12 }, (_, i) => `thing number ${i}`);
    const { labels: forward } = await scoreWithClip(engine, clip, disc(64), undefined, labels);
    const { labels: backward } = await scoreWithClip(engine, clip, disc(64), undefined, labels.toReversed());
    expect(forward!.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
    for (const { label, probability } of forward!)
      expect(backward!.find((score) => score.label === label)!.probability).toBeCloseTo(probability, 4);
  });
});

test('clip: an image is like itself, whatever its size', async () => {
  const { similarity } = await scoreWithClip(engine, clip, disc(64), disc(128));
  expect(similarity).toBeGreaterThan(0.99);
});

test('embedded: a photo is most like itself', async () => {
  const [duck, balloon] = await Promise.all(
    ['duck', 'balloon'].map(async (name) => (await readPhoto(example(name))).image),
  );
  const grey = greyImage(duck!);
  const same = await scoreEmbedded(engine, grey, grey);
  const other = await scoreEmbedded(engine, greyImage(balloon!), grey);
  expect(same.structure).toBeGreaterThan(0.99);
  expect(same.similarity).toBeCloseTo(1, 4);
  expect(other.structure!).toBeLessThan(same.structure! - 0.3);
  expect(other.similarity!).toBeLessThan(same.similarity! - 0.1);
});

function greyImage(image: RgbImage): RgbImage {
  return { ...image, data: greyOf(image.data) };
}

function greyOf(data: Float32Array): Float32Array {
  return data.map((_, i) => (data[i - (i % 3)]! + data[i - (i % 3) + 1]! + data[i - (i % 3) + 2]!) / 3);
}
