import { describe, expect, it } from 'vitest';
import type { TensorData } from '../../src/compute/program.ts';
import * as tf from '../../src/compute/tf.ts';
import { distanceOf } from '../../src/loss/distances.ts';
import type { LossTerm } from '../../src/loss/terms.ts';
import { createRandom } from '../../src/random.ts';
import { createReferenceEngine } from '../helpers/eager-cpu.ts';
import { cosine, finiteDifference } from '../helpers/finite-difference.ts';

const engine = createReferenceEngine();
const random = createRandom(11);
const normals = (shape: readonly number[]): TensorData => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
});

/** Distances (B) of `activation` to `photo`, and the gradient of their sum on the activation. */
async function measure(kind: LossTerm['distance'], activation: TensorData, photo: TensorData) {
  const { target, compare } = distanceOf({ tap: 'block1', distance: kind, weight: 1 });
  const compiled = await engine.compile({
    key: `test distance ${kind}`,
    inputs: { activation: { shape: activation.shape }, photo: { shape: photo.shape } },
    weights: [],
    run: (inputs) => {
      const kept = target(inputs.photo);
      const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => tf.sum(compare(x, kept)))(inputs.activation);
      return { losses: compare(inputs.activation, kept), sum: value, gradient: grad };
    },
  });
  const { losses, gradient } = await compiled.run({ activation, photo });
  return { losses: [...losses.data], gradient: gradient.data as Float32Array };
}

/** An image's patches less their mean; the first token is no patch. */
function centredPatches({ shape: [, count, width], data }: TensorData, item: number): number[][] {
  const patches = Array.from({ length: count - 1 }, (_, p) =>
    Array.from({ length: width }, (_, d) => data[(item * count + p + 1) * width + d]),
  );
  const mean = patches[0].map((_, d) => patches.reduce((sum, patch) => sum + patch[d], 0) / patches.length);
  return patches.map((patch) => patch.map((v, d) => v - mean[d]));
}

it('centred cosine compares patch by patch, each less its image’s mean patch', async () => {
  const [sketch, photo] = [normals([2, 6, 4]), normals([2, 6, 4])];
  const { losses } = await measure('centred-cosine', sketch, photo);
  losses.forEach((loss, item) => {
    const [s, t] = [sketch, photo].map((tokens) => centredPatches(tokens, item));
    const similar = s.map((patch, p) => cosine(patch, t[p])).reduce((a, b) => a + b) / s.length;
    expect(loss).toBeCloseTo(1 - similar, 4);
  });
  const { losses: own } = await measure('centred-cosine', sketch, sketch);
  for (const loss of own) expect(loss).toBeCloseTo(0, 4);
});

describe('centred cosine', () => {
  it('does not see the class token, brightness or contrast', async () => {
    const photo = normals([1, 8, 5]);
    const data = photo.data.map((v, i) => (i < 5 ? 100 + i : 3 * v + 0.5)) as Float32Array;
    const { losses } = await measure('centred-cosine', { shape: photo.shape, data }, photo);
    expect(losses[0]).toBeCloseTo(0, 4);
  });

  it('stays finite on an image without structure', async () => {
    const flat = { shape: [1, 8, 5], data: new Float32Array(40).fill(0.3) };
    for (const [a, b] of [
      [flat, normals([1, 8, 5])],
      [normals([1, 8, 5]), flat],
      [flat, flat],
    ]) {
      const { losses, gradient } = await measure('centred-cosine', a, b);
      expect(Number.isFinite(losses[0])).toBe(true);
      expect(gradient.every(Number.isFinite)).toBe(true);
    }
  });
});

it('mse is the mean squared difference of each image', async () => {
  const [a, b] = [normals([2, 3, 4, 2]), normals([2, 3, 4, 2])];
  const { losses } = await measure('mse', a, b);
  losses.forEach((loss, item) => {
    const part = (x: TensorData) => [...x.data.subarray(item * 24, item * 24 + 24)];
    const expected = part(a).reduce((sum, v, i) => sum + (v - part(b)[i]) ** 2, 0) / 24;
    expect(loss).toBeCloseTo(expected, 5);
  });
});

it('cosine is 1 - the cosine of each embedding', async () => {
  const [a, b] = [normals([2, 6]), normals([2, 6])];
  const { losses } = await measure('cosine', a, b);
  losses.forEach((loss, item) => {
    const part = (x: TensorData) => x.data.subarray(item * 6, item * 6 + 6);
    expect(loss).toBeCloseTo(1 - cosine(part(a), part(b)), 5);
  });
});

describe.each<[LossTerm['distance'], number[]]>([
  ['centred-cosine', [2, 6, 4]],
  ['mse', [2, 3, 3, 2]],
  ['cosine', [2, 7]],
])('the gradient of %s', (kind, shape) => {
  it('is that of finite differences', async () => {
    const [activation, photo] = [normals(shape), normals(shape)];
    const { gradient } = await measure(kind, activation, photo);
    const values: number[] = [];
    const steps: Float64Array[] = [];
    finiteDifference(
      (x) => {
        steps.push(Float64Array.from(x));
        return 0;
      },
      Float64Array.from(activation.data),
      0.01,
    );
    for (const step of steps) {
      const { losses } = await measure(kind, { shape, data: Float32Array.from(step) }, photo);
      values.push(losses.reduce((sum, v) => sum + v, 0));
    }
    const numeric = Float64Array.from(gradient, (_, i) => (values[2 * i] - values[2 * i + 1]) / 0.02);
    expect(cosine(gradient, numeric)).toBeGreaterThan(0.9999);
    gradient.forEach((v, i) => {
      expect(Math.abs(v - numeric[i])).toBeLessThan(2e-3);
    });
  });
});
