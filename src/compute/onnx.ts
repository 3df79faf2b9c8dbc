/**
 * The default engine: programs are recorded (trace/) into one graph each, which onnxruntime runs on the CPU, or on what one
 * of its execution providers (providers/) computes on.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { ClipassoError } from '../errors.ts';
import type { GraphCache } from './cache/graphs.ts';
import { checkInputs, programId } from './inputs.ts';
import { loadTf } from './lazy-tf.ts';
import { oneByOne } from './one-by-one.ts';
import { loadOnnxRuntime, type OnnxRuntime } from './onnxruntime.ts';
import type { Engine, Program, TensorData, WeightSet } from './program.ts';
import type { Provider } from './providers/providers.ts';
import { firstLine } from './require-package.ts';
import { createResourcePool } from './resource-pool.ts';
import { type Constant, ConstantPool } from './trace/constant.ts';
import type { Graph } from './trace/graph.ts';
import {
  bytesOf,
  type ConstantPlace,
  type EncodedGraph,
  encodeGraph,
  encodeModel,
} from './trace/onnx-model.ts';
import { withPlainProducts } from './trace/plain-products.ts';
import { type WeightConstants, weightConstants } from './trace/weights.ts';

/**
 * Sessions kept: what one photo needs of two networks (looking, evaluating, stepping). Photos of other shapes need
 * others, of some 100 MB each.
 */
const SESSIONS = 6;

interface LoadedProgram {
  readonly graph: Pick<EncodedGraph, 'inputs' | 'outputs'>;
  readonly session: InferenceSession;
  /** Weights that are fed, by tensor name. */
  readonly constants: Readonly<Record<string, Tensor>>;
}

export interface OnnxSettings {
  /** 0 = all cores */
  readonly threads: number;
  /** Where recorded graphs are kept from run to run. */
  readonly cache?: GraphCache | null;
  /** What to compute on, which must have started before; the CPU when absent. */
  readonly provider?: Provider;
}

/** @throws ClipassoError 'engine' when onnxruntime cannot run here */
export async function createOnnxEngine({ threads, cache = null, provider }: OnnxSettings): Promise<Engine> {
  const ort = loadOnnxRuntime();
  const constantPool = new ConstantPool();
  const weightSets = new Map<string, WeightConstants>();
  const feeds = new WeakMap<Constant, Tensor>();
  /** Of programs that are repeated; their sessions hold packed copies of the weights, and an arena. */
  const large = new Set<string>();
  const sessions = createResourcePool<LoadedProgram>(SESSIONS, ({ session }) => void session.release());

  const constantsOf = (set: WeightSet): WeightConstants => {
    let constants = weightSets.get(set.id);
    if (constants === undefined) {
      constants = weightConstants(constantPool, set);
      if (!set.passing) weightSets.set(set.id, constants);
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
    const sets = program.weights.map(constantsOf);
    const kept = provider ? { ...program, key: `${program.key} plain` } : program;
    let graph = cache?.read(kept, sets, constantPool) ?? null;
    if (graph === null) {
      const traced = await trace(program, Object.assign({}, ...sets), constantPool);
      graph = encodeGraph(provider ? withPlainProducts(traced, () => constantPool.nextId()) : traced);
      cache?.write(kept, graph);
    }
    await Promise.all(program.weights.map(({ ready }) => ready?.()));
    // A provider would be sent what is fed anew with every run.
    const inModel = program.repeated === true || provider !== undefined;
    const options = { ...cpuOptions(threads, inModel), ...provider?.session };
    const session = await createSession(ort, program, { graph, inModel, options });
    const { inputs, outputs, large } = graph;
    const fed = [...large].filter(([, constant]) => placeOf(constant, inModel) === 'inputs');
    const constants = fed.map(([name, constant]) => [name, feedOf(constant)] as const);
    return { graph: { inputs, outputs }, session, constants: Object.fromEntries(constants) };
  };

  return oneByOne({
    name: provider?.name ?? 'onnx',
    async compile(program) {
      const id = programId(program);
      const make = () => load(program);
      if (program.repeated) large.add(id);
      await sessions.use(id, make, async () => {});
      return {
        async run(inputs) {
          checkInputs(program, inputs);
          return sessions.use(id, make, (loaded) => runLoaded(ort, loaded, inputs));
        },
        dispose: () => sessions.drop(id),
      };
    },
    rest() {
      for (const id of large) sessions.drop(id);
      large.clear();
    },
    dispose() {
      sessions.clear();
      weightSets.clear();
    },
  });
}

/** Loads what traces only now: a run whose programs are all in the cache does without. */
async function trace(program: Program, weights: WeightConstants, constants: ConstantPool): Promise<Graph> {
  await loadTf();
  const { startRecorder } = await import('./trace/registry.ts');
  const { record } = await import('./trace/record.ts');
  return record(await startRecorder(), program, weights, constants);
}

/** @param repeated whether the session runs many times */
function cpuOptions(threads: number, repeated: boolean): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // An arena keeps the most that a run took as long as the session lives. It saves a tenth of a step's time, and nothing of a few runs'.
    enableCpuMemArena: repeated,
    // With patterns the second run takes as much once more: they are laid out beside what the first one took.
    enableMemPattern: false,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // its errors are thrown as well
    logSeverityLevel: 4,
    // Threads that spin while they wait take the cores from whatever else runs: half the speed beside one busy process.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}

/** Products of bytes are fast only where onnxruntime knows the weights when it makes the session. */
function placeOf({ type }: Constant, inModel: boolean): ConstantPlace {
  return inModel || type === 'int8' ? 'external' : 'inputs';
}

interface SessionPlan {
  readonly graph: EncodedGraph;
  /** Whether weights are in the model, instead of being fed to each run. */
  readonly inModel: boolean;
  readonly options: InferenceSession.SessionOptions;
}

async function createSession(
  ort: OnnxRuntime,
  program: Program,
  { graph, inModel, options }: SessionPlan,
): Promise<InferenceSession> {
  const model = encodeModel(graph, (constant) => placeOf(constant, inModel));
  const externalData = [...graph.large]
    .filter(([, constant]) => placeOf(constant, inModel) === 'external')
    .map(([path, constant]) => ({ path, data: bytesOf(constant) }));
  try {
    return await ort.InferenceSession.create(model, {
      ...(externalData.length > 0 && { externalData }),
      ...options,
    });
  } catch (cause) {
    throw new ClipassoError('engine', `onnxruntime refuses program '${program.key}': ${firstLine(cause)}`, {
      cause,
    });
  }
}

async function runLoaded(
  ort: OnnxRuntime,
  { graph, session, constants }: LoadedProgram,
  inputs: Readonly<Record<string, TensorData>>,
): Promise<Record<string, TensorData>> {
  const feeds: Record<string, Tensor> = { ...constants };
  for (const [name, tensorName] of Object.entries(graph.inputs))
    feeds[tensorName] = toOnnx(ort, inputs[name]!);
  const results = await session.run(feeds);
  return Object.fromEntries(
    Object.entries(graph.outputs).map(([name, tensorName]) => [name, fromOnnx(results[tensorName]!)]),
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
