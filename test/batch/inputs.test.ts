import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asGiven, findInputs } from '../../src/batch/inputs.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'clipasso-inputs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function touch(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), '');
  }
}

async function places(...sources: string[]): Promise<string[]> {
  const found = await findInputs(
    sources.map((source) => join(root, source)),
    join(root, 'out'),
  );
  return found.inputs.map(({ place }) => place);
}

describe('findInputs', () => {
  it('mirrors folders, sorted, and counts what is no photo', async () => {
    await touch(
      'in/b.JPG',
      'in/a.png',
      'in/sub/deep/c.webp',
      'in/notes.txt',
      'in/.hidden.jpg',
      'in/.git/x.png',
    );
    expect(await places('in')).toEqual(['a.png', 'b.JPG', 'sub/deep/c.webp']);
    expect((await findInputs([join(root, 'in')], root)).skipped).toBe(1);
  });

  it('takes files that are named, whatever their extension, once', async () => {
    await touch('in/a.jpg', 'in/odd.dat');
    expect(await places('in/odd.dat', 'in/a.jpg', 'in/a.jpg', 'in')).toEqual(['odd.dat', 'a.jpg']);
  });

  it('expands globs from their first pattern on', async () => {
    await touch('in/2020/a.jpg', 'in/2021/b.jpg', 'in/2021/c.txt');
    expect(await places('in/*/*.jpg')).toEqual(['2020/a.jpg', '2021/b.jpg']);
    await expect(places('in/*.gif')).rejects.toThrow('Nothing matches');
  });

  it('keeps several folders apart', async () => {
    await touch('x/a.jpg', 'y/a.jpg');
    expect(await places('x', 'y')).toEqual(['x/a.jpg', 'y/a.jpg']);
  });

  it('leaves out the output folder, also under another name', async () => {
    await touch('a.jpg', 'out/a.png', 'out/sub/b.png');
    await symlink(join(root, 'out'), join(root, 'alias'));
    expect(await places('.')).toEqual(['a.jpg']);
    expect(await places('**/*.png').catch(String)).toContain('Nothing matches');
  });

  it('follows links to folders, but not in circles, and reports links to nothing', async () => {
    await touch('in/a.jpg', 'else/b.jpg');
    await symlink(join(root, 'in'), join(root, 'in', 'loop'));
    await symlink(join(root, 'else'), join(root, 'in', 'more'));
    await symlink(join(root, 'nowhere'), join(root, 'in', 'z.jpg'));
    expect(await places('in')).toEqual(['a.jpg', 'more/b.jpg', 'z.jpg']);
  });

  it('takes names that look like patterns or options for what they are', async () => {
    await touch(
      'in/[1].jpg',
      'in/-rf.jpg',
      'in/100%d.png',
      'in/it\'s "q".jpg',
      'in/new\nline.jpg',
      'in/😀.jpg',
    );
    expect(await places('in')).toEqual([
      '-rf.jpg',
      '100%d.png',
      '[1].jpg',
      'it\'s "q".jpg',
      'new\nline.jpg',
      '😀.jpg',
    ]);
    expect(await places('in/[1].jpg')).toEqual(['[1].jpg']);
  });

  it('takes regular files only, so that no device or pipe holds it up', async () => {
    await touch('in/a.jpg');
    execFileSync('mkfifo', [join(root, 'in', 'pipe.jpg')]);
    await symlink('/dev/zero', join(root, 'in', 'zero.png'));
    expect(await places('in')).toEqual(['a.jpg']);
    await expect(places('in/pipe.jpg')).rejects.toThrow('is a device or pipe, not a file');
  });

  it('says why it found nothing', async () => {
    await touch('out/a.jpg', 'empty/notes.txt');
    await expect(places('out')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('itself, which is not searched; name another one with --out'),
    });
    await expect(places('empty')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^No photos in .*empty, only 1 other files; photos end with/),
    });
  });

  it('takes words as cmd.exe leaves them', async () => {
    expect(asGiven("'photos\\*.jpg'", 'win32')).toBe('photos/*.jpg');
    expect(asGiven("'photos/*.jpg'", 'linux')).toBe('photos/*.jpg');
    await touch("in/'a'.jpg");
    const quoted = join(root, 'in', "'a'.jpg");
    expect(asGiven(quoted, 'linux')).toBe(quoted);
  });

  it('says which source does not exist', async () => {
    await expect(places('none')).rejects.toThrow('none does not exist; give folders, photos or quoted globs');
  });
});
