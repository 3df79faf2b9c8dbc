/** A teacher of two layers on patches of 4 px, for any canvas of whole patches: quick enough for finite differences. */
import type { Engine, TensorData, WeightSet } from '../../src/compute/program.ts';
import * as tf from '../../src/compute/tf.ts';
import type { LossTerm } from '../../src/loss/terms.ts';
import { createRandom } from '../../src/random.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import type { Teacher } from '../../src/teachers/teacher.ts';
import type { ImageNetwork } from '../../src/vision/network.ts';
import { activations, cosine } from './network.ts';
import './patience.ts';

export const PATCH = 4;
const WIDTH = 6;

const random = createRandom(8);
const values = (...shape: number[]): TensorData => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => 0.3 * random.normal()),
});
const weights: WeightSet = {
  id: 'two layers',
  tensors: { one: values(3 * PATCH * PATCH, WIDTH), two: values(WIDTH, 5) },
};

/** `block1`: a token of the whole and one for each patch; `embedding`: (B, 5). */
const forward: ImageNetwork['forward'] = (images, { one, two }, taps) => {
  const [batch, height, width] = images.shape;
  const [rows, columns] = [height / PATCH, width / PATCH];
  const cut = tf.reshape(images, [batch * rows, PATCH, columns, 3 * PATCH]);
  const patches = tf.reshape(tf.transpose(cut, [0, 2, 1, 3]), [batch, rows * columns, 3 * PATCH * PATCH]);
  const linear = (x: tf.Tensor, w: tf.Tensor) =>
    tf.reshape(tf.matMul(tf.reshape(x, [-1, w.shape[0]]), w as tf.Tensor2D), [batch, -1, w.shape[1]!]);
  const hidden = tf.tanh(linear(patches, one));
  const found: Record<string, tf.Tensor> = {
    block1: tf.concat([tf.mean(hidden, 1, true), hidden], 1),
  };
  if (taps.includes('embedding')) found.embedding = tf.mean(linear(hidden, two), 1);
  return found;
};

export const SMALL_NETWORK: ImageNetwork = {
  id: 'small',
  weights,
  canvasRule: { kind: 'patches', patch: PATCH },
  size: 4 * PATCH,
  forward,
};

export function smallTeacher(terms: readonly LossTerm[]): Teacher {
  return {
    id: 'clip',
    parts: [{ network: SMALL_NETWORK, terms }],
    reader: () => {
      throw new Error('not needed');
    },
  };
}

/** Cosine of each patch's features in two pictures, each less its picture's mean patch: (patches), in plain loops. */
export async function patchCosines(engine: Engine, a: RgbImage, b: RgbImage): Promise<number[]> {
  const [as, bs] = await Promise.all(
    [a, b].map(async ({ width, height, data }) => {
      const image = { shape: [1, height, width, 3], data };
      const { block1 } = await activations(engine, SMALL_NETWORK, image, ['block1']);
      const patches = Array.from({ length: block1.shape[1] - 1 }, (_, n) =>
        block1.data.slice((n + 1) * WIDTH, (n + 2) * WIDTH),
      );
      return patches.map((patch) =>
        patch.map((v, d) => v - patches.reduce((sum, other) => sum + other[d], 0) / patches.length),
      );
    }),
  );
  return as.map((patch, n) => cosine(patch, bs[n]));
}

/** What a network sees of ink (H, W). */
export function paperOf(ink: Float32Array, width: number, height: number): RgbImage {
  return {
    width,
    height,
    channels: 3 as const,
    data: Float32Array.from({ length: 3 * ink.length }, (_, i) => 1 - ink[Math.floor(i / 3)]),
  };
}
