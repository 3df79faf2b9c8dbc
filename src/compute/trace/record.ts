import { withBackend } from '../backend.ts';
import { wrongOutput } from '../inputs.ts';
import { lazyTensors } from '../lazy-tensors.ts';
import { mapValues } from '../map-values.ts';
import type { Program, WeightSet } from '../program.ts';
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
  const lazy = lazyTensors(weights, (constant) => asTensor(recorder, constant));
  try {
    withBackend(RECORDER, () =>
      tf.tidy(() => {
        const inputs = mapValues(program.inputs, ({ shape, dtype = 'float32' }, name) =>
          asTensor(recorder, graph.input(name, shape, dtype)),
        );
        const results = program.run(inputs, lazy.tensors);
        for (const [name, tensor] of Object.entries(results)) outputs[name] = recorder.operand(tensor);
      }),
    );
  } finally {
    lazy.dispose();
  }
  for (const [name, { type }] of Object.entries(outputs))
    if (type !== 'float32' && type !== 'int32') throw wrongOutput(name, type);
  return { inputs: graph.inputs, outputs };
}

function asTensor(recorder: Recorder, value: Value): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(recorder.tensor(value));
}
