import { expect, test } from 'vitest';
import * as tf from '../../src/compute/tf.ts';
import { loadDinov2 } from '../../src/teachers/dinov2.ts';
import { likelihoods, readAttention } from '../../src/teachers/maps.ts';
import { readTaps } from '../../src/vision/pass.ts';
import { openSafetensors } from '../../src/vision/safetensors.ts';
import {
  activations,
  channelsLast,
  cosine,
  cosineDistance,
  lossAndGradient,
  meanSquare,
  relativeError,
  testEngine,
} from '../helpers/network.ts';

/** Made with PyTorch from the same weights: see test/golden/dinov2-small/README.md. */
const path = (name: string) => new URL(`../golden/dinov2-small/${name}`, import.meta.url).pathname;
const golden = openSafetensors(path('synthetic-224.safetensors'));
const SIZE = 224;
const STD = [0.229, 0.224, 0.225];
const image = { shape: [1, SIZE, SIZE, 3], data: syntheticImage(SIZE, SIZE, 70) };
const teacher = await loadDinov2();
const network = teacher.parts[0]!.network;
const engine = await testEngine('onnx');

/** The golden file counts blocks from 0. */
function fromZero(block: string): string {
  return block.replace(/\d+/, (n) => String(Number(n) - 1));
}

function syntheticImage(width: number, height: number, radius: number): Float32Array {
  const data = new Float32Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      data[at++] = 0.5 + 0.5 * Math.sin(x / 17);
      data[at++] = 0.5 + 0.5 * Math.cos(y / 23);
      data[at++] = (x - width / 2) ** 2 + (y - height / 2) ** 2 < radius ** 2 ? 1 : 0;
    }
  return data;
}

test('block outputs, normalised tokens and attention agree with PyTorch', async () => {
  const blocks = ['block3', 'block6', 'block9', 'block12'];
  const attentions = ['attention12', 'classAttention12'];
  const found = await activations(engine, network, image, [...blocks, 'tokens', 'embedding', ...attentions]);
  for (const block of blocks)
    expect(relativeError(found[block]!.data, golden.read(fromZero(block))), block).toBeLessThan(1e-4);
  const last = golden.read('last_hidden');
  expect(found.tokens!.shape).toEqual([1, 257, 384]);
  expect(relativeError(found.tokens!.data, last)).toBeLessThan(1e-4);
  expect(relativeError(found.embedding!.data, last.subarray(0, 384))).toBeLessThan(1e-4);
  const attention = found.attention12!;
  expect(attention.shape).toEqual([1, 6, 257, 257]);
  const rows = Array.from({ length: 6 }, (_, h) => [
    ...attention.data.slice(h * 257 ** 2 + 1, h * 257 ** 2 + 257),
  ]);
  expect(found.classAttention12).toMatchObject({ shape: [1, 6, 256], data: Float32Array.from(rows.flat()) });
  expect(relativeError(rows.flat(), golden.read('attention_cls_to_patches_last'))).toBeLessThan(1e-3);
});

test('loss and input gradient agree with PyTorch', async () => {
  const target = { shape: image.shape, data: image.data.map((v) => 1 - v) };
  const blocks = ['block3', 'block6', 'block9'];
  const { loss, gradient } = await lossAndGradient(
    engine,
    network,
    image,
    target,
    [...blocks, 'embedding'],
    (found, wanted) => {
      const patches = (t: tf.Tensor) => tf.slice(t, [0, 1, 0], [1, 256, 384]);
      const terms = blocks.map((b) => meanSquare(patches(found[b]!), patches(wanted[b]!)));
      return tf.add(tf.addN(terms), tf.mul(cosineDistance(found.embedding!, wanted.embedding!), 0.1));
    },
  );
  expect(Math.abs(loss / golden.read('loss')[0]! - 1)).toBeLessThan(1e-3);
  const wrtNormalised = gradient.map((g, i) => g * STD[i % 3]!);
  const expected = channelsLast(golden.read('grad_input'), SIZE);
  expect(cosine(wrtNormalised, expected)).toBeGreaterThan(0.9999);
  expect(relativeError(wrtNormalised, expected)).toBeLessThan(1e-3);
});

test('saliency map: the subject as PyTorch has it, but for the steps of bytes', async () => {
  const picture = { width: SIZE, height: SIZE, channels: 3 as const, data: image.data };
  const logits = await readTaps(engine, network, picture, ['subject']);
  const subject = likelihoods(logits.subject!, picture, 'bilinear');
  const wanted = golden.read('saliency');
  expect(relativeError(subject.data, wanted)).toBeLessThan(0.01);
  expect(Math.max(...subject.data.map((v, i) => Math.abs(v - wanted[i]!)))).toBeLessThan(0.03);
});

test("the subject is looked for in a photo of any size, at twice the canvas' side", async () => {
  const side = 2 * SIZE;
  const picture = { width: side, height: side, channels: 3 as const, data: syntheticImage(side, side, 140) };
  const logits = await readTaps(engine, network, picture, ['subject', 'heads']);
  const [subject, heads] = ['subject', 'heads'].map((tap) => likelihoods(logits[tap]!, picture, 'bilinear'));
  const { tokens, attention, ...seen } = await teacher.reader(engine).subject(picture);
  expect(seen).toEqual({ subject, heads });
  expect(attention()).toEqual(await readAttention(engine, picture, network, [12]));
  const looked = attention().data;
  expect([0, 1].every((end) => looked.includes(end))).toBe(true);
  const { block9 } = await readTaps(engine, network, picture, ['block9']);
  const patches = side / 14;
  expect(tokens).toMatchObject({ rows: patches, columns: patches, width: 384 });
  expect(tokens.photo).toEqual({ x: 0, y: 0, width: patches, height: patches });
  expect(tokens.data).toEqual((block9!.data as Float32Array).slice(384));
  const oblong = { width: 150, height: 41, channels: 3 as const, data: syntheticImage(150, 41, 30) };
  const maps = await teacher.reader(engine).subject(oblong);
  for (const map of [maps.subject, maps.heads, maps.attention()])
    expect(map).toMatchObject({ width: 150, height: 41 });
});

test('probes weigh the tokens of their blocks, one after another: heads those that PyTorch has', async () => {
  const probes = openSafetensors(
    new URL('../../assets/models/dinov2-small/probes.safetensors', import.meta.url).pathname,
  );
  const logits = (name: string, ...taps: readonly ArrayLike<number>[]) => {
    const [weight, [bias]] = [probes.read(`${name}.weight`), probes.read(`${name}.bias`)];
    return Float32Array.from({ length: 256 }, (_, patch) =>
      weight.reduce(
        (sum, w, d) => sum + w * taps[Math.floor(d / 384)]![(patch + 1) * 384 + (d % 384)]!,
        bias!,
      ),
    );
  };
  const found = await activations(engine, network, image, ['heads', 'eyes', 'noses', 'block8', 'block10']);
  expect(found.heads!.shape).toEqual([1, 16, 16, 1]);
  expect(relativeError(found.heads!.data, logits('heads', golden.read('last_hidden')))).toBeLessThan(1e-4);
  for (const name of ['eyes', 'noses'])
    expect(
      relativeError(found[name]!.data, logits(name, found.block8!.data, found.block10!.data)),
      name,
    ).toBeLessThan(1e-5);
});

test('whether a picture shows a head is told by the class token of both blocks', async () => {
  const probes = openSafetensors(
    new URL('../../assets/models/dinov2-small/probes.safetensors', import.meta.url).pathname,
  );
  const [weight, [bias]] = [probes.read('faces.weight'), probes.read('faces.bias')];
  const { faces, block8, block10 } = await activations(engine, network, image, [
    'faces',
    'block8',
    'block10',
  ]);
  expect(faces!.shape).toEqual([1, 1, 1, 1]);
  const both = [...block8!.data.slice(0, 384), ...block10!.data.slice(0, 384)];
  const logit = weight.reduce((sum, w, d) => sum + w * both[d]!, bias!);
  expect(faces!.data[0]!).toBeCloseTo(logit, 3);
  const picture = { width: SIZE, height: SIZE, channels: 3 as const, data: image.data };
  const { face } = await teacher.reader(engine).face(picture);
  expect(face).toBeCloseTo(1 / (1 + Math.exp(-logit)), 3);
});

test('an oblong image keeps its aspect: positions are resized to its rows and columns', async () => {
  const oblong = openSafetensors(path('oblong-140x84.safetensors'));
  const input = { shape: [1, 84, 140, 3], data: syntheticImage(140, 84, 30) };
  const found = await activations(engine, network, input, ['block4', 'tokens']);
  expect(relativeError(found.block4!.data, oblong.read('block4'))).toBeLessThan(1e-4);
  expect(relativeError(found.tokens!.data, oblong.read('last_hidden'))).toBeLessThan(1e-4);
});

test('a tap that does not exist and a size that is no multiple of the patch are refused', async () => {
  await expect(activations(engine, network, image, ['block13'])).rejects.toThrow(
    "dinov2-small has no activation 'block13'",
  );
  const odd = { shape: [1, 84, 100, 3], data: new Float32Array(84 * 100 * 3) };
  await expect(activations(engine, network, odd, ['block1'])).rejects.toThrow('multiples of 14, not 100x84');
});

test('no block deeper than the deepest tap is computed', () => {
  const used = new Set<string>();
  const weights = new Proxy(
    {},
    {
      get: (_, name: string) => {
        used.add(name.split('/')[1]!);
        const { shape } = network.weights.tensors[name]!;
        return tf.zeros([...shape]);
      },
    },
  );
  tf.tidy(() => void network.forward(tf.zeros([1, 28, 28, 3]), weights, ['block2', 'attention3']));
  expect([...used].sort()).toEqual(['block1', 'block2', 'block3', 'patch']);
});
