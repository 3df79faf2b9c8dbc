/**
 * Linear probes on the patch tokens of the embedded DINOv2: where a photo has heads and, in a close-up of one, eyes and a nose.
 * Logistic regression on labelled photos (`bench/faces`; G. Alain and Y. Bengio, "Understanding intermediate layers using linear
 * classifier probes", 2016).
 */

import { tf } from '../compute/lazy-tf.ts';
import type { NamedTensors, TensorData } from '../compute/program.ts';
import type { Tensor4D } from '../compute/tf.ts';
import { readPair } from './block-names.ts';
import type { SafetensorsFile } from './safetensors.ts';
import { linear } from './transformer.ts';
import { linearTensors } from './weights.ts';

/** Each probe, and the tap whose tokens it reads. */
export const PROBES = { heads: 'tokens', eyes: 'block8', noses: 'block8' } as const;

export type ProbeName = keyof typeof PROBES;

const NAMES = Object.keys(PROBES) as ProbeName[];

export const isProbe = (tap: string): tap is ProbeName => tap in PROBES;

/** Shapes of the probes' tensors in their file, for tokens of `width` values. */
export function probeShapes(width: number): Record<string, number[]> {
  return Object.fromEntries(
    NAMES.flatMap((name) => [
      [`${name}.weight`, [1, width]],
      [`${name}.bias`, [1]],
    ]),
  );
}

/** The probes' weights for tokens of `width` values. */
export function probeTensors(id: string, file: SafetensorsFile, width: number): Record<string, TensorData> {
  const tensors = NAMES.map((name) => linearTensors(`${id}/${name}`, 1, width, () => readPair(file, name)));
  return Object.assign({}, ...tensors);
}

/** Patch tokens (B, rows, columns, D) -> logits (B, rows, columns, 1). */
export function runProbe(id: string, name: ProbeName, patches: Tensor4D, weights: NamedTensors): Tensor4D {
  const [batch, rows, columns, width] = patches.shape;
  const flat = tf.reshape(patches, [batch * rows * columns, width]);
  return tf.reshape(linear(flat, weights, `${id}/${name}`), [batch, rows, columns, 1]);
}
