/**
 * The default engine: programs are recorded (trace/) into one graph each, which onnxruntime runs on the CPU.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ClipassoError } from '../errors.ts';
import { checkInputs, programId } from './inputs.ts';
import { oneByOne } from './one-by-one.ts';
import type { CompiledProgram, Engine, Program, TensorData, WeightSet } from './program.ts';
import type { Constant } from './trace/constant.ts';
import { encodeModel, type OnnxModel } from './trace/onnx-model.ts';
import { record, type WeightConstants, weightConstants } from './trace/record.ts';
import { startRecorder } from './trace/registry.ts';

/** @param threads 0 = all cores */
export async function createOnnxEngine(threads: number): Promise<Engine> {
  const recorder = await startRecorder();
  const weightSets = new Map<string, WeightConstants>();
  const programs = new Map<string, Promise<CompiledProgram>>();
  const feeds = new WeakMap<Constant, Tensor>();

  const constantsOf = (set: WeightSet): WeightConstants => {
    let constants = weightSets.get(set.id);
    if (constants === undefined) {
      constants = weightConstants(recorder, set);
      weightSets.set(set.id, constants);
    }
    return constants;
  };
  const feedOf = (constant: Constant): Tensor => {
    let tensor = feeds.get(constant);
    if (tensor === undefined) {
      tensor = toOnnx({ shape: constant.shape, data: constant.values() as TensorData['data'] });
      feeds.set(constant, tensor);
    }
    return tensor;
  };
  const compile = async (program: Program, onDispose: () => void): Promise<CompiledProgram> => {
    const weights: WeightConstants = Object.assign({}, ...program.weights.map(constantsOf));
    const model = encodeModel(record(recorder, program, weights), program.repeated ? 'model' : 'inputs');
    const session = await createSession(program, model, threads);
    const constants = new Map([...model.fed].map(([name, constant]) => [name, feedOf(constant)]));
    return compiledProgram(program, model, session, constants, onDispose);
  };

  return oneByOne({
    name: 'onnx',
    compile(program) {
      const id = programId(program);
      let compiled = programs.get(id);
      if (compiled === undefined) {
        compiled = compile(program, () => programs.delete(id));
        programs.set(id, compiled);
        compiled.catch(() => programs.delete(id));
      }
      return compiled;
    },
    dispose() {
      for (const compiled of programs.values()) void compiled.then((program) => program.dispose());
      weightSets.clear();
    },
  });
}

async function createSession(program: Program, model: OnnxModel, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model.bytes, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      // Threads that spin while they wait take the cores from whatever else runs: half the speed beside one busy process.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    const reason = (cause as Error).message.split('\n', 1)[0];
    throw new ClipassoError('engine', `onnxruntime refuses program '${program.key}': ${reason}`, { cause });
  }
}

function compiledProgram(
  program: Program,
  model: OnnxModel,
  session: InferenceSession,
  constants: ReadonlyMap<string, Tensor>,
  onDispose: () => void,
): CompiledProgram {
  return {
    async run(inputs) {
      checkInputs(program, inputs);
      const feeds: Record<string, Tensor> = Object.fromEntries(constants);
      for (const [name, tensorName] of Object.entries(model.inputs))
        feeds[tensorName] = toOnnx(inputs[name]!);
      const results = await session.run(feeds);
      return Object.fromEntries(
        Object.entries(model.outputs).map(([name, tensorName]) => [name, fromOnnx(results[tensorName]!)]),
      );
    },
    dispose() {
      onDispose();
      void session.release();
    },
  };
}

function toOnnx({ shape, data }: TensorData): Tensor {
  return data instanceof Int32Array ? new Tensor('int32', data, shape) : new Tensor('float32', data, shape);
}

function fromOnnx(tensor: Tensor): TensorData {
  return { shape: tensor.dims, data: tensor.data as TensorData['data'] };
}
