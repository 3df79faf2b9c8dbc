import { afterAll, expect, it, vi } from 'vitest';
import { createOnnxEngine } from '../../src/compute/onnx.ts';
import { loadOnnxRuntime } from '../../src/compute/onnxruntime.ts';
import type { Program, TensorData } from '../../src/compute/program.ts';
import * as tf from '../../src/compute/tf.ts';
import { createRandom } from '../../src/random.ts';
import { relativeError } from '../helpers/relative-error.ts';

const engine = await createOnnxEngine({ threads: 2 });
afterAll(() => engine.dispose());

const random = createRandom(1);
function normal(shape: number[]): TensorData {
  const data = Float32Array.from({ length: shape.reduce((n, size) => n * size, 1) }, () => random.normal());
  return { shape, data };
}

const weights = { id: 'perceptron', tensors: { w1: normal([96, 64]), w2: normal([64, 96]) } };

/** A loss with a gradient, large enough for several threads and for weights that are fed. */
const program: Program = {
  key: 'perceptron',
  inputs: { x: { shape: [200, 64] } },
  weights: [weights],
  run: ({ x }, { w1, w2 }) => {
    const loss = (input: tf.Tensor) => {
      const hidden = tf.softmax(tf.matMul(input, w1!, false, true));
      return tf.mean(tf.square(tf.matMul(hidden, w2!, false, true))) as tf.Scalar;
    };
    const { value, grad } = tf.valueAndGrad(loss)(x!);
    return { value, grad };
  },
};

it('gives the same bytes for the same inputs', async () => {
  const compiled = await engine.compile(program);
  const x = normal([200, 64]);
  const first = await compiled.run({ x });
  for (let i = 0; i < 5; i++) expect(await compiled.run({ x })).toEqual(first);
  const other = await createOnnxEngine({ threads: 2 });
  expect(await (await other.compile(program)).run({ x })).toEqual(first);
  other.dispose();
});

it('gives the same whether weights are fed or packed', async () => {
  const x = normal([200, 64]);
  const large = {
    ...program,
    key: 'large',
    weights: [{ id: 'large', tensors: { w1: normal([96, 64]), w2: normal([64, 96]) } }],
  };
  const fed = await (await engine.compile(large)).run({ x });
  const packed = await (await engine.compile({ ...large, key: 'packed', repeated: true })).run({ x });
  expect(relativeError(packed.grad!.data, fed.grad!.data)).toBeLessThan(1e-6);
});

it('records a program once, and another size of it anew', async () => {
  let recorded = 0;
  const counted: Program = {
    ...program,
    key: 'counted',
    run: (x, w) => {
      recorded++;
      return program.run(x, w);
    },
  };
  await Promise.all([engine.compile(counted), engine.compile({ ...counted })]);
  await (await engine.compile(counted)).run({ x: normal([200, 64]) });
  expect(recorded).toBe(1);
  const smaller = await engine.compile({ ...counted, inputs: { x: { shape: [3, 64] } } });
  const { grad } = await smaller.run({ x: normal([3, 64]) });
  expect(grad!.shape).toEqual([3, 64]);
  expect(recorded).toBe(2);
});

it('runs programs that it had to release for others', async () => {
  const x = normal([5, 64]);
  const keys = Array.from({ length: 9 }, (_, k) => `many ${k}`);
  const compiled = await Promise.all(
    keys.map((key) => engine.compile({ ...program, key, inputs: { x: { shape: [5, 64] } } })),
  );
  const first = await compiled[0]!.run({ x });
  for (const other of compiled) expect(await other.run({ x })).toEqual(first);
});

it('gives sessions of repeated programs back while it rests, and makes them again', async () => {
  const made = vi.spyOn(loadOnnxRuntime().InferenceSession, 'create');
  const own = await createOnnxEngine({ threads: 1 });
  const x = normal([5, 64]);
  const inputs = { x: { shape: [5, 64] } };
  const repeated = await own.compile({ ...program, inputs, repeated: true });
  const once = await own.compile({ ...program, key: 'once', inputs });
  const run = async () => [await repeated.run({ x }), await once.run({ x })];
  const before = await run();
  expect(made).toHaveBeenCalledTimes(2);
  own.rest!();
  expect(await run()).toEqual(before);
  expect(made).toHaveBeenCalledTimes(3);
  made.mockRestore();
  own.dispose();
});

it('passes inputs, constants and repeated values through', async () => {
  const compiled = await engine.compile({
    key: 'through',
    inputs: { x: { shape: [2] }, n: { shape: [1], dtype: 'int32' } },
    weights: [],
    run: ({ x, n }) => ({ same: x!, one: tf.scalar(1), a: tf.neg(x!), b: tf.neg(x!), n: tf.add(n!, n!) }),
  });
  const x = { shape: [2], data: Float32Array.of(1, 2) };
  expect(await compiled.run({ x, n: { shape: [1], data: Int32Array.of(4) } })).toEqual({
    same: x,
    one: { shape: [], data: Float32Array.of(1) },
    a: { shape: [2], data: Float32Array.of(-1, -2) },
    b: { shape: [2], data: Float32Array.of(-1, -2) },
    n: { shape: [1], data: Int32Array.of(8) },
  });
});

it('refuses inputs that do not fit', async () => {
  const compiled = await engine.compile(program);
  await expect(compiled.run({ x: normal([200, 63]) })).rejects.toMatchObject({
    code: 'engine',
    message: "Input 'x' of program 'perceptron' must have shape [200,64] but has [200,63]",
  });
});

it('reports a program that cannot be traced, and tries again when asked again', async () => {
  const read = {
    ...program,
    key: 'reads',
    run: ({ x }: { x?: tf.Tensor }) => ({ y: tf.tensor(x!.dataSync()) }),
  };
  await expect(engine.compile(read)).rejects.toMatchObject({ code: 'engine' });
  await expect(engine.compile({ ...read, run: ({ x }) => ({ y: tf.neg(x!) }) })).resolves.toBeDefined();
});
