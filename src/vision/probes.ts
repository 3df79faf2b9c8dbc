/**
 * Linear probes on the patch tokens of the embedded DINOv2: where a photo has heads and, in a close-up of one, eyes and a nose.
 * Logistic regression on labelled photos (`bench/faces`; G. Alain and Y. Bengio, "Understanding intermediate layers using linear
 * classifier probes", 2016).
 */
import type { NamedTensors, TensorData } from '../compute/program.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';
import type { SafetensorsFile } from './safetensors.ts';
import { lazyTensor } from './weights.ts';

/** Each probe, and the tap whose tokens it reads. */
export const PROBES = { heads: 'tokens', eyes: 'block8', noses: 'block8' } as const;

export type ProbeName = keyof typeof PROBES;

export const PROBE_NAMES = Object.keys(PROBES) as ProbeName[];

export const isProbe = (tap: string): tap is ProbeName => tap in PROBES;

/** Shapes of the probes' tensors in their file, for tokens of `width` values. */
export function probeShapes(width: number): Record<string, number[]> {
  return Object.fromEntries(
    PROBE_NAMES.flatMap((name) => [
      [`${name}.weight`, [1, width]],
      [`${name}.bias`, [1]],
    ]),
  );
}

export function probeTensors(id: string, file: SafetensorsFile): Record<string, TensorData> {
  return Object.fromEntries(
    PROBE_NAMES.flatMap((name) =>
      ['weight', 'bias'].map((part) => {
        const { shape } = file.entries.get(`${name}.${part}`)!;
        return [`${id}/${name}/${part}`, lazyTensor(shape, () => file.read(`${name}.${part}`))];
      }),
    ),
  );
}

/** Tokens (B, 1 + rows columns, D), class token first -> logits (B, rows, columns, 1). */
export function runProbe(
  id: string,
  name: ProbeName,
  tokens: Tensor,
  rows: number,
  columns: number,
  weights: NamedTensors,
): Tensor4D {
  const [batch, count, width] = tokens.shape as [number, number, number];
  const patches = tf.reshape(tf.slice(tokens, [0, 1, 0], [batch, count - 1, width]), [
    batch * (count - 1),
    width,
  ]);
  const logits = tf.add(
    tf.matMul(patches, weights[`${id}/${name}/weight`]!, false, true),
    weights[`${id}/${name}/bias`]!,
  );
  return tf.reshape(logits, [batch, rows, columns, 1]);
}
