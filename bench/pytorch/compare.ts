/**
 * The same step in PyTorch (step.py) and here, in turn, on the same number of threads:
 * PYTHON=python3 npx tsx bench/pytorch/compare.ts
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEngine } from '../../src/compute/engines.ts';
import { median, ms, printTable } from '../measure.ts';
import { DEFAULT_STEP, measureStep } from '../step.ts';

const ROUNDS = 3;

interface TorchTimes {
  readonly torch: string;
  readonly network: number;
  readonly step: number;
  readonly matmuls: number;
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
  const ours: { network: number; whole: number }[] = [];
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
  const of = (part: 'network' | 'step' | 'matmuls') => median(torch.map((times) => times[part]));
  const network = median(ours.map((times) => times.network));
  const whole = median(ours.map((times) => times.whole));
  printTable([
    [`${threads} threads`, `PyTorch ${torch[0]!.torch} ms`, 'clipasso ms', 'ratio'],
    ['network, forward and backward', ms(of('network')), ms(network), (network / of('network')).toFixed(2)],
    ['whole step', ms(of('step')), ms(whole), (whole / of('step')).toFixed(2)],
    ["the network's matrix products alone", ms(of('matmuls')), '', ''],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchPyTorch(Number(process.argv[2] ?? 2));
