/** Reads a teacher's saliency maps from a vision transformer: one pass over the photo. */
import type { Engine } from '../compute/program.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';
import type { RgbImage } from '../photo/image.ts';
import type { ImageNetwork } from './network.ts';
import { minMax, resizeMap } from './resize.ts';
import type { SaliencyMaps } from './teacher.ts';

export interface SaliencyTaps {
  /** Blocks (1-based) whose attention of the class token is averaged, over heads too. */
  readonly attention: readonly number[];
  /** Tap with the subject's logits (1, h, w, 1), when the network has one. */
  readonly subject?: string;
}

/**
 * The attention map is resized bicubically to the image (CLIPasso's section 3.3) and scaled to [0, 1]; the subject's
 * logits are resized bilinearly and go through a sigmoid.
 */
export async function readSaliency(
  engine: Engine,
  image: RgbImage,
  network: ImageNetwork,
  { attention, subject }: SaliencyTaps,
): Promise<SaliencyMaps> {
  const { width, height, data } = image;
  const attentionTaps = attention.map((layer) => `attention${layer}`);
  const taps = subject === undefined ? attentionTaps : [...attentionTaps, subject];
  const program = await engine.compile({
    key: `saliency ${network.id} ${taps.join(' ')}`,
    inputs: { image: { shape: [1, height, width, 3] } },
    weights: [network.weights],
    run: ({ image: pixels }, weights) => {
      const found = network.forward(pixels as Tensor4D, weights, taps);
      const rows = attentionTaps.map((tap) => classAttention(found[tap]!));
      const mean = tf.mean(tf.concat(rows, 0), 0);
      return subject === undefined ? { attention: mean } : { attention: mean, subject: found[subject]! };
    },
  });
  try {
    const found = await program.run({ image: { shape: [1, height, width, 3], data } });
    const patch = Math.sqrt((width * height) / found.attention!.data.length);
    const grid = [height / patch, width / patch, 1] as const;
    const size = [height, width] as const;
    const values = found.attention!.data as Float32Array;
    return {
      attention: minMax(resizeMap(values, grid, size, 'bicubic')),
      subject: found.subject ? subjectMap(found.subject, size) : null,
    };
  } finally {
    program.dispose();
  }
}

/** Attention (1, heads, T, T) -> what the class token gives to each patch (heads, T - 1). */
function classAttention(attention: Tensor): Tensor {
  const [, heads, count] = attention.shape as [number, number, number];
  return tf.reshape(tf.slice(attention, [0, 0, 0, 1], [1, heads, 1, count - 1]), [heads, count - 1]);
}

function subjectMap(
  { shape, data }: { shape: readonly number[]; data: Float32Array | Int32Array },
  size: readonly [number, number],
): Float32Array {
  const [, rows, columns] = shape as [number, number, number];
  const logits = resizeMap(data as Float32Array, [rows, columns, 1], size, 'bilinear');
  return logits.map((x) => 1 / (1 + Math.exp(-x)));
}
