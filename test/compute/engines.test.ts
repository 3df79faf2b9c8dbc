import { createRequire } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/compute/engines.ts';
import type { Engine, Program } from '../../src/compute/program.ts';
import * as tf from '../../src/compute/tf.ts';
import '../helpers/patience.ts';

/** Squared distance of the picked rows of `table` from `x`, and its gradient with respect to the table. */
const program: Program = {
  key: 'rows',
  inputs: { table: { shape: [3, 2] }, rows: { shape: [2], dtype: 'int32' } },
  weights: [
    { id: 'target', tensors: { target: { shape: [2, 2], data: new Float32Array([1, 2, 3, 4]) } } },
    { id: 'scale', tensors: { scale: { shape: [1], data: new Float32Array([2]) } } },
  ],
  run: ({ table, rows }, { target, scale }) => {
    const loss = (x: tf.Tensor) =>
      tf.reshape(
        tf.mul(scale!, tf.sum(tf.square(tf.sub(tf.gather(x, rows as tf.Tensor1D), target!)))),
        [],
      ) as tf.Scalar;
    const { value, grad } = tf.valueAndGrad(loss)(table!);
    return { value, grad };
  },
};
const inputs = {
  table: { shape: [3, 2], data: new Float32Array([1, 1, 2, 2, 3, 3]) },
  rows: { shape: [2], data: new Int32Array([0, 2]) },
};

describe('wasm', () => {
  let engine: Engine;
  afterAll(() => engine.dispose());

  it('runs a program, borrowing the kernels it lacks', async () => {
    engine = await createEngine('wasm', { threads: 0 });
    const compiled = await engine.compile(program);
    const { value, grad } = await compiled.run(inputs);
    expect(value).toEqual({ shape: [], data: new Float32Array([4]) });
    expect(grad!.data).toEqual(new Float32Array([0, -4, 0, 0, 0, -4]));
  });

  it('keeps nothing between runs and leaves the global backend alone', async () => {
    const compiled = await engine.compile(program);
    expect(await engine.compile({ ...program })).toBe(compiled);
    const before = { tensors: tf.memory().numTensors, backend: tf.getBackend() };
    await compiled.run(inputs);
    expect({ tensors: tf.memory().numTensors, backend: tf.getBackend() }).toEqual(before);
  });

  it('refuses inputs that do not fit', async () => {
    const compiled = await engine.compile(program);
    await expect(compiled.run({ table: inputs.table })).rejects.toThrow(
      "Input 'rows' of program 'rows' is missing",
    );
    await expect(compiled.run({ ...inputs, x: inputs.table })).rejects.toThrow(
      "'x' of program 'rows' is not",
    );
    const transposed = { ...inputs.table, shape: [2, 3] };
    await expect(compiled.run({ ...inputs, table: transposed })).rejects.toThrow(
      'must have shape [3,2] but has [2,3]',
    );
    const float = { shape: [2], data: new Float32Array(2) };
    await expect(compiled.run({ ...inputs, rows: float })).rejects.toThrow('must be int32 but is float32');
    const short = { shape: [3, 2], data: new Float32Array(5) };
    await expect(compiled.run({ ...inputs, table: short })).rejects.toThrow('must hold 6 values but holds 5');
  });
});

const packages = { 'tfjs-node': '@tensorflow/tfjs-node', 'tfjs-gpu': '@tensorflow/tfjs-node-gpu' } as const;

for (const [engine, name] of Object.entries(packages)) {
  it.skipIf(isInstalled(name))(`says what to install for ${engine}`, async () => {
    const start = createEngine(engine as keyof typeof packages, { threads: 1 });
    await expect(start).rejects.toMatchObject({ code: 'engine' });
    await expect(start).rejects.toThrow(`Engine ${engine} needs the package ${name}, which `);
    await expect(start).rejects.toThrow(`npm install ${name}@4.22.0`);
  });
}

function isInstalled(name: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(name) !== '';
  } catch {
    return false;
  }
}
