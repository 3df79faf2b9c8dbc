/** A copy of the repository in which faults are put, so that the working tree stays as it is whatever happens. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Copied, since what they import must come from the copy; dist, since tests of the command line build it anew. */
const COPIED = [
  'dist',
  'src',
  'test',
  'bench',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vitest.config.ts',
];
/** Only read. */
const LINKED = ['node_modules', 'assets', 'docs', 'README.md'];

export type Verdict = 'passed' | 'failed' | 'timed out';

export interface Workplace {
  readonly root: string;
  /** Runs tests there with one worker, until the first fails. @param limit seconds */
  test(args: readonly string[], limit: number): Promise<Verdict>;
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
  return {
    root,
    test: (args, limit) => runTests(root, args, limit),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function runTests(root: string, args: readonly string[], limit: number): Promise<Verdict> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const command = ['run', ...args, '--bail', '1', '--maxWorkers', '1', '--reporter', 'dot'];
  const child = spawn(process.execPath, [vitest, ...command], { cwd: root, stdio: 'ignore', detached: true });
  return new Promise((done, fail) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      // The whole group: workers in an endless loop do not end with their parent.
      process.kill(-child.pid!, 'SIGKILL');
    }, limit * 1000);
    child.on('error', fail);
    child.on('exit', (code) => {
      clearTimeout(timer);
      done(late ? 'timed out' : code === 0 ? 'passed' : 'failed');
    });
  });
}
