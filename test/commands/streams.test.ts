/** Standard output that is closed, or whose reader has left. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = temporaryFolder();

beforeAll(() => {
  buildCli();
  writeFileSync(
    join(folder, 'line.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1L8 8" fill="none" stroke="#000"/></svg>',
  );
});

/** Runs `clipasso` with these arguments as `"$@"` of a line for the shell. */
function shell(line: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line, 'sh', process.execPath, CLI, ...args], {
    ...{ cwd: folder, encoding: 'utf8' },
    env: { ...process.env, XDG_CACHE_HOME: folder, HF_HOME: folder },
  });
  return { status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('standard output', () => {
  it.each([
    ['sketch', 'a.jpg', '-o', '-'],
    ['render', 'line.svg', '-o', '-'],
  ])('that is closed is told where a drawing is to go there: %s', (...args) => {
    const { status, stderr } = shell('exec "$@" >&-', args);
    expect(stderr).toMatch(/^clipasso: Cannot write to standard output: it is closed; [^\n]+\n$/);
    expect(status).toBe(1);
  });

  it.each([
    ['--version'],
    ['help', 'sketch'],
    ['models', 'list', '--json'],
    ['cache'],
    ['completion', 'bash'],
  ])('that programs open as the null device loses what is printed: %s', (...args) => {
    const { status } = spawnSync(process.execPath, [CLI, ...args], { cwd: folder, stdio: 'ignore' });
    expect(status).toBe(0);
  });

  it.each([
    ['cache', 'clear'],
    ['models', 'remove', 'clip-rn50'],
    ['render', 'line.svg', '-o', 'again.svg', '-q'],
  ])('that is closed does not matter to other commands: %s %s', (...args) => {
    expect(shell('exec "$@" >&-', args)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([['completion', 'zsh'], ['models', 'list'], ['cache'], ['--version']])(
    'may be the null device: %s',
    (...args) => {
      expect(shell('exec "$@" >/dev/null', args)).toMatchObject({ status: 0, stderr: '' });
    },
  );

  it.each([
    ['--help'],
    ['completion', 'fish'],
    ['models', 'list'],
    ['cache'],
    ['render', 'line.svg', '-o', '-'],
  ])('whose reader has left ends a command quietly: %s', (...args) => {
    expect(shell('{ "$@"; echo $? >&2; } | true', args).stderr).toBe('0\n');
  });

  it('whose reader has left keeps no file from being written', () => {
    const args = ['render', 'line.svg', '-q', '-o', '-', '-o', 'late.png'];
    expect(shell('{ "$@"; echo $? >&2; } | true', args).stderr).toBe('0\n');
    expect(existsSync(join(folder, 'late.png'))).toBe(true);
  });
});

it.skipIf(process.platform === 'win32').each([
  ['render', '-', '-o', 'a.png'],
  ['score', '-', '--photo', 'a.jpg'],
  ['sketch', '-', '-o', 'a.png'],
  ['look', '-'],
])('standard input that is a folder is told as one: %s', (...args) => {
  const { status, stderr } = shell('exec "$@" <.', args);
  expect(stderr).toMatch(/^clipasso: [^\n]*standard input[^\n]* is a folder[^\n]*\n$/i);
  expect(status).toBe(1);
});
