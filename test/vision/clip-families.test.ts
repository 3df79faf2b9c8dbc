import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../src/compute/tf.ts';
import * as tf from '../../src/compute/tf.ts';
import { readAttention } from '../../src/teachers/maps.ts';
import type { Activation } from '../../src/vision/activations.ts';
import { openClipResNet } from '../../src/vision/clip/resnet.ts';
import { openClipText } from '../../src/vision/clip/text.ts';
import { createTokenizer } from '../../src/vision/clip/tokenizer.ts';
import { openClipVit } from '../../src/vision/clip/vit.ts';
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

/** Tiny models by transformers (bfloat16, Hugging Face names) and open_clip (float16, OpenAI's names): see make.py there. */
const path = (name: string) => new URL(`../golden/clip-tiny/${name}`, import.meta.url).pathname;
const TOKENS = [
  [46, 3, 9, 40, 47],
  [46, 12, 47],
  [46, 1, 2, 3, 4, 5, 47],
];

interface Notes {
  readonly activation: Activation;
  readonly heads: number;
  readonly layers: readonly string[];
}

function load(name: string) {
  const weights = openSafetensors(path(`${name}_weights.safetensors`));
  const golden = openSafetensors(path(`${name}_golden.safetensors`));
  const notes = JSON.parse(readFileSync(path(`${name}.json`), 'utf8')) as Notes;
  const network =
    name === 'open_clip_resnet'
      ? openClipResNet(name, weights, notes.heads)
      : openClipVit(name, weights, notes);
  const picture = (key: string) => ({
    shape: [1, network.size, network.size, 3],
    data: channelsLast(golden.read(key), network.size),
  });
  return { weights, golden, notes, network, image: picture('image'), target: picture('target') };
}

/** (C, places) -> (places, C). */
function placesLast(data: Float32Array, channels: number): number[] {
  const places = data.length / channels;
  return Array.from(data, (_, at) => data[(at % channels) * places + Math.floor(at / channels)]!);
}

describe.each(['wasm', 'onnx'] as const)('engine %s', async (engineName) => {
  const engine = await testEngine(engineName);

  test.each(['hugging_face', 'open_clip_vit', 'open_clip_resnet'])(
    '%s: activations and embedding',
    async (name) => {
      const { golden, network, image } = load(name);
      const taps = [...golden.entries.keys()].filter((key) => /^(block|attention|layer)\d/.test(key));
      expect(taps.length).toBeGreaterThan(1);
      const found = await activations(engine, network, image, [...taps, 'embedding']);
      for (const tap of taps) {
        const { data, shape } = found[tap]!;
        const expected = tap.startsWith('layer') ? placesLast(golden.read(tap), shape[3]!) : golden.read(tap);
        expect(relativeError(data, expected), tap).toBeLessThan(1e-4);
      }
      expect(relativeError(found.embedding!.data, golden.read('embedding'))).toBeLessThan(1e-4);
    },
  );

  test.each(['hugging_face', 'open_clip_vit', 'open_clip_resnet'])(
    '%s: loss and input gradient',
    async (name) => {
      const { golden, network, image, target, notes } = load(name);
      const { loss, gradient } = await lossAndGradient(
        engine,
        network,
        image,
        target,
        [...notes.layers, 'embedding'],
        (found, wanted) => {
          const semantic: Tensor = tf.mul(cosineDistance(found.embedding!, wanted.embedding!), 0.1);
          return tf.addN([semantic, ...notes.layers.map((l) => meanSquare(found[l]!, wanted[l]!))]);
        },
      );
      const expected = channelsLast(golden.read('gradient'), network.size);
      expect(Math.abs(loss / golden.read('loss')[0]! - 1)).toBeLessThan(1e-4);
      expect(cosine(gradient, expected)).toBeGreaterThan(0.9999);
      expect(relativeError(gradient, expected)).toBeLessThan(1e-3);
    },
  );

  test.each(['hugging_face', 'open_clip_vit', 'open_clip_resnet'])('%s: text embeddings', async (name) => {
    const { weights, golden, notes } = load(name);
    const text = openClipText(name, weights, { activation: notes.activation, heads: 2 });
    const found = await text.embedTokens(engine, TOKENS);
    expect(text.embed).toBe(24);
    expect(text.logitScale).toBeCloseTo(1 / 0.07, 1);
    expect(relativeError(found, golden.read('text'))).toBeLessThan(1e-4);
  });

  test('relevance map: attention of the class token over all heads and blocks', async () => {
    const { golden, network, image } = load('hugging_face');
    const { size } = network;
    const picture = { width: size, height: size, channels: 3 as const, data: image.data };
    const { data } = await readAttention(engine, picture, network, [1, 2, 3]);
    expect(relativeError(data, golden.read('relevance'))).toBeLessThan(1e-4);
  });
});

test('token ids are those of open_clip', async () => {
  const tokenizer = await createTokenizer();
  const rows = JSON.parse(readFileSync(path('tokens.json'), 'utf8')) as { text: string; ids: number[] }[];
  expect(rows.length).toBeGreaterThan(10);
  for (const { text, ids } of rows) expect(tokenizer.encode(text), text).toEqual(ids);
});
