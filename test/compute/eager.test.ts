import { expect, it } from 'vitest';
import type { Program } from '../../src/compute/program.ts';
import * as tf from '../../src/compute/tf.ts';
import { createReferenceEngine } from '../helpers/eager-cpu.ts';

const program = (shape: number[], key = 'double'): Program => ({
  key,
  inputs: { x: { shape } },
  weights: [{ id: 'w', tensors: { w: { shape: [1], data: Float32Array.of(2) } } }],
  run: ({ x }, { w }) => ({ y: tf.mul(x!, w!), whole: tf.cast(x!, 'int32') }),
});

it('makes a program ready once for each key and shape of its inputs, until it is disposed of', async () => {
  const engine = createReferenceEngine();
  const first = await engine.compile(program([2]));
  expect(await engine.compile(program([2]))).toBe(first);
  expect(await engine.compile(program([3]))).not.toBe(first);
  expect(await engine.compile(program([2], 'other'))).not.toBe(first);
  first.dispose();
  expect(await engine.compile(program([2]))).not.toBe(first);
  engine.dispose();
});

it('gives floats and whole numbers, and keeps no tensor but the weights', async () => {
  const engine = createReferenceEngine();
  const compiled = await engine.compile(program([2]));
  const run = () => compiled.run({ x: { shape: [2], data: Float32Array.of(1.5, 3) } });
  const { y, whole } = await run();
  expect(y).toEqual({ shape: [2], data: Float32Array.of(3, 6) });
  expect(whole).toEqual({ shape: [2], data: Int32Array.of(1, 3) });
  const before = tf.memory().numTensors;
  await run();
  expect(tf.memory().numTensors).toBe(before);
  engine.dispose();
  expect(tf.memory().numTensors).toBe(before - 1);
});

it('refuses outputs that are neither', async () => {
  const engine = createReferenceEngine();
  const compiled = await engine.compile({
    ...program([2]),
    key: 'bool',
    run: ({ x }) => ({ y: tf.greater(x!, 0) }),
  });
  const run = compiled.run({ x: { shape: [2], data: Float32Array.of(1, 3) } });
  await expect(run).rejects.toThrow("Output 'y' is bool");
});
