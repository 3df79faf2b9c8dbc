import { link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOutputGuard, findRepeated } from '../../src/output/guard.ts';
import { saveSketch } from '../../src/output/save.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };
let folder: string;
let photo: string;
beforeEach(async () => {
  folder = temporaryFolder();
  photo = join(folder, 'cat.png');
  await writeFile(photo, 'a photo');
});

describe('createOutputGuard', () => {
  it('refuses inputs under any name, whatever is asked for', async () => {
    await mkdir(join(folder, 'sub'));
    await symlink(photo, join(folder, 'soft.png'));
    await link(photo, join(folder, 'hard.png'));
    await symlink(folder, join(folder, 'here'));
    const names = ['cat.png', 'soft.png', 'hard.png', 'here/cat.png', 'sub/../cat.png'];
    for (const policy of [{}, { force: true }, { clobber: false }]) {
      const guard = await createOutputGuard([join(folder, 'none.jpg'), photo], policy);
      for (const name of names) {
        const path = `${folder}/${name}`;
        await expect(guard.mayWrite(path)).rejects.toMatchObject({
          code: 'usage',
          message: expect.stringMatching(/is (an|the same file as the) input .*and is not overwritten/),
        });
      }
    }
    const own = await createOutputGuard([photo]);
    await expect(own.mayWrite(photo)).rejects.toThrow(`${photo} is an input and is not overwritten`);
    const linked = await createOutputGuard([join(folder, 'soft.png')]);
    await expect(linked.mayWrite(photo)).rejects.toThrow('is the same file as the input');
  });

  it('lets new files, devices and folders be dealt with by those who write', async () => {
    const guard = await createOutputGuard([photo, '/dev/null']);
    for (const path of [join(folder, 'new.svg'), '/dev/null', folder]) {
      expect(await guard.mayWrite(path)).toBe(true);
    }
  });

  it('overwrites its own files, those that are known, and others by force only', async () => {
    const [own, other] = ['own.png', 'other.png'].map((name) => join(folder, name));
    await saveSketch(sketch, own);
    await writeFile(other, 'no drawing');
    const guard = await createOutputGuard([photo]);
    expect(await guard.mayWrite(own)).toBe(true);
    await expect(guard.mayWrite(other)).rejects.toMatchObject({
      code: 'usage',
      message: `${other} exists and was not written by clipasso; choose another name with --out, or overwrite it with --force`,
    });
    const advised = await createOutputGuard([photo], { advice: 'move it away' });
    await expect(advised.mayWrite(other)).rejects.toMatchObject({
      message: `${other} exists and was not written by clipasso; move it away`,
    });
    expect(await (await createOutputGuard([], { force: true })).mayWrite(other)).toBe(true);
    const known = await createOutputGuard([], { known: (path) => path === other });
    expect(await known.mayWrite(other)).toBe(true);
  });

  it('keeps all that exists where nothing may be overwritten', async () => {
    const own = join(folder, 'own.svg');
    await saveSketch(sketch, own);
    const guard = await createOutputGuard([], { clobber: false });
    expect(await guard.mayWrite(own)).toBe(false);
    expect(await guard.mayWrite(photo)).toBe(false);
    expect(await guard.mayWrite(join(folder, 'new.svg'))).toBe(true);
    await expect(createOutputGuard([], { clobber: false, force: true })).rejects.toThrow('not both');
  });
});

describe('findRepeated', () => {
  it('finds one file under two names', async () => {
    await symlink(photo, join(folder, 'soft.png'));
    expect(await findRepeated([photo, join(folder, 'soft.png')])).toBe(join(folder, 'soft.png'));
    expect(await findRepeated([`${folder}/a.svg`, `${folder}/./a.svg`])).toBe(`${folder}/./a.svg`);
    expect(await findRepeated([photo, `${folder}/a.svg`, `${folder}/b.svg`])).toBeNull();
  });

  it('finds one file that is not there yet behind a linked folder, and behind a link to it', async () => {
    const path = (name: string) => join(folder, name);
    await mkdir(path('sub'));
    await symlink('sub', path('by-link'));
    await symlink('sub/new.svg', path('dangling.svg'));
    const [first, ...others] = ['sub/new.svg', 'by-link/new.svg', 'dangling.svg'].map(path);
    for (const other of others) expect(await findRepeated([first, other])).toBe(other);
    expect(await findRepeated([first, path('by-link/other.svg')])).toBeNull();
  });
});
