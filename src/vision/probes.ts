/**
 * Linear probes on tokens of the embedded DINOv2: where a photo has heads and, in a close-up of one, whether it is a head, eyes and a nose.
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

/** Each probe, and the taps whose tokens it reads, one after another: those of patches, or the class token's alone. */
export const PROBES = {
  heads: ['tokens'],
  eyes: ['block8', 'block10'],
  noses: ['block8', 'block10'],
  faces: ['block8', 'block10'],
} as const satisfies Record<string, readonly string[]>;

/** Probes that judge the whole picture, by its class token. */
const OF_PICTURE: ReadonlySet<string> = new Set(['faces'] satisfies ProbeName[]);

export type ProbeName = keyof typeof PROBES;

const NAMES = Object.keys(PROBES) as ProbeName[];

export const isProbe = (tap: string): tap is ProbeName => tap in PROBES;

export const isOfPicture = (name: ProbeName): boolean => OF_PICTURE.has(name);

/** Shapes of the probes' tensors in their file, for tokens of `width` values. */
export function probeShapes(width: number): Record<string, number[]> {
  return Object.fromEntries(
    NAMES.flatMap((name) => [
      [`${name}.weight`, [1, PROBES[name].length * width]],
      [`${name}.bias`, [1]],
    ]),
  );
}

/** The probes' weights for tokens of `width` values. */
export function probeTensors(id: string, file: SafetensorsFile, width: number): Record<string, TensorData> {
  const tensors = NAMES.map((name) =>
    linearTensors(`${id}/${name}`, 1, PROBES[name].length * width, () => readPair(file, name)),
  );
  return Object.assign({}, ...tensors);
}

/** Tokens (B, rows, columns, D) of each of the probe's taps -> logits (B, rows, columns, 1); one row and column for a class token. */
export function runProbe(
  id: string,
  name: ProbeName,
  patches: readonly Tensor4D[],
  weights: NamedTensors,
): Tensor4D {
  const all = patches.length > 1 ? tf.concat([...patches], 3) : patches[0]!;
  const [batch, rows, columns, width] = all.shape;
  const flat = tf.reshape(all, [batch * rows * columns, width]);
  return tf.reshape(linear(flat, weights, `${id}/${name}`), [batch, rows, columns, 1]);
}
