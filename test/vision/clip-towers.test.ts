import { describe, expect, test } from 'vitest';
import type { Engine } from '../../src/compute/program.ts';
import type { Tensor } from '../../src/compute/tf.ts';
import * as tf from '../../src/compute/tf.ts';
import { openClipResNet } from '../../src/vision/clip/resnet.ts';
import { openClipVit } from '../../src/vision/clip/vit.ts';
import type { ImageNetwork } from '../../src/vision/network.ts';
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

/** Tiny towers with random weights, computed by the original's classes: see test/golden/clipasso-reference. */
const open = (name: string) =>
  openSafetensors(new URL(`../golden/clipasso-reference/${name}.safetensors`, import.meta.url).pathname);
const SIZE = 64;

function read(name: 'tiny_vit' | 'tiny_rn') {
  const golden = open(`${name}_golden`);
  const image = (key: string) => ({ shape: [1, SIZE, SIZE, 3], data: channelsLast(golden.read(key), SIZE) });
  return { golden, image: image('input_image01'), target: image('target_image01') };
}

/** (C, h, w) -> (h, w, C) of a golden activation (1, C, h, w). */
function placesLast(data: Float32Array, channels: number): number[] {
  const places = data.length / channels;
  return Array.from(data, (_, at) => data[(at % channels) * places + Math.floor(at / channels)]!);
}

async function expectLossAndGradient(
  engine: Engine,
  network: ImageNetwork,
  { golden, image, target }: ReturnType<typeof read>,
  layers: readonly string[],
  difference: (a: Tensor, b: Tensor) => Tensor,
  key: 'loss_mean' | 'loss_sum',
) {
  const taps = [...layers, 'embedding'];
  const { loss, gradient } = await lossAndGradient(engine, network, image, target, taps, (found, wanted) => {
    const semantic = tf.mul(cosineDistance(found.embedding!, wanted.embedding!), 0.1);
    return tf.addN([semantic, ...layers.map((l) => difference(found[l]!, wanted[l]!))]);
  });
  const expected = channelsLast(golden.read(`grad_input01_${key}`), SIZE);
  expect(Math.abs(loss / golden.read(key)[0]! - 1)).toBeLessThan(1e-4);
  expect(cosine(gradient, expected)).toBeGreaterThan(0.99999);
  expect(relativeError(gradient, expected)).toBeLessThan(1e-3);
}

const sumSquare = (a: Tensor, b: Tensor) => tf.sum(tf.squaredDifference(a, b));

describe.each(['wasm', 'onnx'] as const)('engine %s', async (engineName) => {
  const engine = await testEngine(engineName);

  test('vision transformer: blocks, attention and embedding', async () => {
    const { golden, image } = read('tiny_vit');
    const vit = openClipVit('tiny', open('tiny_vit_weights'), { activation: 'quick-gelu', heads: 2 });
    expect(vit.size).toBe(SIZE);
    const layers = [1, 2, 3, 4];
    const taps = layers.flatMap((l) => [`block${l}`, `attention${l}`]);
    const found = await activations(engine, vit, image, [...taps, 'embedding']);
    for (const l of layers) {
      const [block, attention] = [
        golden.read(`block${l - 1}_out_NLD`),
        golden.read(`block${l - 1}_attn_probs`),
      ];
      expect(relativeError(found[`block${l}`]!.data, block)).toBeLessThan(1e-5);
      expect(relativeError(found[`attention${l}`]!.data, attention)).toBeLessThan(1e-5);
    }
    expect(relativeError(found.embedding!.data, golden.read('embedding'))).toBeLessThan(1e-5);
  });

  test('vision transformer: loss and input gradient', async () => {
    const vit = openClipVit('tiny', open('tiny_vit_weights'), { activation: 'quick-gelu', heads: 2 });
    await expectLossAndGradient(engine, vit, read('tiny_vit'), ['block3', 'block4'], meanSquare, 'loss_mean');
    await expectLossAndGradient(engine, vit, read('tiny_vit'), ['block3', 'block4'], sumSquare, 'loss_sum');
  });

  test('residual network: stem, layers and embedding', async () => {
    const { golden, image } = read('tiny_rn');
    const resnet = openClipResNet('tiny', open('tiny_rn_weights'), 4);
    expect(resnet.size).toBe(SIZE);
    const layers = ['stem', 'layer1', 'layer2', 'layer3', 'layer4'];
    const found = await activations(engine, resnet, image, [...layers, 'embedding']);
    for (const layer of layers) {
      const { shape, data } = found[layer]!;
      expect(relativeError(data, placesLast(golden.read(`${layer}_out`), shape[3]!)), layer).toBeLessThan(
        1e-5,
      );
    }
    expect(relativeError(found.embedding!.data, golden.read('embedding'))).toBeLessThan(1e-5);
  });

  test('residual network: loss and input gradient, through the attention pool too', async () => {
    const resnet = openClipResNet('tiny', open('tiny_rn_weights'), 4);
    const golden = read('tiny_rn');
    await expectLossAndGradient(engine, resnet, golden, ['layer2', 'layer3'], meanSquare, 'loss_mean');
    await expectLossAndGradient(engine, resnet, golden, ['layer2', 'layer3'], sumSquare, 'loss_sum');
    const { image, target } = golden;
    const { loss, gradient } = await lossAndGradient(engine, resnet, image, target, ['embedding'], (a, b) =>
      cosineDistance(a.embedding!, b.embedding!),
    );
    const expected = channelsLast(golden.golden.read('grad_input01_fc_only'), SIZE);
    expect(loss).toBeCloseTo(golden.golden.read('fc_cosine_distance')[0]!, 5);
    expect(cosine(gradient, expected)).toBeGreaterThan(0.9999);
  });
});
