/**
 * Distances between the activations of a sketch's views and those of the photo's, in tfjs ops. Each has two halves: what is
 * kept of the photo (computed once) and the comparison (run every step).
 */

import { tf } from '../compute/lazy-tf.ts';
import type { Tensor } from '../compute/tf.ts';
import type { LossTerm } from './terms.ts';

export interface Distance {
  /** Whether targets are (V, N, D) directions of patches whose lengths are the patches' weights. */
  readonly patchwise: boolean;
  /** What is kept of the photo's activations (V, ...). */
  target(activation: Tensor): Tensor;
  /** Distance (B) of a sketch's activations (B, ...) to targets of the same batch size, in [0, 2] or >= 0. */
  compare(activation: Tensor, target: Tensor): Tensor;
}

const EPSILON = 1e-6;

export function distanceOf(term: LossTerm): Distance {
  return DISTANCES[term.distance];
}

const DISTANCES: Readonly<Record<LossTerm['distance'], Distance>> = {
  'centred-cosine': {
    patchwise: true,
    target: directions,
    compare: (tokens, target) => tf.sub(1, tf.mean(tf.sum(tf.mul(directions(tokens), target), -1), -1)),
  },
  mse: {
    patchwise: false,
    target: (activation) => activation,
    compare: (activation, target) => tf.mean(tf.square(tf.sub(flat(activation), flat(target))), -1),
  },
  cosine: {
    patchwise: false,
    target: unit,
    compare: (activation, target) => tf.sub(1, tf.sum(tf.mul(unit(activation), target), -1)),
  },
};

/** (B, ...) -> (B, everything else). */
function flat(x: Tensor): Tensor {
  return tf.reshape(x, [x.shape[0], -1]);
}

/** Rows of length 1. */
function unit(x: Tensor): Tensor {
  return tf.mul(x, tf.rsqrt(tf.add(tf.sum(tf.square(x), -1, true), EPSILON)));
}

/** Tokens (B, 1 + N, D) -> the patches' directions (B, N, D), seen from their mean. */
function directions(tokens: Tensor): Tensor {
  const [batch, count, width] = tokens.shape as [number, number, number];
  const patches = tf.slice(tokens, [0, 1, 0], [batch, count - 1, width]);
  return unit(tf.sub(patches, tf.mean(patches, 1, true)));
}
