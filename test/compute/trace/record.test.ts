import { expect, it } from 'vitest';
import type { NamedTensors, Program, WeightSet } from '../../../src/compute/program.ts';
import * as tf from '../../../src/compute/tf.ts';
import { type Graph, type GraphNode, reachable } from '../../../src/compute/trace/graph.ts';
import { record } from '../../../src/compute/trace/record.ts';
import { startRecorder } from '../../../src/compute/trace/registry.ts';
import { weightConstants } from '../../../src/compute/trace/weights.ts';

const recorder = await startRecorder();

function trace(
  run: (x: tf.Tensor, weights: NamedTensors) => tf.Tensor,
  shape: number[],
  weights: WeightSet = { id: 'none', tensors: {} },
): Graph {
  const program: Program = {
    key: 'test',
    inputs: { x: { shape } },
    weights: [weights],
    run: ({ x }, constants) => ({ y: run(x!, constants) }),
  };
  return record(recorder, program, weightConstants(recorder.constants, weights));
}

function operations(graph: Graph): string[] {
  return reachable(graph)
    .filter((value): value is GraphNode => value.kind === 'node')
    .map(({ op }) => op);
}

const gradientOf = (f: (x: tf.Tensor) => tf.Tensor) => (x: tf.Tensor) =>
  tf.grad((input) => tf.sum(f(input)))(x);

it('drops what no output needs and computes equal terms once', () => {
  const graph = trace(
    (x) => {
      tf.exp(x);
      return tf.add(tf.sin(tf.square(x)), tf.sin(tf.mul(x, x)));
    },
    [4, 2],
  );
  expect(operations(graph)).toEqual(['Mul', 'Sin', 'Add']);
});

it('drops neutral elements, and broadcasts that a later operand makes needless', () => {
  expect(operations(trace((x) => tf.div(tf.add(tf.mul(x, 1), 0), tf.ones([4, 2])), [4, 2]))).toEqual([]);
  const graph = trace(
    gradientOf((x) => tf.mul(tf.mean(x, 1, true), tf.square(x))),
    [4, 2],
  );
  expect(operations(graph)).not.toContain('Expand');
});

it('merges reshapes and cancels transposes', () => {
  const there = (x: tf.Tensor) => tf.transpose(tf.reshape(tf.reshape(x, [8]), [2, 4]));
  expect(operations(trace(there, [4, 2]))).toEqual(['Reshape', 'Transpose']);
  expect(operations(trace((x) => tf.transpose(tf.transpose(x, [2, 0, 1]), [1, 2, 0]), [4, 2, 3]))).toEqual(
    [],
  );
  expect(operations(trace((x) => tf.transpose(x, [0, 2, 1, 3]), [4, 1, 2, 3]))).toEqual(['Reshape']);
});

it('reads operands of matrix products transposed, rather than transposing them', () => {
  const swapped = (x: tf.Tensor) => tf.matMul(tf.transpose(tf.sin(x), [0, 1, 3, 2]), x);
  expect(operations(trace(swapped, [2, 2, 3, 5]))).toEqual(['Sin', 'FusedMatMul']);
  const turned = (x: tf.Tensor) => tf.matMul(tf.transpose(tf.sin(x), [1, 0, 2]), x);
  expect(operations(trace(turned, [3, 3, 3]))).toEqual(['Sin', 'Transpose', 'MatMul']);
});

it('never transposes a weight at run time, forward or backward', () => {
  const data = Float32Array.from({ length: 15 }, (_, i) => Math.sin(i));
  const weights = { id: 'w', tensors: { w: { shape: [5, 3], data } } };
  const graph = trace(
    (x, { w }) => gradientOf((input) => tf.square(tf.matMul(input, w!, false, true)))(x),
    [4, 3],
    weights,
  );
  expect(operations(graph)).toEqual(['FusedMatMul', 'Mul', 'MatMul']);
});

it('feeds a filter that a program turns round exactly as its file has it', () => {
  const data = Float32Array.from({ length: 2 * 3 * 9 }, (_, i) => Math.sin(i));
  const weights = { id: 'oihw', tensors: { filter: { shape: [2, 3, 3, 3], data } } };
  const graph = trace(
    (x, { filter }) =>
      tf.conv2d(x as tf.Tensor4D, tf.transpose(filter as tf.Tensor4D, [2, 3, 1, 0]), 1, 'same'),
    [1, 5, 5, 3],
    weights,
  );
  const conv = reachable(graph).find((value) => value.kind === 'node' && value.op === 'Conv') as GraphNode;
  const operand = conv.operands[1]!;
  expect(operand.kind === 'constant' && operand.values()).toBe(data);
});

it('computes constants while tracing, once for all programs', () => {
  const weights = { id: 'v', tensors: { v: { shape: [3], data: Float32Array.of(1, 2, 3) } } };
  const constants = weightConstants(recorder.constants, weights);
  const program: Program = {
    key: 'folded',
    inputs: { x: { shape: [3] } },
    weights: [weights],
    run: ({ x }, { v }) => ({ y: tf.mul(x!, tf.add(tf.sqrt(v!), tf.range(0, 3))) }),
  };
  const [first, second] = [record(recorder, program, constants), record(recorder, program, constants)];
  expect(operations(first)).toEqual(['Mul']);
  const [, folded] = (first.outputs.y as GraphNode).operands;
  expect((second.outputs.y as GraphNode).operands[1]).toBe(folded);
  expect(folded!.kind === 'constant' && [...folded!.values()]).toEqual(
    [1, 2, 3].map((n, i) => Math.fround(Math.fround(Math.sqrt(n)) + i)),
  );
});

it('names a kernel it cannot record', () => {
  expect(() => trace((x) => tf.cumprod(x, 0), [3])).toThrow('cannot trace Cumprod: use --engine wasm');
  expect(() => trace((x) => tf.avgPool(x as tf.Tensor4D, 3, 1, 'same'), [1, 4, 4, 1])).not.toThrow();
  const overlapping = gradientOf((x) => tf.avgPool(x as tf.Tensor4D, 3, 1, 'same'));
  expect(() => trace(overlapping, [1, 4, 4, 1])).toThrow('cannot trace AvgPoolGrad of windows that overlap');
});

it('refuses to read a value', () => {
  const branch = (x: tf.Tensor) => (tf.sum(x).dataSync()[0]! > 0 ? x : tf.neg(x));
  expect(() => trace(branch, [3])).toThrow('must not read its tensors');
});

it('refuses outputs that cannot leave an engine', () => {
  expect(() => trace((x) => tf.greater(x, 0), [3])).toThrow("Output 'y' is bool");
});

it('keeps no tensors and leaves the backend alone, also when the program fails', () => {
  const state = () => ({
    tensors: tf.memory().numTensors,
    backend: tf.getBackend(),
    recorded: recorder.numDataIds(),
  });
  const before = state();
  trace((x) => tf.relu(x), [3]);
  expect(() =>
    trace(() => {
      throw new Error('no');
    }, [3]),
  ).toThrow('no');
  expect(state()).toEqual(before);
});

it('keeps the data of a copy when what it was copied from is disposed of', () => {
  const graph = trace(
    (x) => {
      const square = tf.square(x);
      const copy = square.clone();
      square.dispose();
      return tf.add(copy, tf.sin(copy));
    },
    [4, 2],
  );
  expect(operations(graph)).toEqual(['Mul', 'Sin', 'Add']);
});

it.each([
  [7, 6],
  [8, 7],
])('refuses the gradient of mean pooling whose windows do not fill %i x %i', (height, width) => {
  const pool = (x: tf.Tensor) => tf.avgPool(x as tf.Tensor4D, 2, 2, 'valid');
  expect(() => trace(gradientOf(pool), [1, height, width, 3])).toThrow('do not fill the input');
  expect(() => trace(gradientOf(pool), [1, 8, 6, 3])).not.toThrow();
});
