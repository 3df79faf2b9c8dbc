import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutputFolder } from '../../src/batch/folders.ts';
import { hashOptions, MANIFEST, type ManifestEntry, openManifest } from '../../src/batch/manifest.ts';
import { hashFile } from '../../src/hash-file.ts';
import { fillDisk } from '../helpers/full-disk.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-manifest-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entry = (output: string, loss = 1): ManifestEntry => ({
  input: `${output}.jpg`,
  strokes: 16,
  inputHash: 'a1',
  optionsHash: 'b',
  seed: 0,
  loss,
  losses: { 0: loss },
  outputs: [`${output}.svg`],
  seconds: 1,
});

async function write(...entries: ManifestEntry[]): Promise<void> {
  const manifest = await openManifest(openOutputFolder(folder));
  for (const each of entries) await manifest.add(each);
  await manifest.close();
}

async function read(): Promise<ManifestEntry[]> {
  const manifest = await openManifest(openOutputFolder(folder));
  await manifest.close();
  return [...manifest.entries.values()];
}

describe('openManifest', () => {
  it('keeps what was added, one line each', async () => {
    await write(entry('a'), entry('sub/b\n"'));
    expect(await read()).toEqual([entry('a'), entry('sub/b\n"')]);
    expect((await readFile(join(folder, MANIFEST), 'utf8')).split('\n')).toHaveLength(3);
  });

  it('forgets drawings whose place was taken', async () => {
    await write(entry('a', 1), entry('b'), entry('a', 2));
    expect(await read()).toEqual([entry('a', 2), entry('b')]);
    expect((await readFile(join(folder, MANIFEST), 'utf8')).split('\n')).toHaveLength(3);
  });

  it('takes no line that names a place outside the folder', async () => {
    const lines = ['../secret', '/etc/secret', 'a/../../secret'].map((name) => JSON.stringify(entry(name)));
    await appendFile(join(folder, MANIFEST), `${lines.join('\n')}\n${JSON.stringify(entry('a..b'))}\n`);
    expect(await read()).toEqual([entry('a..b')]);
  });

  it('holds no part of a line that a full disk did not take, and goes on when there is room', async () => {
    const manifest = await openManifest(openOutputFolder(folder));
    await manifest.add(entry('a'));
    const empty = await fillDisk(20);
    await expect(manifest.add(entry('b'))).rejects.toThrow(/^Cannot write .*: the disk is full$/);
    empty();
    expect([...manifest.entries.values()]).toEqual([entry('a')]);
    await manifest.add(entry('c'));
    await manifest.close();
    expect(await read()).toEqual([entry('a'), entry('c')]);
  });

  it('survives any line that a killed program left', async () => {
    await write(entry('a'));
    const line = JSON.stringify(entry('b'));
    for (const cut of [1, 10, line.length - 1]) {
      await appendFile(join(folder, MANIFEST), line.slice(0, cut));
      await write(entry('c', cut));
      expect(await read()).toEqual([entry('a'), entry('c', cut)]);
    }
  });
});

describe('hashes', () => {
  it('of options do not depend on the order of their names', () => {
    expect(hashOptions({ a: 1, b: 'x' })).toBe(hashOptions({ b: 'x', a: 1, c: undefined }));
    expect(hashOptions({ a: 1 })).not.toBe(hashOptions({ a: 2 }));
  });

  it('of files are those of their bytes', async () => {
    await writeFile(join(folder, 'x'), 'abc');
    expect(await hashFile(join(folder, 'x'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
