/**
 * The pre-norm transformer block (Vaswani et al. 2017; Dosovitskiy et al. 2021) that DINOv2 and both towers of CLIP
 * share. Constant factors are folded into the weights when they are loaded: the normalisations' scale and shift into the
 * maps after them, layer scale and the attention's 1 / sqrt(head size) into the maps before them, the activation's factors
 * into both.
 */

import { tf } from '../compute/lazy-tf.ts';
import type { NamedTensors, TensorData } from '../compute/program.ts';
import type { Tensor } from '../compute/tf.ts';
import { type Activation, scaledActivation, standardise } from './activations.ts';
import { type Affine, concatenate, foldInput, foldOutput, type Linear } from './fold.ts';
import { linearTensors } from './weights.ts';

export interface TransformerConfig {
  /** Width D of a token. */
  readonly width: number;
  /** Width of the hidden layer of the perceptron. */
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly activation: Activation;
  readonly epsilon: number;
}

/** One block's parameters as they are in a file; each call reads them anew, into arrays that the caller may overwrite. */
export interface BlockSource {
  readonly norm1: () => Affine;
  /** (3 D, D): query, key and value, one below the other. */
  readonly qkv: () => Linear;
  readonly out: () => Linear;
  readonly norm2: () => Affine;
  readonly fc1: () => Linear;
  readonly fc2: () => Linear;
  /** Factors (D) of the two residual branches; absent in CLIP. */
  readonly scale1?: () => Float32Array;
  readonly scale2?: () => Float32Array;
}

/** The tensors that `transformerBlock` reads under `prefix`, e.g. 'clip-vit-b-32/block1'. */
export function blockTensors(
  prefix: string,
  { width, hidden, heads, activation }: TransformerConfig,
  source: BlockSource,
): Record<string, TensorData> {
  const { norm1, qkv, out, norm2, fc1, fc2, scale1, scale2 } = source;
  const { inner, outer } = scaledActivation(activation);
  const size = width / heads;
  return {
    ...linearTensors(`${prefix}/qkv`, 3 * width, width, () => {
      const { weight, bias } = foldInput(qkv(), norm1().weight, norm1().bias);
      scaleInPlace(weight.subarray(0, width * width), size ** -0.5);
      scaleInPlace(bias.subarray(0, width), size ** -0.5);
      return { weight, bias };
    }),
    ...linearTensors(`${prefix}/out`, width, width, () => (scale1 ? foldOutput(out(), scale1()) : out())),
    ...linearTensors(`${prefix}/fc1`, hidden, width, () => {
      const { weight, bias } = foldInput(fc1(), norm2().weight, norm2().bias);
      return { weight: scaleInPlace(weight, inner), bias: scaleInPlace(bias, inner) };
    }),
    ...linearTensors(`${prefix}/fc2`, width, hidden, () => {
      const { weight, bias } = scale2 ? foldOutput(fc2(), scale2()) : fc2();
      return { weight: scaleInPlace(weight, outer), bias };
    }),
  };
}

/** One linear map whose outputs are those of several, one after the other. */
export function stackLinear(parts: readonly Linear[]): Linear {
  return { weight: concatenate(parts.map((p) => p.weight)), bias: concatenate(parts.map((p) => p.bias)) };
}

function scaleInPlace(values: Float32Array, factor: number): Float32Array {
  for (let i = 0; i < values.length; i++) values[i]! *= factor;
  return values;
}

export interface AttentionInput {
  readonly weights: NamedTensors;
  /** As given to `blockTensors`. */
  readonly prefix: string;
  readonly config: TransformerConfig;
  /** Added to the attention's logits (T, T), e.g. -Infinity above the diagonal. */
  readonly mask?: Tensor;
}

export interface Attention {
  /** Softmaxed, (B, heads, T, T). */
  readonly probabilities: Tensor;
  /** (B * heads, T, D / heads). */
  readonly values: Tensor;
}

/** The first half of a block up to the attention's probabilities; `tokens` is (B, T, D). */
export function attend(tokens: Tensor, { weights, prefix, config, mask }: AttentionInput): Attention {
  const [batch, count, width] = tokens.shape as [number, number, number];
  const { heads, epsilon } = config;
  const size = width / heads;
  const flat = tf.reshape(standardise(tokens, epsilon), [batch * count, width]);
  const qkv = tf.reshape(linear(flat, weights, `${prefix}/qkv`), [batch, count, 3, heads, size]);
  const split = tf.reshape(tf.transpose(qkv, [2, 0, 3, 1, 4]), [3 * batch * heads, count, size]);
  const [queries, keys, values] = tf.split(split, 3, 0) as [Tensor, Tensor, Tensor];
  const logits = tf.matMul(queries, keys, false, true);
  const softmax = tf.softmax(mask ? tf.add(logits, mask) : logits);
  return { probabilities: tf.reshape(softmax, [batch, heads, count, count]), values };
}

/** The rest of the block: mixes the values, adds the residual branches; returns tokens (B, T, D). */
export function finishBlock(tokens: Tensor, attention: Attention, input: AttentionInput): Tensor {
  const { weights, prefix, config } = input;
  const [batch, count, width] = tokens.shape as [number, number, number];
  const { heads, activation, epsilon } = config;
  const rows = [batch * count, width];
  const softmax = tf.reshape(attention.probabilities, [batch * heads, count, count]);
  const mixed = tf.reshape(tf.matMul(softmax, attention.values), [batch, heads, count, width / heads]);
  const merged = tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), rows);
  const middle = tf.add(tf.reshape(tokens, rows), linear(merged, weights, `${prefix}/out`));
  const { g } = scaledActivation(activation);
  const hidden = g(linear(standardise(middle, epsilon), weights, `${prefix}/fc1`));
  return tf.reshape(tf.add(middle, linear(hidden, weights, `${prefix}/fc2`)), [batch, count, width]);
}

/** x (n, in) -> x weight^T + bias (n, out). */
export function linear(x: Tensor, weights: NamedTensors, name: string): Tensor {
  return tf.add(tf.matMul(x, weights[`${name}/weight`]!, false, true), weights[`${name}/bias`]!);
}
