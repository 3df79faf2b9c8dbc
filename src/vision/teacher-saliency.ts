/** Reads a teacher's saliency maps from vision transformers: one pass over the photo each. */
import type { Engine, TensorData } from '../compute/program.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';
import type { RgbImage } from '../photo/image.ts';
import type { ImageNetwork } from './network.ts';
import { minMax, resizeMap } from './resize.ts';

export interface SaliencyTaps {
  /** Blocks (1-based) whose attention of the class token is averaged, over heads too. */
  readonly attention?: readonly number[];
  /** Tap with the subject's logits (1, h, w, 1). */
  readonly subject?: string;
}

/** Maps (height, width) in [0, 1] of what was asked for; null for the other. */
export interface FoundSaliency {
  readonly attention: Float32Array | null;
  readonly subject: Float32Array | null;
}

/**
 * The attention map is resized bicubically to the image and scaled to [0, 1], as CLIPasso does (section 3.3 of the paper);
 * the subject's logits are resized bilinearly and go through a sigmoid.
 * @param image of a size that the network takes
 */
export async function readSaliency(
  engine: Engine,
  image: RgbImage,
  network: ImageNetwork,
  { attention: layers = [], subject }: SaliencyTaps,
): Promise<FoundSaliency> {
  const { width, height, data } = image;
  const attentionTaps = layers.map((layer) => `attention${layer}`);
  const taps = subject === undefined ? attentionTaps : [...attentionTaps, subject];
  const shape = [1, height, width, 3];
  const program = await engine.compile({
    key: `saliency ${network.weights.id} ${taps.join(' ')}`,
    inputs: { image: { shape } },
    weights: [network.weights],
    run: ({ image: pixels }, weights) => {
      const found = network.forward(pixels as Tensor4D, weights, taps);
      const rows = attentionTaps.map((tap) => classAttention(found[tap]!));
      return {
        ...(rows.length > 0 && { attention: tf.mean(tf.concat(rows, 0), 0) }),
        ...(subject !== undefined && { subject: found[subject]! }),
      };
    },
  });
  try {
    const found = await program.run({ image: { shape, data } });
    return {
      attention: found.attention ? attentionMap(found.attention, height, width) : null,
      subject: found.subject ? subjectMap(found.subject, height, width) : null,
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

function attentionMap({ data }: TensorData, height: number, width: number): Float32Array {
  const patch = Math.sqrt((width * height) / data.length);
  const grid = [height / patch, width / patch, 1] as const;
  return minMax(resizeMap(data as Float32Array, grid, [height, width], 'bicubic'));
}

function subjectMap({ shape, data }: TensorData, height: number, width: number): Float32Array {
  const [, rows, columns] = shape as [number, number, number];
  const logits = resizeMap(data as Float32Array, [rows, columns, 1], [height, width], 'bilinear');
  return logits.map((x) => 1 / (1 + Math.exp(-x)));
}
