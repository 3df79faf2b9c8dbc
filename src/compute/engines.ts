/**
 * Which engine runs the networks.
 */
import { ClipassoError } from '../errors.ts';
import { openGraphCache } from './cache/graphs.ts';
import { oneByOne } from './one-by-one.ts';
import { createOnnxEngine } from './onnx.ts';
import type { Engine, EngineName } from './program.ts';

export interface EngineSettings {
  /** Threads of engines that take a number; 0 = all cores. */
  readonly threads: number;
  /** Whether traced programs are kept in the cache folder, and taken from there. @default false */
  readonly cache?: boolean;
}

/** What `auto` tries, in this order: CUDA, then the fastest on a CPU. */
export const ENGINE_ORDER: readonly EngineName[] = ['tfjs-gpu', 'onnx', 'tfjs-node', 'wasm'];

/**
 * Starts an engine; `auto` takes the first of ENGINE_ORDER that starts, and notes when that is not onnx because onnx,
 * which comes with this package, cannot run.
 * @throws ClipassoError 'engine' naming what is missing when the engine asked for cannot run here.
 */
export async function createEngine(name: 'auto' | EngineName, settings: EngineSettings): Promise<Engine> {
  if (name !== 'auto') return startEngine(name, settings);
  const problems = new Map<EngineName, string>();
  for (const candidate of ENGINE_ORDER) {
    try {
      const engine = await startEngine(candidate, settings);
      const missed = problems.get('onnx');
      return missed === undefined
        ? engine
        : { ...engine, note: `${missed}. The slower engine ${candidate} is used` };
    } catch (error) {
      if (!(error instanceof ClipassoError)) throw error;
      problems.set(candidate, error.message);
    }
  }
  throw new ClipassoError('engine', `No engine runs here. ${[...problems.values()].join('. ')}`);
}

async function startEngine(name: EngineName, { threads, cache = false }: EngineSettings): Promise<Engine> {
  switch (name) {
    case 'tfjs-gpu':
    case 'tfjs-node': {
      const { startNativeBackend } = await import('./native.ts');
      const backend = await startNativeBackend(name, threads);
      const { createEagerEngine } = await import('./eager.ts');
      return createEagerEngine(name, backend);
    }
    case 'onnx':
      return createOnnxEngine(threads, cache ? openGraphCache() : null);
    case 'wasm': {
      const { startWasmBackend } = await import('./wasm.ts');
      if (!(await startWasmBackend()))
        throw new ClipassoError('engine', 'Engine wasm cannot start WebAssembly: use another --engine');
      const { createEagerEngine } = await import('./eager.ts');
      return oneByOne(createEagerEngine('wasm', 'wasm'));
    }
  }
}
