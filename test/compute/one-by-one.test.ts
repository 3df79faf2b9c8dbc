import { expect, it } from 'vitest';
import { oneByOne } from '../../src/compute/one-by-one.ts';
import type { Program } from '../../src/compute/program.ts';
import * as tf from '../../src/compute/tf.ts';
import { createReferenceEngine } from '../helpers/eager-cpu.ts';

/** Scaled squares of images, how many there are, and the gradient of the sum of all. */
const program: Program = {
  key: 'images',
  inputs: { images: { shape: [3, 2] }, factors: { shape: [3], dtype: 'int32' }, scale: { shape: [1] } },
  weights: [],
  batched: { inputs: ['images', 'factors'], outputs: ['squares', 'gradient', 'factors'] },
  run: ({ images, factors, scale }) => {
    const squares = (x: tf.Tensor) =>
      tf.mul(scale!, tf.mul(tf.square(x), tf.expandDims(tf.cast(factors!, 'float32'), 1)));
    return {
      squares: squares(images!),
      gradient: tf.grad((x) => tf.sum(squares(x)))(images!),
      factors: tf.neg(factors!),
      count: tf.scalar(images!.shape[0]!),
    };
  },
};
const inputs = {
  images: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  factors: { shape: [3], data: Int32Array.of(1, 10, 100) },
  scale: { shape: [1], data: Float32Array.of(0.5) },
};

it('gives what the whole batch gives, from one image at a time', async () => {
  const whole = await (await createReferenceEngine().compile(program)).run(inputs);
  const parts = await (await oneByOne(createReferenceEngine()).compile(program)).run(inputs);
  expect(parts).toEqual({ ...whole, count: { shape: [], data: Float32Array.of(1) } });
});

it('leaves programs without a batch alone', async () => {
  const { batched: _, ...single } = program;
  const { count } = await (await oneByOne(createReferenceEngine()).compile(single)).run(inputs);
  expect(count!.data).toEqual(Float32Array.of(3));
});

it('shares one compiled program among batch sizes, and outlives the disposal of one of them', async () => {
  const engine = oneByOne(createReferenceEngine());
  const three = await engine.compile(program);
  const two = await engine.compile({
    ...program,
    inputs: { images: { shape: [2, 2] }, factors: { shape: [2], dtype: 'int32' }, scale: { shape: [1] } },
  });
  three.dispose();
  const { squares } = await two.run({
    images: { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
    factors: { shape: [2], data: Int32Array.of(1, 10) },
    scale: inputs.scale,
  });
  expect(squares).toEqual({ shape: [2, 2], data: Float32Array.of(0.5, 2, 45, 80) });
});

it('refuses inputs that do not fit the whole batch', async () => {
  const compiled = await oneByOne(createReferenceEngine()).compile(program);
  const images = { shape: [2, 2], data: new Float32Array(4) };
  await expect(compiled.run({ ...inputs, images })).rejects.toThrow('must have shape [3,2] but has [2,2]');
});
