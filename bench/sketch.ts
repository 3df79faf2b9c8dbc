/**
 * Whole sketches, each in a process of its own, timed from outside: npx tsx bench/sketch.ts
 * Needs the built program (npm run build).
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ms, printTable } from './measure.ts';

const PHOTO = fileURLToPath(new URL('../assets/examples/duck.jpg', import.meta.url));
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
/** A module that has the process tell its peak memory (bytes) and its processor time (seconds) when it ends. */
const REPORT = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('used '+JSON.stringify({peakBytes:u.maxRSS*1024,cpuSeconds:(u.userCPUTime+u.systemCPUTime)/1e6}))})`;

interface Measured {
  readonly seconds: number;
  /** Processor time of all threads: what `seconds` is made of, and steadier on a busy machine. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly timings: Readonly<Record<string, number>>;
}

/** Runs `clipasso sketch` with `flags`, as a user would, from process start to exit. */
async function measureSketch(flags: readonly string[]): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'clipasso-bench-'));
  try {
    const output = join(folder, 'sketch.svg');
    const args = ['--import', REPORT, CLI, 'sketch', PHOTO, '--json', '-o', output, ...flags];
    const start = performance.now();
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
    const seconds = (performance.now() - start) / 1e3;
    const { timings } = JSON.parse(stdout) as { timings: Record<string, number> };
    const used = JSON.parse(/used (.*)$/.exec(stderr)![1]!) as Pick<Measured, 'peakBytes' | 'cpuSeconds'>;
    return { seconds, ...used, timings };
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function benchSketches(threads: number): Promise<void> {
  const common = threads === 0 ? [] : ['--threads', String(threads)];
  const rows: string[][] = [['sketch', 'seconds', 'processor seconds', 'peak memory MB', 'stages, seconds']];
  for (const [name, flags] of [
    ['start only (--iterations 0)', ['--iterations', '0']],
    ['default', []],
  ] as const) {
    const { seconds, cpuSeconds, peakBytes, timings } = await measureSketch([...common, ...flags]);
    const stages = Object.entries(timings).map(([stage, time]) => `${stage} ${time.toFixed(2)}`);
    rows.push([name, seconds.toFixed(1), cpuSeconds.toFixed(1), ms(peakBytes / 1e6), stages.join(', ')]);
  }
  printTable(rows);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchSketches(Number(process.argv[2] ?? 0));
