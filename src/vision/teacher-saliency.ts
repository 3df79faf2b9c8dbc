/** Reads from vision transformers where they look and what they take for the subject: one pass over the photo each. */
import type { Engine, TensorData } from '../compute/program.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';
import type { RgbImage } from '../photo/image.ts';
import type { ImageNetwork } from './network.ts';
import { type Interpolation, minMax, resizeMap } from './resize.ts';

/**
 * Attention of the class token, averaged over blocks and heads, resized bicubically to the image and scaled to [0, 1], as
 * CLIPasso does (section 3.3 of the paper): (height, width).
 * @param image of a size that the network takes
 * @param blocks 1-based
 */
export async function readAttention(
  engine: Engine,
  image: RgbImage,
  network: ImageNetwork,
  blocks: readonly number[],
): Promise<Float32Array> {
  const taps = blocks.map((block) => `attention${block}`);
  const { map } = await runOnce(engine, image, network, taps, (found) => ({
    map: tf.mean(
      tf.concat(
        taps.map((tap) => classAttention(found[tap]!)),
        0,
      ),
      0,
    ),
  }));
  const data = map!.data as Float32Array;
  const { width, height } = image;
  const patch = Math.sqrt((width * height) / data.length);
  const grid = [height / patch, width / patch, 1] as const;
  return minMax(resizeMap(data, grid, [height, width], 'bicubic'));
}

/**
 * Likelihoods of each pixel, one map (height, width) in [0, 1] for each tap: logits, resized to the image, through a sigmoid.
 * @param image of a size that the network takes
 * @param taps logits (1, h, w, 1) each
 */
export async function readLikelihoods(
  engine: Engine,
  image: RgbImage,
  network: ImageNetwork,
  taps: readonly string[],
  interpolation: Interpolation,
): Promise<Float32Array[]> {
  const maps = await runOnce(engine, image, network, taps, (found) =>
    Object.fromEntries(taps.map((tap) => [tap, found[tap]!])),
  );
  return taps.map((tap) => {
    const { shape, data } = maps[tap]!;
    const [, rows, columns] = shape as [number, number, number];
    const size = [image.height, image.width] as const;
    const logits = resizeMap(data as Float32Array, [rows, columns, 1], size, interpolation);
    return logits.map((x) => 1 / (1 + Math.exp(-x)));
  });
}

async function runOnce(
  engine: Engine,
  { width, height, data }: RgbImage,
  network: ImageNetwork,
  taps: readonly string[],
  read: (found: Record<string, Tensor>) => Record<string, Tensor>,
): Promise<Record<string, TensorData>> {
  const shape = [1, height, width, 3];
  const program = await engine.compile({
    key: `saliency ${network.weights.id} ${taps.join(' ')}`,
    inputs: { image: { shape } },
    weights: [network.weights],
    run: ({ image }, weights) => read(network.forward(image as Tensor4D, weights, taps)),
  });
  try {
    return await program.run({ image: { shape, data } });
  } finally {
    program.dispose();
  }
}

/** Attention (1, heads, T, T) -> what the class token gives to each patch (heads, T - 1). */
function classAttention(attention: Tensor): Tensor {
  const [, heads, count] = attention.shape as [number, number, number];
  return tf.reshape(tf.slice(attention, [0, 0, 0, 1], [1, heads, 1, count - 1]), [heads, count - 1]);
}
