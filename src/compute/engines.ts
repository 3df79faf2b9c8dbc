/**
 * Which engine runs the networks.
 */
import { ClipassoError } from '../errors.ts';
import { createEagerEngine } from './eager.ts';
import { startNativeBackend } from './native.ts';
import { oneByOne } from './one-by-one.ts';
import { createOnnxEngine } from './onnx.ts';
import type { Engine, EngineName } from './program.ts';
import { startWasmBackend } from './wasm.ts';

export interface EngineSettings {
  /** Threads of engines that take a number; 0 = all cores. */
  readonly threads: number;
}

/**
 * Starts an engine.
 * @throws ClipassoError 'engine' naming what is missing when the engine asked for cannot run here.
 */
export async function createEngine(name: 'auto' | EngineName, settings: EngineSettings): Promise<Engine> {
  switch (name) {
    case 'tfjs-gpu':
    case 'tfjs-node':
      return createEagerEngine(name, await startNativeBackend(name, settings.threads));
    case 'wasm':
      if (!(await startWasmBackend()))
        throw new ClipassoError('engine', 'Engine wasm cannot start WebAssembly: use another --engine');
      return oneByOne(createEagerEngine('wasm', 'wasm'));
    case 'auto':
    case 'onnx':
      return createOnnxEngine(settings.threads);
  }
}
