import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, parse, relative } from 'node:path';
import { expect, it } from 'vitest';
import { openOutputFolder } from '../../src/batch/folders.ts';
import { temporaryFolder } from '../helpers/folder.ts';

it('finds files of an output folder, and none that a link to a folder of a similar name leads to', async () => {
  const root = temporaryFolder();
  const [out, other] = [join(root, 'out'), join(root, 'out-of-others')];
  for (const folder of [out, other]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'duck.svg'), '<svg/>');
  }
  symlinkSync(join(other, 'duck.svg'), join(out, 'linked.svg'));
  const folder = openOutputFolder(out);
  expect(await folder.find('duck.svg')).toBe(join(out, 'duck.svg'));
  expect(await folder.find('linked.svg')).toBeNull();
  expect(await folder.find('none.svg')).toBeNull();
});

it('finds files where the output folder is the root of the file system', async () => {
  const path = join(temporaryFolder(), 'duck.svg');
  writeFileSync(path, '<svg/>');
  const { root } = parse(path);
  expect(await openOutputFolder(root).find(relative(root, path))).toBe(path);
});
