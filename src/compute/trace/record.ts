import { withBackend } from '../backend.ts';
import { wrongOutput } from '../inputs.ts';
import { lazyTensors } from '../lazy-tensors.ts';
import { mapValues } from '../map-values.ts';
import type { Program } from '../program.ts';
import * as tf from '../tf.ts';
import type { ConstantPool } from './constant.ts';
import { type Graph, GraphBuilder, type Value } from './graph.ts';
import { RECORDER, type Recorder } from './recorder.ts';
import type { WeightConstants } from './weights.ts';

/**
 * The graph of a program, forward and gradient alike.
 * @param weights of `constants`, from which the graph's own constants come too
 * @throws ClipassoError 'engine' naming the kernel that cannot be recorded, or when the program reads a value.
 */
export function record(
  recorder: Recorder,
  program: Program,
  weights: WeightConstants,
  constants: ConstantPool = recorder.constants,
): Graph {
  recorder.constants = constants;
  const graph = new GraphBuilder(constants);
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
