/**
 * Pointwise pieces of transformers with gradients of their own: fewer passes over memory than what tfjs derives from
 * their definitions, and the same values. Plain tfjs ops, so they run on every backend and can be traced.
 */
import type { Tensor } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';

export type Activation = 'gelu' | 'quick-gelu';

export function activate(x: Tensor, activation: Activation): Tensor {
  return activation === 'gelu' ? gelu(x) : quickGelu(x);
}

/** Exact GELU: x Phi(x) with the normal distribution's cumulative Phi; derivative Phi(x) + x phi(x). */
const gelu = withGradient(
  (x) => {
    const phi = tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
    return { value: tf.mul(x, phi), saved: [x, phi] };
  },
  (dy, [x, phi]) => {
    const density = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return tf.mul(dy, tf.add(phi, tf.mul(x, density)));
  },
);

/** CLIP's x sigmoid(1.702 x); with s the sigmoid and y the output, the derivative is s + 1.702 y (1 - s). */
const quickGelu = withGradient(
  (x) => {
    const gate = tf.sigmoid(tf.mul(x, 1.702));
    const value = tf.mul(x, gate);
    return { value, saved: [value, gate] };
  },
  (dy, [y, gate]) => tf.mul(dy, tf.add(gate, tf.mul(tf.mul(y, 1.702), tf.sub(1, gate)))),
);

/**
 * Each row of the last axis shifted to mean 0 and scaled to variance 1 (+ epsilon): LayerNorm before its scale and
 * shift. With y the output and r = 1 / sqrt(var + epsilon), dx = r (dy - mean(dy) - y mean(dy y)).
 */
export function standardise(x: Tensor, epsilon: number): Tensor {
  return withGradient(
    (input) => {
      const centred = tf.sub(input, tf.mean(input, -1, true));
      const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
      const value = tf.mul(centred, scale);
      return { value, saved: [value, scale] };
    },
    (dy, [y, scale]) => {
      const along = tf.mul(y, tf.mean(tf.mul(dy, y), -1, true));
      return tf.mul(scale, tf.sub(tf.sub(dy, tf.mean(dy, -1, true)), along));
    },
  )(x);
}

/** LayerNorm over the last axis with its scale and shift. */
export function layerNorm(x: Tensor, weight: Tensor, bias: Tensor, epsilon: number): Tensor {
  return tf.add(tf.mul(standardise(x, epsilon), weight), bias);
}

/** A function of one tensor whose gradient is `backward` of the output's gradient and two saved tensors. */
function withGradient(
  forward: (x: Tensor) => { value: Tensor; saved: [Tensor, Tensor] },
  backward: (dy: Tensor, saved: [Tensor, Tensor]) => Tensor,
): (x: Tensor) => Tensor {
  return tf.customGrad((x, save) => {
    const { value, saved } = forward(x as Tensor);
    (save as (tensors: Tensor[]) => void)(saved);
    return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => backward(dy, kept as [Tensor, Tensor]) };
  });
}
