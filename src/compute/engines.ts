/**
 * Which engine runs the networks.
 */
import { ClipassoError } from '../errors.ts';
import { openGraphCache } from './cache/graphs.ts';
import { oneByOne } from './one-by-one.ts';
import { createOnnxEngine } from './onnx.ts';
import { loadOnnxRuntime } from './onnxruntime.ts';
import type { Engine, EngineName } from './program.ts';
import { findProvider, PROVIDERS, type Provider } from './providers/providers.ts';
import { providerRuntime } from './providers/runtime.ts';
import { type ProviderTools, refusedByAuto, startAskedFor } from './providers/select.ts';
import { runTrial } from './providers/trial-process.ts';
import { openTrialStore } from './providers/trial-store.ts';

export interface EngineSettings {
  /** Threads of engines that take a number; 0 = all cores. */
  readonly threads: number;
  /** Whether traced programs and trials of providers are kept in the cache folder, and taken from there. @default false */
  readonly cache?: boolean;
  /** Whether execution providers are tried anew, whatever the cache says of them. @default false */
  readonly anew?: boolean;
}

/** What `auto` tries, in this order: graphics processors, then the fastest on a CPU. */
export const ENGINE_ORDER: readonly EngineName[] = [
  'tfjs-gpu',
  ...PROVIDERS.map(({ name }) => name),
  'onnx',
  'tfjs-node',
  'wasm',
];

/**
 * Starts an engine; `auto` takes the first of ENGINE_ORDER that starts and, of execution providers, that agrees with the CPU and
 * is faster. It notes when the engine is not onnx because onnx, which comes with this package, cannot run.
 * @throws ClipassoError 'engine' naming what is missing when the engine asked for cannot run here.
 */
export async function createEngine(name: 'auto' | EngineName, settings: EngineSettings): Promise<Engine> {
  return name === 'auto' ? startFirst(settings) : startEngine(name, settings);
}

async function startFirst(settings: EngineSettings): Promise<Engine> {
  const problems = new Map<EngineName, string>();
  let tools: ProviderTools | undefined;
  const start = async (name: EngineName): Promise<Engine> => {
    const provider = findProvider(name);
    if (provider === undefined) return startEngine(name, settings);
    tools ??= providerTools(settings);
    const refused = await refusedByAuto(provider, tools);
    if (refused !== null) throw new ClipassoError('engine', refused);
    return createOnnx(settings, provider);
  };
  for (const candidate of ENGINE_ORDER) {
    try {
      const engine = { ...(await start(candidate)), remarks: remarksOn(problems) };
      const missed = problems.get('onnx');
      return missed === undefined
        ? engine
        : { ...engine, note: `${missed}. The slower engine ${candidate} is used` };
    } catch (error) {
      if (!(error instanceof ClipassoError)) throw error;
      problems.set(candidate, error.message);
    }
  }
  throw new ClipassoError('engine', `No engine runs here. ${[...new Set(problems.values())].join('. ')}`);
}

function remarksOn(problems: ReadonlyMap<EngineName, string>): string[] {
  return [...new Set(PROVIDERS.flatMap(({ name }) => problems.get(name) ?? []))];
}

async function startEngine(name: EngineName, settings: EngineSettings): Promise<Engine> {
  switch (name) {
    case 'tfjs-gpu':
    case 'tfjs-node': {
      const { startNativeBackend } = await import('./native.ts');
      const backend = await startNativeBackend(name, settings.threads);
      const { createEagerEngine } = await import('./eager.ts');
      return createEagerEngine(name, backend);
    }
    case 'onnx':
      return createOnnx(settings);
    case 'wasm': {
      const { startWasmBackend } = await import('./wasm.ts');
      if (!(await startWasmBackend()))
        throw new ClipassoError('engine', 'Engine wasm cannot start WebAssembly: use another --engine');
      const { createEagerEngine } = await import('./eager.ts');
      return oneByOne(createEagerEngine('wasm', 'wasm'));
    }
    default: {
      const provider = findProvider(name)!;
      await startAskedFor(provider, providerTools(settings));
      return createOnnx(settings, provider);
    }
  }
}

function createOnnx({ threads, cache = false }: EngineSettings, provider?: Provider): Promise<Engine> {
  return createOnnxEngine({ threads, cache: cache ? openGraphCache() : null, ...(provider && { provider }) });
}

function providerTools({ cache = false, anew = false }: EngineSettings): ProviderTools {
  const runtime = providerRuntime(loadOnnxRuntime());
  return { runtime, runTrial, trials: cache ? openTrialStore(runtime) : null, anew };
}
