/** Standard output that ends before the program does: a reader that leaves, a disk that is full. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { buildCli, PLAIN } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const FAST = ['-n', '2', '--iterations', '0', '--seeds', '1', '--views', '1', '--threads', '1', ...PLAIN];
const cwd = temporaryFolder();

beforeAll(() => {
  buildCli();
  const strokes = uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4);
  writeFileSync(join(cwd, 'drawing.svg'), writeSvg({ width: 40, height: 20, strokes }));
  for (const name of ['a.svg', 'b.svg']) writeFileSync(join(cwd, name), DISC_SVG);
}, 120_000);

interface Outcome {
  readonly code: number | null;
  readonly stderr: string;
}

/** @param stdout a file to write to, or null for a pipe whose reader has left */
function run(args: readonly string[], stdout: string | null): Promise<Outcome> {
  const file = stdout === null ? null : openSync(stdout, 'w');
  const child = spawn(process.execPath, [CLI, ...args], { cwd, stdio: ['ignore', file ?? 'pipe', 'pipe'] });
  child.stdout?.destroy();
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (file !== null) closeSync(file);
      resolve({ code, stderr });
    });
  });
}

const QUICK: readonly (readonly string[])[] = [
  ['--help'],
  ['completion', 'bash'],
  ['models', 'list'],
  ['models', 'verify', '--json'],
  ['render', 'drawing.svg', '-o', '-', '-q'],
  ['batch', 'a.svg', '-o', 'dry', '--dry-run', '--json', '-q'],
];
const SLOW: readonly (readonly string[])[] = [
  ['score', 'drawing.svg', '--photo', 'a.svg', '--threads', '1'],
  ['doctor', '--seconds', '0', '--threads', '1', '--json'],
  ['sketch', 'a.svg', ...FAST, '-q', '-o', '-'],
  ['sketch', 'a.svg', ...FAST, '-q', '--json', '-o', 'json.svg'],
];

describe('a reader that leaves', () => {
  it.each([...QUICK, ...SLOW])('ends %s %s %s quietly', async (...args) => {
    expect(await run(args, null)).toEqual({ code: 0, stderr: '' });
  });

  it('does not stop a batch, which releases its folder', async () => {
    const { code, stderr } = await run(
      ['batch', 'a.svg', 'b.svg', '-o', 'out', ...FAST, '--json', '-q'],
      null,
    );
    expect([code, stderr]).toEqual([0, '']);
    const made = readdirSync(join(cwd, 'out'));
    expect(made).toEqual(expect.arrayContaining(['a.svg', 'b.svg', 'index.html']));
    expect(made).not.toContain('.clipasso.lock');
  });
});

describe.skipIf(process.platform === 'win32')('a standard output that is closed', () => {
  const through = (redirection: string, args: readonly string[]) => {
    const script = `"$@" ${redirection}`;
    const { status, stderr } = spawnSync('sh', ['-c', script, 'sh', process.execPath, CLI, ...args], {
      cwd,
      encoding: 'utf8',
    });
    return { code: status, stderr };
  };

  it.each([QUICK[4], ['sketch', 'a.svg', '-o', '-']])('is told by %s %s', (...args) => {
    const stderr = 'clipasso: Cannot write to standard output: it is closed; name a file with --out\n';
    expect(through('>&-', args)).toEqual({ code: 1, stderr });
    expect(through('1<a.svg', QUICK[4])).toEqual({
      code: 1,
      stderr: 'clipasso: Cannot write to standard output: it is not open for this\n',
    });
  });

  it('is not confused with one that is thrown away', () => {
    expect(through('>/dev/null', QUICK[4])).toEqual({ code: 0, stderr: '' });
    expect(through('>&-', ['--version'])).toEqual({ code: 0, stderr: '' });
  });
});

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  it.each([...QUICK, SLOW[2]])('is one line from %s %s %s', async (...args) => {
    expect(await run(args, '/dev/full')).toEqual({
      code: 1,
      stderr: 'clipasso: Cannot write to standard output: the disk is full\n',
    });
  });

  it('does not lose the drawings of a batch', async () => {
    const { code } = await run(['batch', 'a.svg', '-o', 'full', ...FAST, '--json', '-q'], '/dev/full');
    expect(code).toBe(1);
    expect(readdirSync(join(cwd, 'full'))).toContain('a.svg');
  });
});
