/** `clipasso doctor`: what runs here, how fast, and what would run faster. */
import { availableParallelism, totalmem } from 'node:os';
import { Command } from 'commander';
import type { EngineReport } from '../compute/survey.ts';
import { invalidOption } from '../errors.ts';
import { resolveSketchOptions } from '../options.ts';
import { VERSION } from '../versions.ts';
import { numberOption } from './number-option.ts';
import { print } from './say.ts';

/** Longest time for each engine. */
const MAX_SECONDS = 600;

interface Flags {
  readonly json?: boolean;
  readonly seconds: number;
  readonly threads: number;
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('show which engines run here, which one is used, and how fast each is')
    .option('--json', 'print for machines')
    .addOption(numberOption('--seconds <n>', 'measure each engine for this long').default(10))
    .addOption(numberOption('--threads <n>', 'threads; 0 = all cores').default(0))
    .action(doctor);
}

async function doctor({ json, seconds, threads }: Flags): Promise<void> {
  resolveSketchOptions({ threads });
  if (!(seconds >= 0 && seconds <= MAX_SECONDS))
    throw invalidOption('seconds', `a number from 0 to ${MAX_SECONDS}`, seconds);
  const { advice, measureEngines } = await import('./doctor-engines.ts');
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
  const { engines, used } = await measureEngines({ threads, seconds });
  if (json) return print(JSON.stringify({ ...machine, used, engines }, null, 2));
  print('');
  for (const report of engines) print(describe(report, report.engine === used));
  print('');
  for (const line of advice(engines)) print(line);
}

function describe(
  { engine, ready, problem, secondsPerRun, difference = 0 }: EngineReport,
  used: boolean,
): string {
  const name = `${used ? '*' : ' '} ${engine.padEnd(10)}`;
  if (!ready) return `${name}-  ${problem}`;
  const time = `${(secondsPerRun! * 1e3).toFixed(0).padStart(6)} ms a view`;
  const apart = difference > 0 ? `, ${difference.toExponential(0)} from onnx` : '';
  return `${name}${time}${apart}${used ? ', used by default' : ''}`;
}
