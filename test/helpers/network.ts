/** Runs a network in tests: its activations, and the gradient of a loss of them with respect to the image. */
import { createEngine } from '../../src/compute/engines.ts';
import type { Engine, TensorData } from '../../src/compute/program.ts';
import type { Tensor, Tensor4D } from '../../src/compute/tf.ts';
import * as tf from '../../src/compute/tf.ts';
import type { ImageNetwork } from '../../src/vision/network.ts';
import './patience.ts';

/** `wasm` is the eager engine that every machine has, `onnx` the fast one. */
export function testEngine(name: 'wasm' | 'onnx' = 'wasm'): Promise<Engine> {
  return createEngine(name, { threads: 2 });
}

/** Activations `taps` of `image` (1, H, W, 3). */
export async function activations(
  engine: Engine,
  network: ImageNetwork,
  image: TensorData,
  taps: readonly string[],
): Promise<Record<string, TensorData>> {
  const program = await engine.compile({
    key: `test ${network.id} ${taps.join()}`,
    inputs: { image: { shape: image.shape } },
    weights: [network.weights],
    run: ({ image: pixels }, weights) => network.forward(pixels as Tensor4D, weights, taps),
  });
  const found = await program.run({ image });
  program.dispose();
  return found;
}

export type ActivationLoss = (found: Record<string, Tensor>, wanted: Record<string, Tensor>) => Tensor;

/** Loss between the activations of `image` and of `target`, and its gradient with respect to `image`. */
export async function lossAndGradient(
  engine: Engine,
  network: ImageNetwork,
  image: TensorData,
  target: TensorData,
  taps: readonly string[],
  loss: ActivationLoss,
): Promise<{ loss: number; gradient: Float32Array }> {
  const program = await engine.compile({
    key: `test ${network.id} ${taps.join()} ${loss}`,
    inputs: { image: { shape: image.shape }, target: { shape: target.shape } },
    weights: [network.weights],
    run: (inputs, weights) => {
      const wanted = network.forward(inputs.target as Tensor4D, weights, taps);
      const value = (x: Tensor) => tf.squeeze(loss(network.forward(x as Tensor4D, weights, taps), wanted));
      const result = tf.valueAndGrad(value as (x: Tensor) => tf.Scalar)(inputs.image!);
      return { loss: result.value, gradient: result.grad };
    },
  });
  const found = await program.run({ image, target });
  program.dispose();
  return { loss: found.loss!.data[0]!, gradient: found.gradient!.data as Float32Array };
}

/** 1 - cosine of two rows (1, n). */
export function cosineDistance(a: Tensor, b: Tensor): Tensor {
  return tf.sub(1, tf.div(tf.sum(tf.mul(a, b)), tf.mul(tf.norm(a), tf.norm(b))));
}

export function meanSquare(a: Tensor, b: Tensor): Tensor {
  return tf.mean(tf.squaredDifference(a, b));
}

/** (1, 3, H, W) or (3, H, W) -> (H, W, 3). */
export function channelsLast(data: Float32Array, size: number): Float32Array {
  const out = new Float32Array(data.length);
  for (let i = 0; i < size * size; i++)
    for (let c = 0; c < 3; c++) out[i * 3 + c] = data[c * size * size + i]!;
  return out;
}

/** ||a - b|| / ||b||. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    norm += b[i]! ** 2;
  }
  return Math.sqrt(difference / norm);
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return dot / Math.sqrt(aa * bb);
}
