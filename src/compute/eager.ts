/**
 * The eager engine: a program's ops are computed one by one by a tfjs backend.
 */
import { withBackend } from './backend.ts';
import { checkInputs, programId, wrongOutput } from './inputs.ts';
import { type LazyTensors, lazyTensors, mergeLazily } from './lazy-tensors.ts';
import { mapValues } from './map-values.ts';
import type {
  CompiledProgram,
  Engine,
  EngineName,
  NamedTensors,
  Program,
  TensorData,
  WeightSet,
  WeightTensor,
} from './program.ts';
import * as tf from './tf.ts';

/** An engine over the registered and initialised tfjs backend `backend`. */
export function createEagerEngine(name: EngineName, backend: string): Engine {
  const uploads = new Map<string, LazyTensors>();
  const programs = new Map<string, CompiledProgram>();

  const weightsOf = (set: WeightSet): NamedTensors => {
    let weights = uploads.get(set.id);
    if (weights === undefined) {
      weights = lazyTensors(set.tensors, upload);
      uploads.set(set.id, weights);
    }
    return weights.tensors;
  };

  return {
    name,
    async compile(program) {
      const id = programId(program);
      let compiled = programs.get(id);
      if (compiled === undefined) {
        await Promise.all(program.weights.map(({ ready }) => ready?.()));
        const weights = mergeLazily(program.weights.map(weightsOf));
        compiled = compileEagerly(program, backend, weights, () => programs.delete(id));
        programs.set(id, compiled);
      }
      return compiled;
    },
    dispose() {
      for (const weights of uploads.values()) weights.dispose();
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
        tf.tidy(() => ({ ...program.run(mapValues(inputs, upload), weights) }) as tf.NamedTensorMap),
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

function upload({ shape, data }: WeightTensor): tf.Tensor {
  return tf.tensor(
    data instanceof Int8Array ? Float32Array.from(data) : data,
    [...shape],
    data instanceof Int32Array ? 'int32' : 'float32',
  );
}

async function download(tensors: NamedTensors): Promise<Record<string, TensorData>> {
  const entries = Object.entries(tensors).map(async ([name, tensor]) => {
    const values = await tensor.data();
    return [name, { shape: tensor.shape, data: typed(name, tensor.dtype, values) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Backends may keep floats that were cast from booleans as bytes. */
function typed(name: string, dtype: tf.DataType, values: ArrayLike<number>): TensorData['data'] {
  if (dtype === 'float32') return values instanceof Float32Array ? values : Float32Array.from(values);
  if (dtype === 'int32') return values instanceof Int32Array ? values : Int32Array.from(values);
  throw wrongOutput(name, dtype);
}
