/**
 * The convolutions of CLIP's ResNet with their batch normalisation folded in. Images are (B, H, W, C). A 1x1 convolution
 * is a matrix product. The gradient of a 3x3 convolution of stride 1 is itself such a convolution, with the filter
 * turned by half a circle and its channels swapped; that filter is prepared at load, so that the way back uses the same
 * fast kernels as the way forward.
 */

import { tf } from '../../compute/lazy-tf.ts';
import type { NamedTensors, TensorData } from '../../compute/program.ts';
import type { Tensor, Tensor4D } from '../../compute/tf.ts';
import { batchNormAffine, foldOutput, permute4 } from '../fold.ts';
import type { SafetensorsFile } from '../safetensors.ts';
import { linear } from '../transformer.ts';
import { lazy, lazyTensor, linearTensors } from '../weights.ts';

const BATCH_NORM_EPSILON = 1e-5;

/** A convolution without bias and the batch normalisation after it, as a file names them. */
export interface ConvNames {
  readonly conv: string;
  readonly norm: string;
}

export function convShapes(
  { conv, norm }: ConvNames,
  [outputs, inputs, size]: readonly [number, number, number],
): Record<string, readonly number[]> {
  const shapes: Record<string, readonly number[]> = { [`${conv}.weight`]: [outputs, inputs, size, size] };
  for (const part of ['weight', 'bias', 'running_mean', 'running_var']) shapes[`${norm}.${part}`] = [outputs];
  return shapes;
}

/** Tensors of a 1x1 convolution for `conv1x1`. */
export function conv1x1Tensors(
  name: string,
  file: SafetensorsFile,
  source: ConvNames,
  [outputs, inputs]: readonly [number, number],
): Record<string, TensorData> {
  return linearTensors(name, outputs, inputs, () => readFolded(file, source));
}

/**
 * Tensors of a 3x3 convolution for `conv3x3` and `conv3x3Stride2`.
 * @param inputScale (inputs): what each input is multiplied by
 */
export function conv3x3Tensors(
  name: string,
  file: SafetensorsFile,
  source: ConvNames,
  [outputs, inputs]: readonly [number, number],
  inputScale?: readonly number[],
): Record<string, TensorData> {
  const shape = [outputs, inputs, 3, 3] as const;
  const folded = lazy(() => {
    const { weight, bias } = readFolded(file, source);
    return inputScale
      ? { weight: weight.map((w, at) => w * inputScale[Math.floor(at / 9) % inputs]!), bias }
      : { weight, bias };
  });
  return {
    [`${name}/weight`]: lazyTensor([3, 3, inputs, outputs], () =>
      permute4(folded().weight, shape, [2, 3, 1, 0]),
    ),
    [`${name}/turned`]: lazyTensor([3, 3, outputs, inputs], () => {
      const turned = permute4(folded().weight, shape, [2, 3, 0, 1]);
      return reverseGroups(turned, outputs * inputs);
    }),
    [`${name}/bias`]: lazyTensor([outputs], () => folded().bias),
  };
}

/** (B, H, W, C) -> (B, H, W, out). */
export function conv1x1(x: Tensor4D, weights: NamedTensors, name: string): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const flat = linear(tf.reshape(x, [batch * height * width, channels]), weights, name);
  return tf.reshape(flat, [batch, height, width, flat.shape[1]!]);
}

/** 3x3, stride 1, padded by 1. */
export function conv3x3(x: Tensor4D, weights: NamedTensors, name: string): Tensor4D {
  const filter = weights[`${name}/weight`] as Tensor4D;
  const turned = weights[`${name}/turned`] as Tensor4D;
  const convolve = tf.customGrad((input) => ({
    value: tf.conv2d(input as Tensor4D, filter, 1, 'same') as Tensor,
    gradFunc: (dy: Tensor) => tf.conv2d(dy as Tensor4D, turned, 1, 'same'),
  }));
  return tf.add(convolve(x), weights[`${name}/bias`]!);
}

/** 3x3, stride 2, padded by 1 on every side: (B, H, W, C) -> (B, H / 2, W / 2, out). */
export function conv3x3Stride2(x: Tensor4D, weights: NamedTensors, name: string): Tensor4D {
  const filter = weights[`${name}/weight`] as Tensor4D;
  return tf.add(tf.conv2d(x, filter, 2, 1), weights[`${name}/bias`]!);
}

function readFolded(file: SafetensorsFile, { conv, norm }: ConvNames) {
  const read = (part: string) => file.read(`${norm}.${part}`);
  const affine = batchNormAffine(
    read('weight'),
    read('bias'),
    read('running_mean'),
    read('running_var'),
    BATCH_NORM_EPSILON,
  );
  const zero = new Float32Array(affine.bias.length);
  const { weight } = foldOutput({ weight: file.read(`${conv}.weight`), bias: zero }, affine.weight);
  return { weight, bias: affine.bias };
}

/** Reverses the order of groups of `size` values. */
function reverseGroups(data: Float32Array, size: number): Float32Array {
  const out = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += size)
    out.set(data.subarray(at, at + size), data.length - size - at);
  return out;
}
