/**
 * Distances between the activations of a sketch's views and those of the photo's, in tfjs ops. Each has two halves: what is
 * kept of the photo (computed once) and the comparison (run every step).
 */
import type { Tensor, Tensor3D } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';
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
  'self-similarity': { patchwise: false, target: centredSimilarity, compare: compareSimilarity },
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
function directions(tokens: Tensor): Tensor3D {
  const [batch, count, width] = tokens.shape as [number, number, number];
  const patches = tf.slice(tokens, [0, 1, 0], [batch, count - 1, width]);
  return unit(tf.sub(patches, tf.mean(patches, 1, true))) as Tensor3D;
}

function gram(t: Tensor3D): Tensor {
  return tf.matMul(t, t, false, true);
}

/** Patch-to-patch cosine similarities less their mean, as unit vectors (B, N * N). */
function centredSimilarity(tokens: Tensor): Tensor {
  const similarity = flat(gram(directions(tokens)));
  return unit(tf.sub(similarity, tf.mean(similarity, -1, true)));
}

/**
 * 1 - cosine between the centred similarity matrices. The target is centred and of unit length already, so the sketch's
 * matrix S needs neither: cosine = <S, T> / sqrt(<S, S> - mean(S)^2 N^2), and the mean is that of the directions' sum.
 */
function compareSimilarity(tokens: Tensor, target: Tensor): Tensor {
  const t = directions(tokens);
  const patches = t.shape[1];
  const similarity = flat(gram(t));
  const inner = tf.sum(tf.mul(similarity, target), -1);
  const mean = tf.sum(tf.square(tf.mean(t, 1)), -1);
  const square = tf.sub(tf.sum(tf.square(similarity), -1), tf.mul(tf.square(mean), patches * patches));
  return tf.sub(1, tf.mul(inner, tf.rsqrt(tf.add(square, EPSILON))));
}
