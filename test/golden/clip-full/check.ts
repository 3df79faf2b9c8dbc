/**
 * Compares full-size CLIP towers with what `make.py` got from PyTorch, and times a step.
 *
 *     npx tsx test/golden/clip-full/check.ts FOLDER [ENGINE] [THREADS]
 */
import { join } from 'node:path';
import { createEngine } from '../../../src/compute/engines.ts';
import type { EngineName } from '../../../src/compute/program.ts';
import type { Tensor, Tensor4D } from '../../../src/compute/tf.ts';
import * as tf from '../../../src/compute/tf.ts';
import { loadClip } from '../../../src/teachers/registry.ts';
import { openSafetensors } from '../../../src/vision/safetensors.ts';
import { channelsLast, cosine, relativeError } from '../../helpers/network.ts';

const [folder, engineName = 'onnx', threads = '0'] = process.argv.slice(2) as [string, EngineName?, string?];
const [VIEWS, SIZE, REPEATS] = [5, 224, 3];
const TAPS = ['layer2', 'layer3', 'embedding'];
const engine = await createEngine(engineName, { threads: Number(threads) });

function images(golden: ReturnType<typeof openSafetensors>, key: string): Float32Array {
  const planes = golden.read(key);
  const out = new Float32Array(planes.length);
  const size = 3 * SIZE * SIZE;
  for (let v = 0; v < planes.length / size; v++)
    out.set(channelsLast(planes.subarray(v * size, (v + 1) * size), SIZE), v * size);
  return out;
}

function seconds(times: number[]): string {
  return `${(times.toSorted((a, b) => a - b)[times.length >> 1]! / 1000).toFixed(3)} s`;
}

/** Median of the wall clock and, less sensitive to other work on the machine, of the processor time of all threads. */
async function timed(work: () => Promise<unknown>): Promise<string> {
  const wall: number[] = [];
  const busy: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    wall.push(performance.now() - start);
    busy.push((user + system) / 1000);
  }
  return `${seconds(wall)} (processor ${seconds(busy)})`;
}

async function checkResNet(): Promise<void> {
  const golden = openSafetensors(join(folder, 'clip-rn101-golden.safetensors'));
  let start = performance.now();
  const { image: network } = await loadClip('clip-rn101', { modelDir: folder });
  console.log(`RN101: opened in ${seconds([performance.now() - start])}`);
  const shape = [VIEWS, SIZE, SIZE, 3];
  const targets = await engine.compile({
    key: 'full targets',
    inputs: { images: { shape } },
    weights: [network.weights],
    run: ({ images: x }, weights) => network.forward(x as Tensor4D, weights, TAPS),
  });
  const wanted = await targets.run({ images: { shape, data: images(golden, 'photos') } });
  targets.dispose();
  start = performance.now();
  const step = await engine.compile({
    key: 'full step',
    inputs: {
      images: { shape },
      ...Object.fromEntries(TAPS.map((tap) => [tap, { shape: wanted[tap]!.shape }])),
    },
    weights: [network.weights],
    run: (inputs, weights) => {
      const loss = (x: Tensor): tf.Scalar => {
        const found = network.forward(x as Tensor4D, weights, TAPS);
        const geometry = ['layer2', 'layer3'].map((tap) =>
          tf.mean(tf.squaredDifference(found[tap]!, inputs[tap]!)),
        );
        const unit = (t: Tensor) => tf.div(t, tf.norm(t, 2, -1, true));
        const cosines = tf.sum(tf.mul(unit(found.embedding!), unit(inputs.embedding!)), -1);
        return tf.add(tf.addN(geometry), tf.mul(tf.sub(1, tf.mean(cosines)), 0.1)) as tf.Scalar;
      };
      const { value, grad } = tf.valueAndGrad(loss as (x: Tensor) => tf.Scalar)(inputs.images!);
      const { embedding } = network.forward(inputs.images as Tensor4D, weights, ['embedding']);
      return { loss: value, gradient: grad, embedding: embedding! };
    },
  });
  const inputs = { ...wanted, images: { shape, data: images(golden, 'sketches') } };
  const found = await step.run(inputs);
  console.log(`RN101: compiled and first step ${seconds([performance.now() - start])}`);
  const gradient = found.gradient!.data;
  const expected = images(golden, 'gradient');
  console.log(`RN101: loss ${found.loss!.data[0]} (PyTorch ${golden.read('loss')[0]})`);
  console.log(`RN101: embedding relative error ${relativeError(found.embedding!.data, golden.read('embedding'))}`);
  console.log(
    `RN101: gradient cosine ${cosine(gradient, expected)}, relative error ${relativeError(gradient, expected)}`,
  );
  console.log(`RN101: forward and backward, ${VIEWS} views: ${await timed(() => step.run(inputs))}`);
  step.dispose();
}

async function checkVit(): Promise<void> {
  const golden = openSafetensors(join(folder, 'clip-vit-b-32-golden.safetensors'));
  const photo = openSafetensors(join(folder, 'clip-rn101-golden.safetensors'));
  const { image: network, text } = await loadClip('clip-vit-b-32', { modelDir: folder });
  const layers = Array.from({ length: 12 }, (_, i) => `attention${i + 1}`);
  const shape = [1, SIZE, SIZE, 3];
  const program = await engine.compile({
    key: 'full vit',
    inputs: { image: { shape } },
    weights: [network.weights],
    run: ({ image }, weights) => {
      const found = network.forward(image as Tensor4D, weights, [...layers, 'embedding']);
      const rows = layers.map((tap) => tf.reshape(tf.slice(found[tap]!, [0, 0, 0, 1], [1, 12, 1, 49]), [12, 49]));
      return { embedding: found.embedding!, relevance: tf.mean(tf.concat(rows, 0), 0) };
    },
  });
  const input = { image: { shape, data: images(photo, 'photos').slice(0, 3 * SIZE * SIZE) } };
  const found = await program.run(input);
  for (const key of ['embedding', 'relevance'])
    console.log(`ViT-B/32: ${key} relative error ${relativeError(found[key]!.data, golden.read(key))}`);
  console.log(`ViT-B/32: one image ${await timed(() => program.run(input))}`);
  const start = performance.now();
  const texts = await text.embedTexts(engine, ['a sketch of a cat', 'a sketch of a dog']);
  console.log(
    `ViT-B/32: text relative error ${relativeError(texts, golden.read('text'))}, ${seconds([performance.now() - start])}`,
  );
}

await checkResNet();
await checkVit();
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
engine.dispose();
