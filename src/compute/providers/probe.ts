/**
 * What a provider has to compute before `auto` takes it: one step, forward and back, through a network with the kinds of
 * operations and the sizes of the embedded one (patches of 14 px, one transformer block, bilinear resizing) but random weights.
 */
import { createRandom } from '../../random.ts';
import type { Engine, Program, TensorData } from '../program.ts';
import * as tf from '../tf.ts';

const SIDE = 224;
const PATCH = 14;
const WIDTH = 384;
const HEADS = 6;
const TOKENS = (SIDE / PATCH) ** 2;
/** Runs that are timed, after one that is not. */
const TIMED_RUNS = 5;

/** What the probe step gave, and the median time of one. */
export interface ProbeRun {
  readonly outputs: Readonly<Record<string, TensorData>>;
  readonly seconds: number;
}

export async function runProbe(engine: Engine): Promise<ProbeRun> {
  const { program, inputs } = probeProgram();
  const compiled = await engine.compile(program);
  const outputs = await compiled.run(inputs);
  const times: number[] = [];
  for (let k = 0; k < TIMED_RUNS; k++) {
    const start = performance.now();
    await compiled.run(inputs);
    times.push((performance.now() - start) / 1e3);
  }
  times.sort((a, b) => a - b);
  return { outputs, seconds: times[TIMED_RUNS >> 1]! };
}

export function probeProgram(): { program: Program; inputs: Record<string, TensorData> } {
  const random = createRandom(7);
  const tensor = (shape: readonly number[], scale: number): TensorData => {
    const data = new Float32Array(shape.reduce((product, n) => product * n, 1));
    for (let i = 0; i < data.length; i++) data[i] = scale * random.normal();
    return { shape, data };
  };
  const weights = {
    patch: tensor([PATCH, PATCH, 3, WIDTH], 0.02),
    /** Or the loss, the variance of what is normalised, would be 1 whatever the image. */
    target: tensor([TOKENS, WIDTH], 1),
    place: tensor([TOKENS, WIDTH], 0.1),
    qkv: tensor([3 * WIDTH, WIDTH], 0.05),
    out: tensor([WIDTH, WIDTH], 0.05),
    up: tensor([4 * WIDTH, WIDTH], 0.05),
    down: tensor([WIDTH, 4 * WIDTH], 0.05),
  };
  const shape = [1, SIDE / 2, SIDE / 2, 3];
  const program: Program = {
    key: 'probe',
    inputs: { image: { shape } },
    weights: [{ id: 'probe', tensors: weights }],
    repeated: true,
    run: ({ image }, w) => {
      const loss = (x: tf.Tensor) =>
        tf.mean(tf.square(tf.sub(network(x as tf.Tensor4D, w), w.target!))) as tf.Scalar;
      const { value, grad } = tf.valueAndGrad(loss)(image!);
      return { value, grad };
    },
  };
  const data = new Float32Array(shape[1]! * shape[2]! * 3);
  for (let i = 0; i < data.length; i++) data[i] = random.next();
  return { program, inputs: { image: { shape, data } } };
}

function network(image: tf.Tensor4D, w: Readonly<Record<string, tf.Tensor>>): tf.Tensor {
  const large = tf.image.resizeBilinear(image, [SIDE, SIDE]);
  const patches = tf.conv2d(large, w.patch as tf.Tensor4D, PATCH, 'valid');
  const tokens = tf.add(tf.reshape(patches, [TOKENS, WIDTH]), w.place!);
  const attended = tf.add(tokens, attention(normalise(tokens), w));
  const hidden = gelu(tf.matMul(normalise(attended), w.up!, false, true));
  return normalise(tf.add(attended, tf.matMul(hidden, w.down!, false, true)));
}

function attention(tokens: tf.Tensor, w: Readonly<Record<string, tf.Tensor>>): tf.Tensor {
  const size = WIDTH / HEADS;
  const [q, k, v] = tf
    .split(tf.matMul(tokens, w.qkv!, false, true), 3, 1)
    .map((part) => tf.transpose(tf.reshape(part, [TOKENS, HEADS, size]), [1, 0, 2]));
  const weights = tf.softmax(tf.mul(tf.matMul(q!, k!, false, true), 1 / Math.sqrt(size)));
  const mixed = tf.reshape(tf.transpose(tf.matMul(weights, v!), [1, 0, 2]), [TOKENS, WIDTH]);
  return tf.matMul(mixed, w.out!, false, true);
}

function normalise(x: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-6)));
}

function gelu(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.mul(0.5, x), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))));
}
