/** Runs the built command line and watches its time and memory. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandCase } from './case.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
/** Interval of memory readings, in ms. */
const INTERVAL = 50;
/** Most characters kept of a stream. */
const KEPT = 2 ** 18;

export interface Execution {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  readonly seconds: number;
  /** Largest resident memory of the process and its children together; 0 if unknown. */
  readonly megabytes: number;
}

/** @param limit seconds until it is killed */
export async function execute(
  { args, stdin, env, kill }: CommandCase,
  folder: string,
  limit: number,
): Promise<Execution> {
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: join(folder, 'work'),
    env: cleanEnvironment(folder, env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [stdout, stderr, megabytes, timedOut] = ['', '', 0, false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout = (stdout + text).slice(-KEPT);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT);
  });
  child.stdin.on('error', () => {}).end(stdin);
  const pid = child.pid!;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, memoryOf(pid));
  }, INTERVAL);
  const deadline = setTimeout(() => {
    timedOut = true;
    for (const each of family(pid)) tryKill(each);
  }, 1000 * limit);
  const killer = kill && setTimeout(() => child.kill(kill.signal), kill.after);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  clearTimeout(deadline);
  clearTimeout(killer);
  return { code, stdout, stderr, timedOut, seconds: (performance.now() - start) / 1000, megabytes };
}

/** Environment with the user's folders inside the case's folder, so that leftovers are found. */
function cleanEnvironment(folder: string, env: CommandCase['env']): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  const home = join(folder, 'home');
  return { PATH, SystemRoot, HOME: home, TMPDIR: join(folder, 'temporary'), NO_COLOR: '1', ...env };
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}

/** The process and its descendants. */
function family(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [pid];
  const children = readSafely(() =>
    readdirSync(tasks).flatMap((task) =>
      readFileSync(`${tasks}/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    ),
  );
  return [pid, ...(children ?? []).flatMap(family)];
}

function memoryOf(pid: number): number {
  const resident = (each: number) => {
    const status = readSafely(() => readFileSync(`/proc/${each}/status`, 'utf8')) ?? '';
    return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  };
  return family(pid).reduce((sum, each) => sum + resident(each), 0);
}

function readSafely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
