/**
 * The convolutional head that separates the subject from its surroundings, on the patch tokens of the embedded DINOv2:
 * three transposed convolutions (4x4, stride 2, padding 1), each with batch normalisation and ReLU, then a 1x1
 * convolution. Its output has 8 logits per patch and side.
 */

import { tf } from '../compute/lazy-tf.ts';
import type { NamedTensors, TensorData } from '../compute/program.ts';
import type { Tensor4D } from '../compute/tf.ts';
import { batchNormAffine, permute4 } from './fold.ts';
import type { SafetensorsFile } from './safetensors.ts';
import { linear } from './transformer.ts';
import { lazy, lazyTensor } from './weights.ts';

const KERNEL = 4;
const BATCH_NORM_EPSILON = 1e-5;
/** Channels in and out of each transposed convolution. */
const STAGES = [
  [384, 256],
  [256, 128],
  [128, 64],
] as const;
const LAST_CHANNELS = STAGES[2][1];

/** Shapes of the head's tensors in the file. */
export function headShapes(): Record<string, number[]> {
  const shapes: Record<string, number[]> = {
    'saliency_head.final_conv.weight': [1, LAST_CHANNELS, 1, 1],
    'saliency_head.final_conv.bias': [1],
  };
  STAGES.forEach(([inputs, outputs], i) => {
    shapes[`saliency_head.upconv${i + 1}.weight`] = [inputs, outputs, KERNEL, KERNEL];
    shapes[`saliency_head.upconv${i + 1}.bias`] = [outputs];
    for (const part of ['weight', 'bias', 'running_mean', 'running_var'])
      shapes[`saliency_head.bn${i + 1}.${part}`] = [outputs];
  });
  return shapes;
}

/** The head's weights, batch normalisation folded in, filters as tfjs wants them: (row, column, out, in). */
export function headTensors(id: string, file: SafetensorsFile): Record<string, TensorData> {
  const tensors: Record<string, TensorData> = {
    [`${id}/head4/weight`]: lazyTensor([1, LAST_CHANNELS], () =>
      file.read('saliency_head.final_conv.weight'),
    ),
    [`${id}/head4/bias`]: lazyTensor([1], () => file.read('saliency_head.final_conv.bias')),
  };
  STAGES.forEach(([inputs, outputs], i) => {
    const name = (part: string) => `saliency_head.${part.replace('#', String(i + 1))}`;
    const affine = lazy(() =>
      batchNormAffine(
        file.read(name('bn#.weight')),
        file.read(name('bn#.bias')),
        file.read(name('bn#.running_mean')),
        file.read(name('bn#.running_var')),
        BATCH_NORM_EPSILON,
      ),
    );
    tensors[`${id}/head${i + 1}/weight`] = lazyTensor([KERNEL, KERNEL, outputs, inputs], () => {
      const filter = file.read(name('upconv#.weight'));
      const moved = permute4(filter, [inputs, outputs, KERNEL, KERNEL], [2, 3, 1, 0]);
      return scaleRows(moved, inputs, affine().weight);
    });
    tensors[`${id}/head${i + 1}/bias`] = lazyTensor([outputs], () => {
      const { weight, bias } = affine();
      return file.read(name('upconv#.bias')).map((b, c) => b * weight[c]! + bias[c]!);
    });
  });
  return tensors;
}

/** Multiplies row r of `data`, rows of `length` values, by `factors[r mod their number]`. Overwrites and returns it. */
function scaleRows(data: Float32Array, length: number, factors: Float32Array): Float32Array {
  for (let row = 0, at = 0; at < data.length; row++) {
    const factor = factors[row % factors.length]!;
    for (let i = 0; i < length; i++) data[at++]! *= factor;
  }
  return data;
}

/** Patch tokens (B, rows, columns, 384) -> logits (B, 8 rows, 8 columns, 1). */
export function runHead(id: string, patches: Tensor4D, weights: NamedTensors): Tensor4D {
  let x = patches;
  STAGES.forEach(([, outputs], i) => {
    const [batch, height, width] = x.shape;
    const filter = weights[`${id}/head${i + 1}/weight`] as Tensor4D;
    const up = tf.conv2dTranspose(x, filter, [batch, height * 2, width * 2, outputs], 2, 'same');
    x = tf.relu(tf.add(up, weights[`${id}/head${i + 1}/bias`]!)) as Tensor4D;
  });
  const [batch, height, width, channels] = x.shape;
  const flat = tf.reshape(x, [batch * height * width, channels]);
  return tf.reshape(linear(flat, weights, `${id}/head4`), [batch, height, width, 1]);
}
