/**
 * The convolutional head that separates the subject from its surroundings, on the patch tokens of the embedded DINOv2:
 * three transposed convolutions (4x4, stride 2, padding 1), each with batch normalisation and ReLU, then a 1x1
 * convolution. Its output has 8 logits per patch and side.
 *
 * It is computed in whole numbers of eight bits, in a tenth of the time: a transposed convolution is a convolution of 2x2 that gives the four
 * pixels about each corner of its input's, which are then put in their places.
 */

import { bordered, byteConvolution } from '../compute/byte-convolution.ts';
import { tf } from '../compute/lazy-tf.ts';
import type { NamedTensors, WeightTensor } from '../compute/program.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import { batchNormAffine } from './fold.ts';
import type { SafetensorsFile } from './safetensors.ts';
import { linear } from './transformer.ts';
import { deferred, lazy, lazyTensor } from './weights.ts';

const KERNEL = 4;
const BATCH_NORM_EPSILON = 1e-5;
/**
 * Channels in and out of each transposed convolution, and the largest value that it is to give: for most of the bench's 28 photos less than one
 * in ten thousand is larger.
 */
const STAGES = [
  { inputs: 384, outputs: 256, most: 4.6 },
  { inputs: 256, outputs: 128, most: 4.8 },
  { inputs: 128, outputs: 64, most: 6.4 },
] as const;
const LAST_CHANNELS = STAGES[2].outputs;
/** The same of the tokens, of either sign, and the byte that stands for zero in them. */
const TOKENS = { most: 9.5, zero: 128 } as const;
/** Of a filter's greatest weight; within 64 sums are exact on every processor, see byteConvolution. */
const STEPS = 64;

/** What a step of the bytes that a stage is given is worth. */
function stepInto(stage: number): number {
  return stage === 0 ? TOKENS.most / 127 : STAGES[stage - 1]!.most / 255;
}

/** Shapes of the head's tensors in the file. */
export function headShapes(): Record<string, number[]> {
  const shapes: Record<string, number[]> = {
    'saliency_head.final_conv.weight': [1, LAST_CHANNELS, 1, 1],
    'saliency_head.final_conv.bias': [1],
  };
  STAGES.forEach(({ inputs, outputs }, i) => {
    shapes[`saliency_head.upconv${i + 1}.weight`] = [inputs, outputs, KERNEL, KERNEL];
    shapes[`saliency_head.upconv${i + 1}.bias`] = [outputs];
    for (const part of ['weight', 'bias', 'running_mean', 'running_var'])
      shapes[`saliency_head.bn${i + 1}.${part}`] = [outputs];
  });
  return shapes;
}

/** The head's weights, batch normalisation folded in, as byteConvolution takes them. */
export function headTensors(id: string, file: SafetensorsFile): Record<string, WeightTensor> {
  const stages = STAGES.map(({ inputs, outputs }, i) => {
    const made = lazy(() => toBytes(file, i));
    const name = `${id}/head${i + 1}`;
    return {
      [`${name}/filter`]: deferred([4 * outputs, inputs, 2, 2], 'int8', () => made().filter),
      [`${name}/bias`]: deferred([4 * outputs], 'int32', () => made().sums),
      [`${name}/scale`]: deferred([4 * outputs], 'float32', () => made().scale),
    };
  });
  const last = 'saliency_head.final_conv';
  const step = stepInto(STAGES.length);
  return Object.assign({}, ...stages, {
    [`${id}/head4/weight`]: lazyTensor([1, LAST_CHANNELS], () =>
      file.read(`${last}.weight`).map((w) => w * step),
    ),
    [`${id}/head4/bias`]: lazyTensor([1], () => file.read(`${last}.bias`)),
  });
}

/** Filters (4 out, in, 2, 2), of the pixels at the four places about a corner, row by row; what is added to their sums, and their scales. */
function toBytes(file: SafetensorsFile, stage: number) {
  const { inputs, outputs } = STAGES[stage]!;
  const read = (part: string) => file.read(`saliency_head.${part.replace('#', String(stage + 1))}`);
  const [mean, variance] = [read('bn#.running_mean'), read('bn#.running_var')];
  const affine = batchNormAffine(read('bn#.weight'), read('bn#.bias'), mean, variance, BATCH_NORM_EPSILON);
  const [weight, bias] = [read('upconv#.weight'), read('upconv#.bias')];
  const [from, to] = [stepInto(stage), stepInto(stage + 1)];
  const size = inputs * 4;
  const [sums, scale] = [new Int32Array(4 * outputs), new Float32Array(4 * outputs)];
  const filter = new Int8Array(4 * outputs * size);
  const own = new Float32Array(size);
  for (let k = 0; k < 4 * outputs; k++) {
    const [row, column, o] = [k >= 2 * outputs ? 1 : 0, Math.floor(k / outputs) % 2, k % outputs];
    let greatest = 0;
    for (let i = 0, at = 0; i < inputs; i++)
      for (let tap = 0; tap < 4; tap++, at++) {
        const place = (3 - row - 2 * (tap >> 1)) * KERNEL + 3 - column - 2 * (tap & 1);
        own[at] = weight[(i * outputs + o) * KERNEL * KERNEL + place]! * affine.weight[o]!;
        greatest = Math.max(greatest, Math.abs(own[at]!));
      }
    const step = greatest / STEPS;
    let sum = 0;
    for (let at = 0; at < size; at++) {
      filter[k * size + at] = Math.round(own[at]! / step);
      sum += filter[k * size + at]!;
    }
    scale[k] = (step * from) / to;
    const shift = (bias[o]! * affine.weight[o]! + affine.bias[o]!) / (step * from);
    sums[k] = Math.round(shift) - (stage === 0 ? TOKENS.zero * sum : 0);
  }
  return { filter, sums, scale };
}

/** Patch tokens (B, rows, columns, 384) -> logits (B, 8 rows, 8 columns, 1). */
export function runHead(id: string, patches: Tensor4D, weights: NamedTensors): Tensor4D {
  const bytes = tf.add(tf.mul(patches, 1 / stepInto(0)), TOKENS.zero) as Tensor4D;
  let x = bordered(bytes, 1, TOKENS.zero);
  STAGES.forEach(({ outputs }, i) => {
    const part = (name: string): Tensor => weights[`${id}/head${i + 1}/${name}`]!;
    const convolution = { filter: part('filter'), bias: part('bias'), scale: part('scale') };
    x = inPlace(byteConvolution(x, convolution, i > 0 ? 1 : 0), outputs);
  });
  const [batch, height, width, channels] = x.shape;
  const flat = tf.reshape(tf.cast(x, 'float32'), [batch * height * width, channels]);
  return tf.reshape(linear(flat, weights, `${id}/head4`), [batch, height, width, 1]);
}

/** (B, height + 1, width + 1, 4 out) -> (B, 2 height, 2 width, out) */
function inPlace(x: Tensor4D, outputs: number): Tensor4D {
  const [batch, rows, columns] = x.shape;
  const [height, width] = [rows - 1, columns - 1];
  const parts = [0, 1, 2, 3].map((k) =>
    tf.slice(x, [0, k >> 1, k & 1, k * outputs], [batch, height, width, outputs]),
  );
  const cells = tf.reshape(tf.concat(parts, 3), [batch, height, width, 2, 2, outputs]);
  return tf.reshape(tf.transpose(cells, [0, 1, 3, 2, 4, 5]), [batch, 2 * height, 2 * width, outputs]);
}
