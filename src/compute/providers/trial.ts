/** A provider's trial: it starts, and computes a probe step that the CPU computes too. */
import { ClipassoError } from '../../errors.ts';
import type { ProviderName } from '../engine-name.ts';
import { createOnnxEngine } from '../onnx.ts';
import { loadOnnxRuntime } from '../onnxruntime.ts';
import { differenceOf } from './difference.ts';
import { runProbe } from './probe.ts';
import { findProvider } from './providers.ts';
import { providerRuntime } from './runtime.ts';
import { startProvider } from './start.ts';

export type Trial =
  | {
      readonly started: true;
      /** Relative distance of its probe step from the CPU's. */
      readonly difference: number;
      /** Seconds of a probe step, there and on the CPU. */
      readonly seconds: number;
      readonly cpuSeconds: number;
    }
  | { readonly started: false; readonly problem: string };

/** Runs the trial in this process. Native libraries may print, or end it: see `trial-process.ts`. */
export async function tryProvider(name: ProviderName): Promise<Trial> {
  try {
    const provider = findProvider(name)!;
    await startProvider(provider, providerRuntime(loadOnnxRuntime()));
    const engine = await createOnnxEngine({ threads: 0, provider });
    const { outputs, seconds } = await runProbe(engine);
    engine.dispose();
    const cpu = await createOnnxEngine({ threads: 0 });
    const reference = await runProbe(cpu);
    cpu.dispose();
    const difference = differenceOf(outputs, reference.outputs);
    return { started: true, difference, seconds, cpuSeconds: reference.seconds };
  } catch (error) {
    if (!(error instanceof ClipassoError)) throw error;
    return { started: false, problem: error.message };
  }
}
