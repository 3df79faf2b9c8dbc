/**
 * The default engine: programs are recorded (trace/) into one graph each, which onnxruntime runs on the CPU.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { ClipassoError } from '../errors.ts';
import { checkInputs, programId } from './inputs.ts';
import { oneByOne } from './one-by-one.ts';
import { loadOnnxRuntime, type OnnxRuntime } from './onnxruntime.ts';
import type { Engine, Program, TensorData, WeightSet } from './program.ts';
import { firstLine } from './require-package.ts';
import { createResourcePool } from './resource-pool.ts';
import type { Constant } from './trace/constant.ts';
import { encodeModel, type OnnxModel } from './trace/onnx-model.ts';
import { record, type WeightConstants, weightConstants } from './trace/record.ts';
import { startRecorder } from './trace/registry.ts';

/**
 * Sessions kept: what one photo needs of two networks (looking, evaluating, stepping). Photos of other shapes need
 * others, of some 100 MB each.
 */
const SESSIONS = 6;

interface LoadedProgram {
  readonly model: Pick<OnnxModel, 'inputs' | 'outputs'>;
  readonly session: InferenceSession;
  /** Weights that are fed, by tensor name. */
  readonly constants: Readonly<Record<string, Tensor>>;
}

/**
 * @param threads 0 = all cores
 * @throws ClipassoError 'engine' when onnxruntime cannot run here
 */
export async function createOnnxEngine(threads: number): Promise<Engine> {
  const ort = loadOnnxRuntime();
  const recorder = await startRecorder();
  const weightSets = new Map<string, WeightConstants>();
  const feeds = new WeakMap<Constant, Tensor>();
  const sessions = createResourcePool<LoadedProgram>(SESSIONS, ({ session }) => void session.release());

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
      tensor = toOnnx(ort, { shape: constant.shape, data: constant.values() as TensorData['data'] });
      feeds.set(constant, tensor);
    }
    return tensor;
  };
  const load = async (program: Program): Promise<LoadedProgram> => {
    const weights: WeightConstants = Object.assign({}, ...program.weights.map(constantsOf));
    const model = encodeModel(record(recorder, program, weights), program.repeated ? 'model' : 'inputs');
    const session = await createSession(ort, program, model, threads);
    const constants = [...model.fed].map(([name, constant]) => [name, feedOf(constant)] as const);
    const { inputs, outputs } = model;
    return { model: { inputs, outputs }, session, constants: Object.fromEntries(constants) };
  };

  return oneByOne({
    name: 'onnx',
    async compile(program) {
      const id = programId(program);
      const make = () => load(program);
      await sessions.use(id, make, async () => {});
      return {
        async run(inputs) {
          checkInputs(program, inputs);
          return sessions.use(id, make, (loaded) => runLoaded(ort, loaded, inputs));
        },
        dispose: () => sessions.drop(id),
      };
    },
    dispose() {
      sessions.clear();
      weightSets.clear();
    },
  });
}

async function createSession(
  ort: OnnxRuntime,
  program: Program,
  model: OnnxModel,
  threads: number,
): Promise<InferenceSession> {
  try {
    return await ort.InferenceSession.create(model.bytes, {
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
    throw new ClipassoError('engine', `onnxruntime refuses program '${program.key}': ${firstLine(cause)}`, {
      cause,
    });
  }
}

async function runLoaded(
  ort: OnnxRuntime,
  { model, session, constants }: LoadedProgram,
  inputs: Readonly<Record<string, TensorData>>,
): Promise<Record<string, TensorData>> {
  const feeds: Record<string, Tensor> = { ...constants };
  for (const [name, tensorName] of Object.entries(model.inputs))
    feeds[tensorName] = toOnnx(ort, inputs[name]!);
  const results = await session.run(feeds);
  return Object.fromEntries(
    Object.entries(model.outputs).map(([name, tensorName]) => [name, fromOnnx(results[tensorName]!)]),
  );
}

function toOnnx(ort: OnnxRuntime, { shape, data }: TensorData): Tensor {
  return data instanceof Int32Array
    ? new ort.Tensor('int32', data, shape)
    : new ort.Tensor('float32', data, shape);
}

function fromOnnx(tensor: Tensor): TensorData {
  return { shape: tensor.dims, data: tensor.data as TensorData['data'] };
}
