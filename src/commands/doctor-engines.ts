/** What `clipasso doctor` measures, and what it advises. */

import type { EngineName } from '../compute/engine-name.ts';
import { createEngine } from '../compute/engines.ts';
import { NATIVE_PACKAGES } from '../compute/native.ts';
import type { Program, TensorData } from '../compute/program.ts';
import { type EngineReport, type SurveySettings, surveyEngines } from '../compute/survey.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';
import { loadDinov2 } from '../teachers/dinov2.ts';
import type { ImageNetwork } from '../vision/network.ts';

/** Times the embedded network on every engine, trying execution providers anew, and says which one `auto` takes. */
export async function measureEngines({
  threads,
  seconds,
}: Pick<SurveySettings, 'threads' | 'seconds'>): Promise<{
  engines: EngineReport[];
  used: EngineName | null;
}> {
  const { parts } = await loadDinov2();
  const { program, inputs } = viewProgram(parts[0]!.network);
  const engines = await surveyEngines(program, inputs, { threads, seconds, cache: true, anew: true });
  if (!engines.some(({ ready }) => ready)) return { engines, used: null };
  const auto = await createEngine('auto', { threads, cache: true });
  auto.dispose();
  return { engines, used: auto.name };
}

/** Forward and backward pass of one view through the embedded network: nearly all of a step's work. */
function viewProgram(network: ImageNetwork): { program: Program; inputs: Record<string, TensorData> } {
  const shape = [1, network.size, network.size, 3];
  const program: Program = {
    key: `doctor ${network.weights.id}`,
    inputs: { image: { shape } },
    weights: [network.weights],
    repeated: true,
    run: ({ image }, weights) => {
      const loss = (x: Tensor) =>
        tf.mean(tf.square(network.forward(x as Tensor4D, weights, ['block7']).block7!));
      return { gradient: tf.grad(loss)(image!) };
    },
  };
  const data = new Float32Array(network.size * network.size * 3).fill(0.5);
  return { program, inputs: { image: { shape, data } } };
}

/** Lines about how long a sketch takes, and what would make it faster. */
export function advice(engines: readonly EngineReport[]): string[] {
  const ready = new Set(engines.filter((report) => report.ready).map(({ engine }) => engine));
  const lines = [`A sketch takes about iterations x views x seeds x 0.6 of these.`];
  if (!ready.has('onnx') && !ready.has('tfjs-node'))
    lines.push(`To run faster on this CPU: npm install ${NATIVE_PACKAGES['tfjs-node']}@${tf.version_core}`);
  return lines;
}
