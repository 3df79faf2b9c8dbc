import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildCli, PLAIN, runCli } from '../helpers/cli.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';

beforeAll(buildCli);

const DRAWING = [
  ...PLAIN,
  '-n',
  '1',
  '--seeds',
  '1',
  '--iterations',
  '0',
  '--mask',
  'none',
  '--threads',
  '1',
  '--features',
  'none',
  '-q',
];

it('drawings are the same to the byte without the cache, while it is filled and from it', async () => {
  const cwd = temporaryFolder();
  const env = { XDG_CACHE_HOME: join(cwd, 'cache') };
  const draw = async (name: string, ...flags: readonly string[]) => {
    const args = ['sketch', examplePath('duck'), '-o', name, ...DRAWING, ...flags];
    expect(await runCli(args, { cwd, env })).toMatchObject({ code: 0, stderr: '' });
    return readFileSync(join(cwd, name), 'utf8');
  };
  const inCache = async () => JSON.parse((await runCli(['cache', '--json'], { cwd, env })).stdout);
  const folder = join(cwd, 'cache', 'clipasso');

  const without = await draw('without.svg', '--no-cache');
  expect(await inCache()).toEqual({ folder, files: 0, bytes: 0 });
  expect(await draw('first.svg')).toBe(without);
  const { files, bytes } = await inCache();
  expect(files).toBeGreaterThan(2);
  expect(bytes).toBeLessThan(20e6);
  expect(await draw('second.svg')).toBe(without);
  expect(await inCache()).toEqual({ folder, files, bytes });

  const { stdout } = await runCli(['cache'], { cwd, env });
  expect(stdout).toMatch(new RegExp(`: ${files} files, [\\d.]+ MB\n$`));
  const cleared = await runCli(['cache', 'clear'], { cwd, env });
  expect(cleared).toMatchObject({ code: 0, stderr: '' });
  expect(cleared.stdout).toContain(`deleted ${files} files`);
  expect((await inCache()).files).toBe(0);
});

it('a cache that cannot be there is empty', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'file'), '');
  const env = { XDG_CACHE_HOME: join(cwd, 'file') };
  expect((await runCli(['cache'], { cwd, env })).stdout).toContain(': 0 files, 0 B');
  expect(await runCli(['cache', 'clear'], { cwd, env })).toMatchObject({ code: 0, stderr: '' });
});

it('refuses an unknown subcommand in one line', async () => {
  const { code, stderr } = await runCli(['cache', 'empty'], { cwd: temporaryFolder() });
  expect(code).toBe(2);
  expect(stderr.trim().split('\n').length).toBeLessThan(3);
});
