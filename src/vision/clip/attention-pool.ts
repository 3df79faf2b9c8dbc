/**
 * CLIP's attention pool: the mean of all places, put before them as a token, asks every place (and itself) in one
 * multi-head attention; the answer is projected to the embedding.
 */

import { tf } from '../../compute/lazy-tf.ts';
import type { NamedTensors, TensorData } from '../../compute/program.ts';
import type { Tensor, Tensor4D } from '../../compute/tf.ts';
import { linearShapes, readPair } from '../block-names.ts';
import { foldOutput } from '../fold.ts';
import type { SafetensorsFile } from '../safetensors.ts';
import { linear, stackLinear } from '../transformer.ts';
import { lazyTensor, linearTensors } from '../weights.ts';

export interface PoolConfig {
  readonly channels: number;
  readonly embed: number;
  /** Places per side. */
  readonly grid: number;
  readonly heads: number;
}

const PREFIX = 'visual.attnpool';

export function attentionPoolShapes({
  channels,
  embed,
  grid,
}: PoolConfig): Record<string, readonly number[]> {
  return {
    [`${PREFIX}.positional_embedding`]: [grid * grid + 1, channels],
    ...linearShapes(`${PREFIX}.q_proj`, channels, channels),
    ...linearShapes(`${PREFIX}.k_proj`, channels, channels),
    ...linearShapes(`${PREFIX}.v_proj`, channels, channels),
    ...linearShapes(`${PREFIX}.c_proj`, embed, channels),
  };
}

export function attentionPoolTensors(
  id: string,
  file: SafetensorsFile,
  { channels, embed, grid, heads }: PoolConfig,
): Record<string, TensorData> {
  const read = (name: string) => readPair(file, `${PREFIX}.${name}`);
  const scale = new Float32Array(channels).fill((channels / heads) ** -0.5);
  return {
    [`${id}/pool/positions`]: lazyTensor([grid * grid + 1, channels], () =>
      file.read(`${PREFIX}.positional_embedding`),
    ),
    ...linearTensors(`${id}/pool/query`, channels, channels, () => foldOutput(read('q_proj'), scale)),
    ...linearTensors(`${id}/pool/key-value`, 2 * channels, channels, () =>
      stackLinear([read('k_proj'), read('v_proj')]),
    ),
    ...linearTensors(`${id}/pool/out`, embed, channels, () => read('c_proj')),
  };
}

/** (B, grid, grid, C) -> embedding (B, E). */
export function attentionPool(id: string, config: PoolConfig, x: Tensor4D, weights: NamedTensors): Tensor {
  const { channels, heads, grid } = config;
  const batch = x.shape[0];
  const count = grid * grid + 1;
  const size = channels / heads;
  const places = tf.reshape(x, [batch, grid * grid, channels]);
  const withMean = tf.concat([tf.mean(places, 1, true), places], 1);
  const tokens = tf.add(withMean, weights[`${id}/pool/positions`]!);
  const first = tf.reshape(tf.slice(tokens, [0, 0, 0], [batch, 1, channels]), [batch, channels]);
  const query = tf.reshape(linear(first, weights, `${id}/pool/query`), [batch * heads, 1, size]);
  const both = linear(tf.reshape(tokens, [batch * count, channels]), weights, `${id}/pool/key-value`);
  const byHead = tf.transpose(tf.reshape(both, [batch, count, 2, heads, size]), [2, 0, 3, 1, 4]);
  const [keys, values] = tf.split(tf.reshape(byHead, [2 * batch * heads, count, size]), 2, 0) as [
    Tensor,
    Tensor,
  ];
  const attention = tf.softmax(tf.matMul(query, keys, false, true));
  const mixed = tf.reshape(tf.matMul(attention, values), [batch, channels]);
  return linear(mixed, weights, `${id}/pool/out`);
}
