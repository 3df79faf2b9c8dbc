/** EfficientNet-lite2: Tan and Le, "EfficientNet", ICML 2019, without squeeze-and-excitation and with ReLU6. */
import type { NamedTensors, Program, WeightSet } from '../../../src/compute/program.ts';
import * as tf from '../../../src/compute/tf.ts';

/** Side in pixels of the square that the network sees. */
export const JUDGE_SIZE = 260;

/** Blocks and first stride of each stage. */
const STAGES = [
  [1, 1],
  [3, 2],
  [3, 2],
  [4, 2],
  [4, 1],
  [5, 2],
  [1, 1],
] as const;

/**
 * Input `images` (batch, 260, 260, 3), RGB in [0, 1]. Outputs `stage1` .. `stage7` (batch, h, w, channels) and `embedding`
 * (batch, 1280), the pooled features that the classifier reads.
 */
export function judgeProgram(weights: WeightSet, batch: number): Program {
  return {
    key: `${weights.id} stages`,
    inputs: { images: { shape: [batch, JUDGE_SIZE, JUDGE_SIZE, 3] } },
    weights: [weights],
    run: ({ images }, tensors) => run(images as tf.Tensor4D, tensors),
  };
}

function run(images: tf.Tensor4D, weights: NamedTensors): NamedTensors {
  const taps: Record<string, tf.Tensor> = {};
  let x = conv(tf.sub<tf.Tensor4D>(tf.mul(images, 2), 1), weights, '_conv_stem', 2);
  let block = 0;
  STAGES.forEach(([repeats, stride], stage) => {
    for (let i = 0; i < repeats; i++) x = mobileBlock(x, weights, `_blocks.${block++}`, i === 0 ? stride : 1);
    taps[`stage${stage + 1}`] = x;
  });
  taps.embedding = tf.mean(conv(x, weights, '_conv_head', 1), [1, 2]);
  return taps;
}

function mobileBlock(x: tf.Tensor4D, weights: NamedTensors, name: string, stride: number): tf.Tensor4D {
  const wide = `${name}._expand_conv/filter` in weights ? conv(x, weights, `${name}._expand_conv`, 1) : x;
  const depthwise = `${name}._depthwise_conv`;
  const spread = tf.depthwiseConv2d(wide, weights[`${depthwise}/filter`] as tf.Tensor4D, stride, 'same');
  const mixed = tf.clipByValue(tf.add<tf.Tensor4D>(spread, weights[`${depthwise}/bias`]!), 0, 6);
  const out = conv(mixed, weights, `${name}._project_conv`, 1, false);
  return stride === 1 && out.shape[3] === x.shape[3] ? tf.add<tf.Tensor4D>(out, x) : out;
}

function conv(
  x: tf.Tensor4D,
  weights: NamedTensors,
  name: string,
  stride: number,
  active = true,
): tf.Tensor4D {
  const sum = tf.conv2d(x, weights[`${name}/filter`] as tf.Tensor4D, stride, 'same');
  const y = tf.add<tf.Tensor4D>(sum, weights[`${name}/bias`]!);
  return active ? tf.clipByValue(y, 0, 6) : y;
}
