/** `clipasso doctor`: what runs here, how fast, and what would run faster. */
import { availableParallelism, totalmem } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { NATIVE_PACKAGES } from '../compute/native.ts';
import type { Program, TensorData } from '../compute/program.ts';
import { type EngineReport, surveyEngines } from '../compute/survey.ts';
import type { Tensor, Tensor4D } from '../compute/tf.ts';
import * as tf from '../compute/tf.ts';
import { VERSION } from '../versions.ts';
import { loadDinov2 } from '../vision/dinov2.ts';
import type { ImageNetwork } from '../vision/network.ts';

interface Flags {
  readonly json?: boolean;
  readonly seconds: number;
  readonly threads: number;
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('show which engines run here, which one is used, and how fast each is')
    .option('--json', 'print for machines')
    .option('--seconds <n>', 'measure each engine for this long', parseAmount, 10)
    .option('--threads <n>', 'threads; 0 = all cores', parseAmount, 0)
    .action(doctor);
}

async function doctor({ json, seconds, threads }: Flags): Promise<void> {
  const { parts } = await loadDinov2();
  const { program, inputs } = viewProgram(parts[0]!.network);
  const machine = {
    clipasso: VERSION,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
  };
  if (!json) {
    const memory = (machine.memoryBytes / 1e9).toFixed(0);
    print(
      `clipasso ${VERSION}, Node.js ${machine.node}, ${machine.platform}, ${machine.cores} cores, ${memory} GB`,
    );
    process.stderr.write(`measuring each engine for ${seconds} s ...\n`);
  }
  const engines = await surveyEngines(program, inputs, { threads, seconds });
  const used = engines.find(({ ready }) => ready)?.engine ?? null;
  if (json) return print(JSON.stringify({ ...machine, used, engines }, null, 2));
  print('');
  for (const report of engines) print(describe(report, report.engine === used));
  print('');
  for (const line of advice(engines)) print(line);
}

/** One view of a sketch through the embedded network and back: nearly all of a step's work. */
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

function describe({ engine, ready, problem, secondsPerRun }: EngineReport, used: boolean): string {
  const name = `${used ? '*' : ' '} ${engine.padEnd(10)}`;
  if (!ready) return `${name}-  ${problem}`;
  return `${name}${(secondsPerRun! * 1e3).toFixed(0).padStart(6)} ms a view${used ? ', used by default' : ''}`;
}

function advice(engines: readonly EngineReport[]): string[] {
  const ready = new Set(engines.filter((report) => report.ready).map(({ engine }) => engine));
  const lines = [`A sketch takes about iterations x views x seeds x 0.6 of these.`];
  if (!ready.has('tfjs-gpu'))
    lines.push(`With an NVIDIA GPU and CUDA: npm install ${NATIVE_PACKAGES['tfjs-gpu']}@${tf.version_core}`);
  if (!ready.has('onnx') && !ready.has('tfjs-node'))
    lines.push(`To run faster on this CPU: npm install ${NATIVE_PACKAGES['tfjs-node']}@${tf.version_core}`);
  return lines;
}

function parseAmount(text: string): number {
  const amount = Number(text);
  if (!(amount >= 0) || text.trim() === '') throw new InvalidArgumentError('It takes a number from 0.');
  return amount;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
