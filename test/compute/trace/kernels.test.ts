/** Every kernel that can be traced, its value and its gradient, against tfjs' pure JavaScript backend. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOnnxEngine } from '../../../src/compute/onnx.ts';
import type { Engine, Program, TensorData } from '../../../src/compute/program.ts';
import * as tf from '../../../src/compute/tf.ts';
import { KERNELS } from '../../../src/compute/trace/registry.ts';
import { createRandom } from '../../../src/random.ts';
import { createReferenceEngine } from '../../helpers/eager-cpu.ts';
import { relativeError } from '../../helpers/relative-error.ts';

type Op = (x: tf.Tensor, y: tf.Tensor) => tf.Tensor | tf.Tensor[];

interface Case {
  readonly op: Op;
  /** Shapes of x and y; gradients are taken with respect to both. */
  readonly x?: number[];
  readonly y?: number[];
  /** Whether x is made positive. */
  readonly positive?: boolean;
  /** Operations without a gradient are only compared by value. */
  readonly gradient?: false;
}

const filter = (shape: [number, number, number, number]) => tf.tensor4d(values(9, shape).data, shape);
const image = [2, 9, 7, 3];
const ids = (...list: number[]) => tf.tensor1d(list, 'int32');
const as4 = (x: tf.Tensor) => x as tf.Tensor4D;

/** One convolution with each of the activations that can be fused with it. */
function fused(
  op: typeof tf.fused.conv2d | typeof tf.fused.depthwiseConv2d,
  x: tf.Tensor4D,
  weights: tf.Tensor4D,
  outputs: number[],
): tf.Tensor[] {
  const bias = tf.tensor(values(8, outputs).data, outputs);
  const preluActivationWeights = tf.tensor(values(7, [1, 1, ...outputs]).data, [1, 1, ...outputs]);
  const common = { x, filter: weights, strides: 1, pad: 'same', leakyreluAlpha: 0.1 } as const;
  const activations = ['linear', 'relu', 'relu6', 'sigmoid', 'leakyrelu', 'prelu'] as const;
  return [
    op(common),
    ...activations.map((activation) =>
      op({ ...common, bias, activation, ...(activation === 'prelu' && { preluActivationWeights }) }),
    ),
  ];
}

const CASES: Record<string, Case> = {
  abs: { op: tf.abs },
  acos: { op: (x) => tf.acos(tf.mul(x, 0.3)) },
  add: { op: (x, y) => tf.add(x, y) },
  'add rows': { op: (x, y) => tf.add(x, y), x: [2, 3, 4], y: [3, 1] },
  'add zero': { op: (x) => tf.add(x, 0) },
  addN: { op: (x, y) => tf.addN([x, y, x]) },
  argMax: { op: (x) => tf.cast(tf.argMax(x, 1), 'float32'), gradient: false },
  argMin: { op: (x) => tf.cast(tf.argMin(x, 0), 'float32'), gradient: false },
  asin: { op: (x) => tf.asin(tf.mul(x, 0.3)) },
  atan: { op: tf.atan },
  avgPool: { op: (x) => tf.avgPool(as4(x), 2, 2, 'valid'), x: [2, 8, 6, 3] },
  'avgPool same': { op: (x) => tf.avgPool(as4(x), 3, 2, 'same'), x: image, gradient: false },
  cast: { op: (x) => tf.cast(tf.cast(tf.mul(x, 3), 'int32'), 'float32'), gradient: false },
  ceil: { op: tf.ceil },
  clip: { op: (x) => tf.clipByValue(x, -0.5, 0.7) },
  concat: { op: (x, y) => tf.concat([x, y, x], -1) },
  'conv 3x3': { op: (x) => tf.conv2d(as4(x), filter([3, 3, 3, 4]), 1, 'same'), x: image },
  'conv stride 2': { op: (x) => tf.conv2d(as4(x), filter([3, 3, 3, 4]), 2, 1), x: image },
  'conv uneven': { op: (x) => tf.conv2d(as4(x), filter([3, 2, 3, 4]), [3, 2], 'valid'), x: image },
  'conv dilated': {
    op: (x) => tf.conv2d(as4(x), filter([3, 3, 3, 4]), 1, 'same', 'NHWC', 2),
    x: image,
    gradient: false,
  },
  'conv 1x1 chain': {
    op: (x) =>
      tf.conv2d(tf.relu(tf.conv2d(as4(x), filter([1, 1, 3, 4]), 1, 0)), filter([3, 3, 4, 2]), 1, 'same'),
    x: image,
  },
  'conv transposed': {
    op: (x) => tf.conv2dTranspose(as4(x), filter([4, 4, 5, 3]), [2, 18, 14, 5], 2, 'same'),
    x: image,
  },
  'conv fused': {
    op: (x) => fused(tf.fused.conv2d, as4(x), filter([3, 3, 3, 4]), [4]),
    x: image,
    gradient: false,
  },
  cos: { op: tf.cos },
  cumsum: { op: (x) => tf.cumsum(x, 1, true, true), gradient: false },
  depthwise: {
    op: (x) => tf.depthwiseConv2d(as4(x), filter([3, 3, 3, 1]), 1, 'same'),
    x: image,
    gradient: false,
  },
  'depthwise stride 2, two each': {
    op: (x) => tf.depthwiseConv2d(as4(x), filter([3, 2, 3, 2]), 2, 'valid'),
    x: image,
    gradient: false,
  },
  'depthwise fused': {
    op: (x) => fused(tf.fused.depthwiseConv2d, as4(x), filter([3, 3, 3, 2]), [6]),
    x: image,
    gradient: false,
  },
  div: { op: (x, y) => tf.div(x, y), positive: true, y: [4, 1] },
  'div by constant': { op: (x) => tf.div(x, 3) },
  erf: { op: tf.erf },
  exp: { op: tf.exp },
  'expandDims from the end': { op: (x) => tf.mul(tf.expandDims(x, -1), tf.expandDims(x, -2)) },
  expandDims: { op: (x, y) => tf.mul(tf.expandDims(x, 1), tf.expandDims(y, 0)) },
  floor: { op: tf.floor },
  gather: { op: (x) => tf.gather(x, ids(0, 2, 2, 3)) },
  'gather columns': { op: (x) => tf.gather(x, ids(5, 0, 5), 1) },
  gatherND: {
    op: (x) =>
      tf.gatherND(
        x,
        tf.tensor2d(
          [
            [0, 1],
            [3, 5],
          ],
          [2, 2],
          'int32',
        ),
      ),
    gradient: false,
  },
  identity: { op: (x) => tf.mul(tf.clone(x), x) },
  'layer norm': {
    op: (x) => {
      const { mean, variance } = tf.moments(x, -1, true);
      return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-6)));
    },
  },
  'leaky relu': { op: (x) => tf.leakyRelu(x, 0.1), gradient: false },
  log: { op: tf.log, positive: true },
  logical: {
    op: (x, y) => {
      const low = tf.logicalAnd(tf.less(x, y), tf.lessEqual(x, 0.5));
      const odd = tf.logicalOr(tf.logicalNot(low), tf.equal(tf.sign(x), tf.sign(y)));
      const mask = tf.logicalAnd(odd, tf.notEqual(x, y));
      return tf.cast(tf.logicalOr(mask, tf.greaterEqual(x, tf.abs(y))), 'float32');
    },
    gradient: false,
  },
  logSoftmax: { op: (x) => tf.logSoftmax(x) },
  matMul: { op: (x, y) => tf.matMul(x, y), x: [3, 5], y: [5, 2] },
  'matMul tn': { op: (x, y) => tf.matMul(x, y, true), x: [2, 5, 3], y: [2, 5, 4] },
  'matMul nt': { op: (x, y) => tf.matMul(x, y, false, true), x: [2, 5, 3], y: [2, 4, 3] },
  'matMul tt': { op: (x, y) => tf.matMul(x, y, true, true), x: [2, 3, 5], y: [2, 4, 3] },
  'matMul of transposed': {
    op: (x, y) => tf.matMul(tf.transpose(x, [0, 2, 1]), tf.transpose(y, [0, 2, 1]), true),
    x: [2, 5, 3],
    y: [2, 4, 3],
  },
  'matMul of batches': { op: (x, y) => tf.matMul(x, y), x: [2, 3, 4, 5], y: [2, 3, 5, 2] },
  'matMul scaled': { op: (x, y) => tf.mul(tf.matMul(tf.mul(x, 0.125), y), 3), x: [3, 5], y: [5, 2] },
  'matMul by a weight': {
    op: (x) => tf.matMul(x, tf.tensor2d(values(3, [2, 6]).data, [2, 6]), false, true),
  },
  max: { op: (x) => tf.max(x, 1) },
  'max all': { op: (x) => tf.max(x) },
  maxPool: { op: (x) => tf.maxPool(as4(x), 2, 2, 'valid'), x: image, gradient: false },
  'maxPool same': { op: (x) => tf.maxPool(as4(x), 3, 1, 'same'), x: image, gradient: false },
  maximum: { op: (x, y) => tf.maximum(x, y) },
  mean: { op: (x) => tf.mean(x, [0, 2], true), x: [2, 3, 4] },
  min: { op: (x) => tf.min(x, 1, true) },
  minimum: { op: (x) => tf.minimum(x, 0.1) },
  mul: { op: (x, y) => tf.mul(x, y), y: [6] },
  'mul one': { op: (x, y) => tf.mul(tf.mul(x, 1), tf.onesLike(y)) },
  neg: { op: tf.neg },
  norm: { op: (x) => tf.div(x, tf.norm(x, 2, -1, true)) },
  oneHot: { op: (x) => tf.mul(x, tf.oneHot(ids(1, 5, 0, 1), 6, 2, -1)) },
  'oneHot of a position': { op: (x) => tf.cast(tf.oneHot(tf.argMax(x, 1), 6), 'float32'), gradient: false },
  pad: {
    op: (x) =>
      tf.pad(
        x,
        [
          [1, 0],
          [0, 2],
        ],
        0.5,
      ),
  },
  pow: { op: (x) => tf.pow(x, 3), positive: true },
  'pow 2': { op: (x) => tf.pow(x, 2) },
  prelu: { op: (x, y) => tf.prelu(x, y), y: [6], gradient: false },
  'prelu of channels': { op: (x, y) => tf.prelu(x, y), x: image, y: [1, 1, 3], gradient: false },
  prod: { op: (x) => tf.prod(x, 1), gradient: false },
  reciprocal: { op: tf.reciprocal, positive: true },
  relu: { op: tf.relu },
  relu6: { op: (x) => tf.relu6(tf.mul(x, 5)), gradient: false },
  resize: { op: (x) => tf.image.resizeBilinear(as4(x), [5, 12]), x: [2, 6, 6, 3] },
  'resize corners': { op: (x) => tf.image.resizeBilinear(as4(x), [11, 4], true), x: [2, 6, 6, 3] },
  'resize corners to one row': {
    op: (x) => tf.image.resizeBilinear(as4(x), [1, 4], true),
    x: [2, 6, 6, 3],
    gradient: false,
  },
  'resize centres': {
    op: (x) => tf.image.resizeBilinear(as4(x), [11, 4], false, true),
    x: image,
    gradient: false,
  },
  reverse: { op: (x) => tf.reverse(x, [0, -1]) },
  round: { op: (x) => tf.round(tf.mul(x, 3)), gradient: false },
  rsqrt: { op: tf.rsqrt, positive: true },
  'segment sum': { op: (x) => tf.unsortedSegmentSum(x, ids(1, 0, 1, 4), 5) },
  sigmoid: { op: tf.sigmoid },
  sign: { op: (x) => tf.mul(tf.sign(x), x) },
  sin: { op: tf.sin },
  slice: { op: (x) => tf.slice(x, [1, 2], [2, -1]) },
  softmax: { op: (x) => tf.softmax(x) },
  softplus: { op: tf.softplus },
  split: {
    op: (x) => {
      const [a, b, c] = tf.split(x, [1, 2, 3], 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
      return [tf.mul(a, b), tf.tanh(c)];
    },
  },
  sqrt: { op: tf.sqrt, positive: true },
  square: { op: tf.square },
  'squared difference': { op: (x, y) => tf.squaredDifference(x, y) },
  stack: { op: (x, y) => tf.stack([x, tf.tanh(y)], -1) },
  sub: { op: (x, y) => tf.sub(x, y), x: [1, 6], y: [4, 1] },
  sum: { op: (x) => tf.sum(x, 0) },
  'sum of one row': { op: (x) => tf.sum(x, 0), x: [1, 6] },
  tan: { op: tf.tan },
  tanh: { op: tf.tanh },
  tile: { op: (x) => tf.tile(x, [2, 3]) },
  transpose: { op: (x) => tf.mul(tf.transpose(x, [1, 2, 0]), 2), x: [2, 3, 4] },
  'transpose there and back': { op: (x, y) => tf.transpose(tf.mul(tf.transpose(x), tf.transpose(y))) },
  unstack: { op: (x) => tf.unstack(x, 1).slice(1, 3) },
  where: {
    op: (x, y) => tf.where(tf.greater(tf.tensor(values(7, x.shape).data, x.shape), 0), x, tf.mul(y, 2)),
  },
  'zeros like': { op: (x) => tf.add(x, tf.zerosLike(x)) },
};

let onnx: Engine;
const reference = createReferenceEngine();
beforeAll(async () => {
  onnx = await createOnnxEngine({ threads: 1 });
});
afterAll(() => onnx.dispose());

it.each(Object.entries(CASES))('%s', async (name, test) => {
  const program = programOf(name, test);
  const inputs = {
    x: values(1, test.x ?? [4, 6], test.positive),
    y: values(2, test.y ?? test.x ?? [4, 6], test.positive),
  };
  const actual = await (await onnx.compile(program)).run(inputs);
  const expected = await (await reference.compile(program)).run(inputs);
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [output, { shape, data }] of Object.entries(expected)) {
    expect(actual[output]!.shape).toEqual(shape);
    expect(relativeError(actual[output]!.data, data), output).toBeLessThan(2e-6);
  }
});

it('leaves no kernel untested', async () => {
  const used = new Set<string>();
  for (const [name, test] of Object.entries(CASES)) {
    const [x, y] = [test.x ?? [4, 6], test.y ?? test.x ?? [4, 6]];
    const run = () => programOf(name, test).run({ x: tf.ones(x), y: tf.ones(y) }, {});
    const { kernelNames } = await tf.profile(() => tf.tidy(() => void run()) as unknown as tf.Tensor);
    for (const kernel of kernelNames) used.add(kernel);
  }
  expect(Object.keys(KERNELS).filter((kernel) => !used.has(kernel))).toEqual([]);
});

/** The outputs of a case, and the gradients of the sum of their squares (their weighted squares, to break symmetry). */
function programOf(name: string, { op, x, y, gradient }: Case): Program {
  const outputsOf = (a: tf.Tensor, b: tf.Tensor) => [op(a, b)].flat();
  const loss = (a: tf.Tensor, b: tf.Tensor) =>
    outputsOf(a, b).reduce((sum: tf.Tensor, output) => {
      const weights = tf.tensor(values(5, output.shape).data, output.shape);
      return tf.add(sum, tf.sum(tf.mul(tf.square(output), weights)));
    }, tf.scalar(0)) as tf.Scalar;
  return {
    key: name,
    inputs: { x: { shape: x ?? [4, 6] }, y: { shape: y ?? x ?? [4, 6] } },
    weights: [],
    run: (inputs) => {
      const [a, b] = [inputs.x!, inputs.y!];
      const outputs = Object.fromEntries(outputsOf(a, b).map((output, i) => [`output${i}`, output]));
      if (gradient === false) return outputs;
      const [dx] = tf.grads((u: tf.Tensor) => loss(u, b))([a]);
      const usesY = op.length > 1;
      if (!usesY) return { ...outputs, dx: dx! };
      const [dy] = tf.grads((v: tf.Tensor) => loss(a, v))([b]);
      return { ...outputs, dx: dx!, dy: dy! };
    },
  };
}

/** Normal numbers, kept away from the kinks at zero. */
function values(seed: number, shape: readonly number[], positive = false): TensorData {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: shape.reduce((n, size) => n * size, 1) }, () => {
    const value = random.normal();
    const away = Math.sign(value) * (Math.abs(value) + 0.05);
    return positive ? Math.abs(away) + 0.3 : away;
  });
  return { shape, data };
}
