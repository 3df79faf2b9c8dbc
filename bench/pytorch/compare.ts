/**
 * The same step in PyTorch (step.py) and here, in turn, on the same number of threads:
 * PYTHON=python3 npx tsx bench/pytorch/compare.ts
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { median, ms, printTable } from '../measure.ts';
import { DEFAULT_STEP, measureStep, type StepTimes } from '../step.ts';

const ROUNDS = 3;

interface Times {
  readonly wall: number;
  /** Of all threads: on a busy machine the wall clock measures the others, too. */
  readonly processor: number;
}

interface TorchTimes {
  readonly torch: string;
  readonly network: Times;
  readonly step: Times;
  readonly matmuls: Times;
}

async function measureTorch(threads: number): Promise<TorchTimes> {
  const script = fileURLToPath(new URL('step.py', import.meta.url));
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const flags = [script, '--threads', String(threads)];
  const { stdout } = await promisify(execFile)(process.env.PYTHON ?? 'python3', flags, { cwd });
  return JSON.parse(stdout) as TorchTimes;
}

export async function benchPyTorch(threads: number): Promise<void> {
  const torch: TorchTimes[] = [];
  const ours: StepTimes[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      torch.push(await measureTorch(threads));
      const engine = await createEngine('onnx', { threads });
      ours.push(await measureStep(engine, DEFAULT_STEP, 5));
      engine.dispose();
    }
  } catch (error) {
    console.error(`PyTorch is not measured: ${(error as Error).message.split('\n').slice(-2)[0]}`);
    return;
  }
  const rows: string[][] = [[`${threads} threads`, `PyTorch ${torch[0]!.torch} ms`, 'clipasso ms', 'ratio']];
  for (const kind of ['wall', 'processor'] as const) {
    const theirs = (part: 'network' | 'step' | 'matmuls') => median(torch.map((times) => times[part][kind]));
    const own = {
      network: median(ours.map(({ network, processor }) => (kind === 'wall' ? network : processor.network))),
      step: median(ours.map(({ whole, processor }) => (kind === 'wall' ? whole : processor.whole))),
    };
    for (const part of ['network', 'step'] as const)
      rows.push([`${part}, ${kind}`, ms(theirs(part)), ms(own[part]), (own[part] / theirs(part)).toFixed(2)]);
    rows.push([`the network's matrix products alone, ${kind}`, ms(theirs('matmuls')), '', '']);
  }
  printTable(rows);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchPyTorch(Number(process.argv[2] ?? 2));
