/**
 * The eager engine: a program's ops are computed one by one by a tfjs backend.
 */
import { ClipassoError } from '../errors.ts';
import { withBackend } from './backend.ts';
import { checkInputs, programId } from './inputs.ts';
import type {
  CompiledProgram,
  Engine,
  EngineName,
  NamedTensors,
  Program,
  TensorData,
  WeightSet,
} from './program.ts';
import * as tf from './tf.ts';

/** An engine over the registered and initialised tfjs backend `backend`. */
export function createEagerEngine(name: EngineName, backend: string): Engine {
  const uploads = new Map<string, NamedTensors>();
  const programs = new Map<string, CompiledProgram>();

  const weightsOf = (set: WeightSet): NamedTensors => {
    let tensors = uploads.get(set.id);
    if (tensors === undefined) {
      tensors = withBackend(backend, () => upload(set.tensors));
      uploads.set(set.id, tensors);
    }
    return tensors;
  };

  return {
    name,
    async compile(program) {
      const id = programId(program);
      let compiled = programs.get(id);
      if (compiled === undefined) {
        const weights = Object.assign({}, ...program.weights.map(weightsOf)) as NamedTensors;
        compiled = compileEagerly(program, backend, weights, () => programs.delete(id));
        programs.set(id, compiled);
      }
      return compiled;
    },
    dispose() {
      for (const tensors of uploads.values()) tf.dispose({ ...tensors });
      uploads.clear();
      programs.clear();
    },
  };
}

function compileEagerly(
  program: Program,
  backend: string,
  weights: NamedTensors,
  onDispose: () => void,
): CompiledProgram {
  return {
    async run(inputs) {
      checkInputs(program, inputs);
      const outputs = withBackend(backend, () =>
        tf.tidy(() => ({ ...program.run(upload(inputs), weights) }) as tf.NamedTensorMap),
      );
      try {
        return await download(outputs);
      } finally {
        tf.dispose(outputs);
      }
    },
    dispose: onDispose,
  };
}

function upload(values: Readonly<Record<string, TensorData>>): NamedTensors {
  return Object.fromEntries(
    Object.entries(values).map(([name, { shape, data }]) => [
      name,
      tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32'),
    ]),
  );
}

async function download(tensors: NamedTensors): Promise<Record<string, TensorData>> {
  const entries = Object.entries(tensors).map(async ([name, tensor]) => {
    const data = await tensor.data();
    if (!(data instanceof Float32Array || data instanceof Int32Array))
      throw new ClipassoError(
        'engine',
        `Output '${name}' is ${tensor.dtype}; programs return float32 or int32`,
      );
    return [name, { shape: tensor.shape, data }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
