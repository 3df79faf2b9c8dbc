import { execFile, execFileSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UNFINISHED } from '../../src/output/unfinished.ts';
import { checkWritable, writeFileAtomic } from '../../src/output/write.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writeFileAtomic', () => {
  it('writes new files, replaces old ones and makes folders', async () => {
    const path = join(folder, 'a', 'b', 'c.svg');
    await writeFileAtomic(path, 'one');
    await writeFileAtomic(path, 'two');
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['c.svg']);
  });

  it('writes through a link instead of replacing it', async () => {
    await writeFile(join(folder, 'real'), 'old');
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await writeFileAtomic(join(folder, 'link'), 'new');
    expect(await readFile(join(folder, 'real'), 'utf8')).toBe('new');
  });

  it('writes into devices, which stay devices', async () => {
    await writeFileAtomic('/dev/null', 'x');
    expect(await readFile('/dev/null', 'utf8')).toBe('');
  });

  it.skipIf(process.platform === 'win32')('gives a pipe all to its reader, who may come late', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const text = 'x'.repeat(200_000);
    const writing = writeFileAtomic(path, text);
    await sleep(120);
    const [read] = await Promise.all([readFile(path, 'utf8'), writing]);
    expect(read).toBe(text);
    expect((await stat(path)).isFIFO()).toBe(true);
    // another process reads as soon as the pipe is opened, and ends when it is closed
    for (let k = 0; k < 20; k++) {
      const reader = promisify(execFile)('cat', [path], { maxBuffer: 1 << 20 });
      await sleep(10);
      await writeFileAtomic(path, text);
      expect((await reader).stdout.length).toBe(text.length);
    }
  });

  it.skipIf(process.platform === 'win32')('says that the reader of a pipe has gone', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const reader = promisify(execFile)('head', ['-c', '10', path]);
    await expect(writeFileAtomic(path, 'x'.repeat(1_000_000))).rejects.toThrow(
      `Cannot write ${path}: its reader has gone`,
    );
    expect((await reader).stdout).toBe('x'.repeat(10));
  });

  it.skipIf(process.platform === 'win32')('does not wait for ever for a pipe that nobody reads', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    await expect(writeFileAtomic(path, 'x')).rejects.toMatchObject({
      code: 'output',
      message: `Cannot write ${path}: it is a pipe that nothing reads; start its reader first, or give a file`,
    });
  });

  it('takes names as long as the disk does', async () => {
    const path = join(folder, '😀'.repeat(63));
    await writeFileAtomic(path, 'x');
    expect(await readFile(path, 'utf8')).toBe('x');
  });

  it('says in one line what is in the way, and leaves nothing behind', async () => {
    await mkdir(join(folder, 'folder'));
    await writeFile(join(folder, 'file'), '');
    await expect(writeFileAtomic(join(folder, 'folder'), 'x')).rejects.toMatchObject({
      code: 'output',
      message: `Cannot write ${join(folder, 'folder')}: it is a folder; add a file name such as sketch.svg`,
    });
    await expect(writeFileAtomic(join(folder, 'file', 'x.svg'), 'x')).rejects.toThrow(
      'is a file, not a folder',
    );
    await expect(writeFileAtomic(join(folder, 'x'.repeat(300)), 'x')).rejects.toThrow('the name is too long');
    expect((await readdir(folder)).filter((name) => UNFINISHED.test(name))).toEqual([]);
  });
});

describe('checkWritable', () => {
  it('accepts new files in folders yet to be made, old files and devices, and makes nothing', async () => {
    await writeFile(join(folder, 'old'), '');
    for (const path of [join(folder, 'a', 'b', 'c.svg'), join(folder, 'old'), '/dev/null', 'new-here.svg']) {
      await checkWritable(path);
    }
    expect(await readdir(folder)).toEqual(['old']);
  });

  it.each(['new.svg/', 'old.svg/', 'folder/', 'a/b/new.svg//'])(
    'refuses %s, which names a folder',
    async (name) => {
      await writeFile(join(folder, 'old.svg'), 'old');
      await mkdir(join(folder, 'folder'));
      const path = `${folder}/${name}`;
      const message = `Cannot write ${path}: a slash at the end names a folder; leave it out, or add a file name such as sketch.svg`;
      await expect(checkWritable(path)).rejects.toMatchObject({ code: 'output', message });
      await expect(writeFileAtomic(path, 'x')).rejects.toMatchObject({ message });
      expect((await readdir(folder)).sort()).toEqual(['folder', 'old.svg']);
      expect(await readFile(join(folder, 'old.svg'), 'utf8')).toBe('old');
    },
  );

  it('refuses folders and what lies below a file', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(checkWritable(folder)).rejects.toThrow('it is a folder');
    await expect(checkWritable(join(folder, 'file', 'x.svg'))).rejects.toThrow('is a file, not a folder');
  });
});

describe.skipIf(process.platform === 'win32')('links and permissions', () => {
  it('makes what a dangling link leads to, in a new folder too, and leaves the link', async () => {
    await symlink('new/real.svg', join(folder, 'link.svg'));
    await symlink('link.svg', join(folder, 'again.svg'));
    await checkWritable(join(folder, 'again.svg'));
    await writeFileAtomic(join(folder, 'again.svg'), 'drawn');
    expect(await readFile(join(folder, 'new', 'real.svg'), 'utf8')).toBe('drawn');
    expect(await readlink(join(folder, 'again.svg'))).toBe('link.svg');
    expect(await readlink(join(folder, 'link.svg'))).toBe('new/real.svg');
  });

  it('says that links lead in a circle', async () => {
    await symlink('b.svg', join(folder, 'a.svg'));
    await symlink('a.svg', join(folder, 'b.svg'));
    const message = `Cannot write ${join(folder, 'a.svg')}: its links lead in a circle`;
    await expect(checkWritable(join(folder, 'a.svg'))).rejects.toMatchObject({ code: 'output', message });
    await expect(writeFileAtomic(join(folder, 'a.svg'), 'x')).rejects.toMatchObject({ message });
  });

  it.each([0o600, 0o664, 0o444])('keeps the permissions %o of the file before', async (mode) => {
    const path = join(folder, 'own.svg');
    await writeFile(path, 'old');
    await chmod(path, mode);
    await writeFileAtomic(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(mode);
  });
});
