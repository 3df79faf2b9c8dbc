/**
 * Runs batched programs image by image. On a CPU that is faster than whole batches, because one image's activations stay
 * in the cache between two operations; it takes memory for one image only; and one compiled program serves all batch
 * sizes.
 */
import { checkInputs } from './inputs.ts';
import { mapValues } from './map-values.ts';
import type { CompiledProgram, Engine, Program, TensorData, TensorSpec } from './program.ts';

/** `engine`, but programs that declare a batch see one image at a time. */
export function oneByOne(engine: Engine): Engine {
  return {
    name: engine.name,
    compile: async (program) => {
      const { batched } = program;
      if (batched === undefined) return engine.compile(program);
      await engine.compile(forOneImage(program, batched.inputs));
      return runner(engine, program, batched);
    },
    rest: () => engine.rest?.(),
    dispose: () => engine.dispose(),
  };
}

function forOneImage(program: Program, batchedInputs: readonly string[]): Program {
  const one = (spec: TensorSpec): TensorSpec => ({ ...spec, shape: [1, ...spec.shape.slice(1)] });
  const inputs = mapValues(program.inputs, (spec, name) => (batchedInputs.includes(name) ? one(spec) : spec));
  return { ...program, inputs };
}

function runner(engine: Engine, program: Program, batched: NonNullable<Program['batched']>): CompiledProgram {
  const part = forOneImage(program, batched.inputs);
  const compile = () => engine.compile(part);
  return {
    async run(inputs) {
      checkInputs(program, inputs);
      const compiled = await compile();
      const count = program.inputs[batched.inputs[0]!]!.shape[0]!;
      const outputs: Record<string, TensorData> = {};
      for (let i = 0; i < count; i++) {
        const slices = mapValues(inputs, (tensor, name) =>
          batched.inputs.includes(name) ? imageOf(tensor, i) : tensor,
        );
        for (const [name, tensor] of Object.entries(await compiled.run(slices))) {
          if (!batched.outputs.includes(name)) {
            outputs[name] = tensor;
            continue;
          }
          outputs[name] ??= emptyBatch(tensor, count);
          outputs[name].data.set(tensor.data, i * tensor.data.length);
        }
      }
      return outputs;
    },
    dispose: () => void compile().then((compiled) => compiled.dispose()),
  };
}

function imageOf({ shape, data }: TensorData, i: number): TensorData {
  const size = data.length / shape[0]!;
  return { shape: [1, ...shape.slice(1)], data: data.subarray(i * size, (i + 1) * size) };
}

function emptyBatch({ shape, data }: TensorData, count: number): TensorData {
  const size = data.length * count;
  return {
    shape: [count, ...shape.slice(1)],
    data: data instanceof Int32Array ? new Int32Array(size) : new Float32Array(size),
  };
}
