/** A copy of the repository in which faults are put, so that the working tree stays as it is whatever happens. */
import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestReply, TestRequest } from './tester.ts';

/** Copied, since what they import must come from the copy; dist, since tests of the command line build it anew. */
const COPIED = [
  'bin',
  'dist',
  'src',
  'test',
  'bench',
  'tools',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vitest.config.ts',
];
/** Only read. */
const LINKED = ['node_modules', 'assets', 'docs', 'README.md', 'ARCHITECTURE.md'];

const TESTER = fileURLToPath(new URL('tester.ts', import.meta.url));
/** Seconds in which a process that runs tests has to be ready. */
const START_LIMIT = 120;

export type Verdict = 'passed' | 'failed' | 'timed out';

export interface Outcome {
  readonly verdict: Verdict;
  /** The test file that failed. */
  readonly by?: string | undefined;
  /** What its first failed test said. */
  readonly why?: string | undefined;
  /** Seconds of each test file that was run to its end. */
  readonly seconds: Readonly<Record<string, number>>;
}

export interface Workplace {
  readonly root: string;
  /**
   * Runs test files there one by one, until the first fails.
   * @param limit seconds for all of them
   * @param changed the source file that differs from the last time
   */
  test(tests: readonly string[], limit: number, changed?: string): Promise<Outcome>;
  remove(): void;
}

export function createWorkplace(): Workplace {
  const root = mkdtempSync(join(tmpdir(), 'clipasso-mutate-'));
  const results = resolve('bench/results');
  for (const name of COPIED) {
    const filter = (from: string) => resolve(from) !== results;
    cpSync(name, join(root, name), { recursive: true, preserveTimestamps: true, filter });
  }
  for (const name of LINKED) symlinkSync(resolve(name), join(root, name));
  let tester: ChildProcess | null = null;
  const stop = () => {
    // The whole group: workers in an endless loop do not end with their parent.
    if (tester?.pid && tester.exitCode === null) process.kill(-tester.pid, 'SIGKILL');
    tester = null;
  };
  return {
    root,
    async test(tests, limit, changed) {
      tester ??= await startTester(root);
      const reply = await ask(tester, { tests, changed }, limit);
      if (!reply) stop();
      if (!reply) return { verdict: 'timed out', seconds: {} };
      const { failed, why, seconds } = reply;
      return failed === null
        ? { verdict: 'passed', seconds }
        : { verdict: 'failed', by: failed, why, seconds };
    },
    remove() {
      stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function startTester(root: string): Promise<ChildProcess> {
  const tester = fork(TESTER, {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  if ((await nextMessage(tester, START_LIMIT)) === null)
    throw new Error('The process that runs tests did not start');
  return tester;
}

/** Null when it took too long, or the process ended. */
async function ask(tester: ChildProcess, request: TestRequest, limit: number): Promise<TestReply | null> {
  const reply = nextMessage(tester, limit);
  tester.send(request);
  return (await reply) as TestReply | null;
}

function nextMessage(from: ChildProcess, limit: number): Promise<unknown> {
  return new Promise((done) => {
    const end = (value: unknown) => {
      clearTimeout(timer);
      from.off('message', end);
      from.off('exit', gone);
      done(value);
    };
    const gone = () => end(null);
    const timer = setTimeout(gone, limit * 1000);
    from.on('message', end);
    from.on('exit', gone);
  });
}
