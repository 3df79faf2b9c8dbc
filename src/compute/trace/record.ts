import { ClipassoError } from '../../errors.ts';
import { withBackend } from '../backend.ts';
import type { NamedTensors, Program, WeightSet } from '../program.ts';
import * as tf from '../tf.ts';
import type { Constant } from './constant.ts';
import { type Graph, GraphBuilder, type Value } from './graph.ts';
import { RECORDER, type Recorder } from './recorder.ts';

/** The constants of a weight set, by tensor name. */
export type WeightConstants = Readonly<Record<string, Constant>>;

/** Constants for the tensors of `set`, whose values are read when a program needs them. */
export function weightConstants(recorder: Recorder, set: WeightSet): WeightConstants {
  return Object.fromEntries(
    Object.entries(set.tensors).map(([name, tensor]) => [
      name,
      recorder.constants.lazy(tensor.shape, 'float32', () => tensor.data),
    ]),
  );
}

/**
 * The graph of a program, forward and gradient alike.
 * @throws ClipassoError 'engine' naming the kernel that cannot be recorded, or when the program reads a value.
 */
export function record(recorder: Recorder, program: Program, weights: WeightConstants): Graph {
  const graph = new GraphBuilder(recorder.constants);
  recorder.graph = graph;
  const outputs: Record<string, Value> = {};
  const used: tf.Tensor[] = [];
  try {
    withBackend(RECORDER, () =>
      tf.tidy(() => {
        const inputs = mapValues(program.inputs, ({ shape, dtype = 'float32' }, name) =>
          asTensor(recorder, graph.input(name, shape, dtype)),
        );
        const results = program.run(inputs, lazyTensors(recorder, weights, used));
        for (const [name, tensor] of Object.entries(results)) outputs[name] = recorder.operand(tensor);
      }),
    );
  } finally {
    tf.dispose(used);
  }
  for (const [name, { type }] of Object.entries(outputs))
    if (type !== 'float32' && type !== 'int32')
      throw new ClipassoError('engine', `Output '${name}' is ${type}; programs return float32 or int32`);
  return { inputs: graph.inputs, outputs };
}

/** Tensors of the weights, each made when the program asks for it; `used` collects them. */
function lazyTensors(recorder: Recorder, weights: WeightConstants, used: tf.Tensor[]): NamedTensors {
  const tensors: Record<string, tf.Tensor> = {};
  for (const [name, constant] of Object.entries(weights)) {
    let tensor: tf.Tensor | undefined;
    Object.defineProperty(tensors, name, {
      enumerable: true,
      get() {
        if (tensor === undefined) {
          tensor = tf.keep(asTensor(recorder, constant));
          used.push(tensor);
        }
        return tensor;
      },
    });
  }
  return tensors;
}

function asTensor(recorder: Recorder, value: Value): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(recorder.tensor(value));
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  map: (value: A, key: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
