/**
 * Which engine runs the networks.
 */
import { ClipassoError } from '../errors.ts';
import { createEagerEngine } from './eager.ts';
import { startNativeBackend } from './native.ts';
import { oneByOne } from './one-by-one.ts';
import type { Engine, EngineName } from './program.ts';
import { startWasmBackend } from './wasm.ts';

export interface EngineSettings {
  /** Threads of engines that take a number; 0 = all cores. */
  readonly threads: number;
}

/** What `auto` tries, in this order: CUDA, then the fastest on a CPU. */
export const ENGINE_ORDER: readonly EngineName[] = ['tfjs-gpu', 'onnx', 'tfjs-node', 'wasm'];

/**
 * Starts an engine; `auto` takes the first of ENGINE_ORDER that starts.
 * @throws ClipassoError 'engine' naming what is missing when the engine asked for cannot run here.
 */
export async function createEngine(name: 'auto' | EngineName, settings: EngineSettings): Promise<Engine> {
  if (name !== 'auto') return startEngine(name, settings);
  const problems: string[] = [];
  for (const candidate of ENGINE_ORDER) {
    try {
      return await startEngine(candidate, settings);
    } catch (error) {
      if (!(error instanceof ClipassoError)) throw error;
      problems.push(error.message);
    }
  }
  throw new ClipassoError('engine', `No engine runs here. ${problems.join('. ')}`);
}

async function startEngine(name: EngineName, { threads }: EngineSettings): Promise<Engine> {
  switch (name) {
    case 'tfjs-gpu':
    case 'tfjs-node':
      return createEagerEngine(name, await startNativeBackend(name, threads));
    case 'onnx':
      return (await loadOnnx()).createOnnxEngine(threads);
    case 'wasm':
      if (!(await startWasmBackend()))
        throw new ClipassoError('engine', 'Engine wasm cannot start WebAssembly: use another --engine');
      return oneByOne(createEagerEngine('wasm', 'wasm'));
  }
}

/** onnxruntime is loaded when it is wanted: it has no binary for some machines, an Intel Mac for one. */
async function loadOnnx(): Promise<typeof import('./onnx.ts')> {
  try {
    return await import('./onnx.ts');
  } catch (cause) {
    throw new ClipassoError(
      'engine',
      `Engine onnx cannot run here, because onnxruntime-node does not load on ${process.platform} ${process.arch}: use --engine wasm`,
      { cause },
    );
  }
}
