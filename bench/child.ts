/** Runs the built command line and measures processor time and memory of all its processes together. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** Interval of memory readings. */
const EVERY_MS = 100;
/** Clock ticks of /proc per second. */
const TICKS = 100;

export interface Usage {
  readonly wall: number;
  /** Seconds of all threads of all its processes. */
  readonly cpu: number;
  /** Peak memory of all its processes together, in MB; shared pages count once. */
  readonly peak: number;
}

export interface Line {
  readonly text: string;
  /** Memory at that moment, and the peak until then, in MB. */
  readonly now: number;
  readonly peak: number;
  readonly wall: number;
  readonly cpu: number;
}

/** Runs clipasso with `args`; see runMeasured. */
export function runClipasso(args: readonly string[], onLine?: (line: Line) => void): Promise<Usage> {
  return runMeasured([join(ROOT, 'dist/cli.js'), ...args], onLine);
}

/**
 * Runs Node.js. Linux only: it reads /proc. Run only one at a time, since processor time is measured over all children.
 * @param onLine called for each line on stdout
 * @throws with the end of its stderr if it fails
 */
export async function runMeasured(
  args: readonly string[],
  onLine: (line: Line) => void = () => {},
): Promise<Usage> {
  const started = performance.now();
  const endedBefore = secondsOfEnded();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let peak = 0;
  /** Processor seconds of each process when it was last seen. */
  const seconds = new Map<number, number>();
  const look = () => {
    const processes = familyOf(child.pid!);
    for (const { pid, cpu } of processes) seconds.set(pid, cpu);
    const now = processes.reduce((sum, { megabytes }) => sum + megabytes, 0);
    peak = Math.max(peak, now);
    const cpu = [...seconds.values()].reduce((sum, each) => sum + each, 0);
    return { now, peak, cpu, wall: (performance.now() - started) / 1000 };
  };
  const timer = setInterval(look, EVERY_MS);
  let said = '';
  child.stderr.on('data', (text) => {
    said = (said + text).slice(-2000);
  });
  createInterface({ input: child.stdout }).on('line', (text) => onLine({ text, ...look() }));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(timer);
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}: ${said}`);
  const last = look();
  // the system does not count processes that ended unwaited for, and the last look misses what followed it
  return { ...last, cpu: Math.max(last.cpu, secondsOfEnded() - endedBefore) };
}

/** Processor seconds of all processes that this one has started and that have ended, and of theirs. */
function secondsOfEnded(): number {
  const [user, system] = statOf('self').slice(13, 15);
  return (Number(user) + Number(system)) / TICKS;
}

/** Fields of /proc/PID/stat from the state on, which is the third; see proc(5). */
function statOf(pid: number | 'self'): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

interface ProcessUse {
  readonly pid: number;
  readonly megabytes: number;
  readonly cpu: number;
}

/** A process and those that it has started. */
function familyOf(pid: number): ProcessUse[] {
  try {
    const fields = statOf(pid);
    const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS;
    const kB = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const others = children === '' ? [] : children.split(' ').map(Number);
    return [{ pid, megabytes: kB / 1000, cpu }, ...others.flatMap(familyOf)];
  } catch {
    return []; // it has ended
  }
}
