/**
 * Pointwise pieces of transformers with gradients of their own: fewer passes over memory than what tfjs derives from
 * their definitions, and the same values. Plain tfjs ops, so they run on every backend and can be traced.
 */

import { tf } from '../compute/lazy-tf.ts';
import type { Tensor } from '../compute/tf.ts';

export type Activation = 'gelu' | 'quick-gelu';

/**
 * A function f(x) = outer g(inner x). The two factors are folded into the weights before and after it when these are
 * loaded, so that only g is computed.
 */
interface ScaledActivation {
  readonly inner: number;
  readonly outer: number;
  readonly g: (z: Tensor) => Tensor;
}

/** The factors and the function that are left of an activation. */
export function scaledActivation(activation: Activation): ScaledActivation {
  return ACTIVATIONS[activation];
}

const ACTIVATIONS: Readonly<Record<Activation, ScaledActivation>> = {
  // x Phi(x) with the normal distribution's cumulative Phi: g(z) = z (1 + erf z), z = x / sqrt 2.
  gelu: {
    inner: Math.SQRT1_2,
    outer: Math.SQRT1_2,
    g: withGradient(
      (z) => {
        const gate = tf.add(tf.erf(z), 1);
        return { value: tf.mul(z, gate), saved: [z, gate] };
      },
      // g' = 1 + erf z + z exp(ln(2 / sqrt pi) - z^2)
      (dy, [z, gate]) => {
        const bell = tf.exp(tf.sub(Math.log(2 / Math.sqrt(Math.PI)), tf.square(z)));
        return tf.mul(dy, tf.add(gate, tf.mul(z, bell)));
      },
    ),
  },
  // CLIP's x sigmoid(1.702 x): g(z) = z sigmoid(z), z = 1.702 x; with s the sigmoid, g' = s + g (1 - s).
  'quick-gelu': {
    inner: 1.702,
    outer: 1 / 1.702,
    g: withGradient(
      (z) => {
        const gate = tf.sigmoid(z);
        const value = tf.mul(z, gate);
        return { value, saved: [value, gate] };
      },
      (dy, [value, gate]) => tf.mul(dy, tf.add(gate, tf.mul(value, tf.sub(1, gate)))),
    ),
  },
};

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
  return (input) =>
    tf.customGrad((x, save) => {
      const { value, saved } = forward(x as Tensor);
      (save as (tensors: Tensor[]) => void)(saved);
      return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => backward(dy, kept as [Tensor, Tensor]) };
    })(input);
}
