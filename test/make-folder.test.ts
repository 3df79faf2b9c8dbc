/** Places where no folder can be made. Node's own recursive mkdir never ends there: another process tries it. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolderSync } from '../src/make-folder.ts';
import { buildCli } from './helpers/cli.ts';
import { temporaryFolder } from './helpers/folder.ts';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

describe('makeFolderSync', () => {
  it('makes folders in folders, with their permissions, and takes those that are there', () => {
    const path = join(temporaryFolder(), 'a', 'b');
    makeFolderSync(path, 0o700);
    makeFolderSync(path, 0o700);
    expect(statSync(path).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it('fails below a file', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => makeFolderSync(join(file, 'a', 'b'), 0o700)).toThrow(/ENOTDIR|EEXIST|ENOENT/);
  });
});

it.skipIf(!existsSync('/proc'))('a cache below /proc is given up, not waited for', () => {
  buildCli();
  const code = `import { writeEntry } from '${DIST}compute/cache/file.js';
    console.log(writeEntry('/proc/nowhere/clipasso/x.graph', new Uint8Array(1)));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect([run.stdout, run.stderr, run.status]).toEqual(['false\n', '', 0]);
});
