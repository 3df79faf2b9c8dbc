import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepareOutputs } from '../../src/commands/outputs.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };
let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

describe('prepareOutputs', () => {
  it.each([
    ['a name too long', `${'x'.repeat(300)}.svg`, {}, 'the name is too long'],
    ['a folder too long', `${'x'.repeat(300)}/a.svg`, {}, 'the name is too long'],
    ['a folder that takes no file', '/proc/x/y.svg', {}, 'no folder can be made there'],
    ['a WebP too large', 'a.webp', { size: 16384 }, 'at most 16383 pixels, as .webp needs it, for size'],
    ['a movie too large', 'a.gif', { size: 5000 }, 'at most 4096 pixels, as .gif needs it, for size'],
    ['a name that no file may have', 'a\0b.svg', {}, 'a character that no file name may hold'],
  ])('refuses %s before any work', async (_, name, save, message) => {
    const path = name.startsWith('/') ? name : at(name);
    await expect(prepareOutputs([path], [], {}, save)).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses one file under two names, and standard output twice', async () => {
    writeFileSync(at('real.svg'), '');
    symlinkSync(at('real.svg'), at('link.svg'));
    for (const twice of [
      [at('real.svg'), at('link.svg')],
      [at('a.svg'), `${folder}/b/../a.svg`],
      ['-', '-'],
    ]) {
      await expect(prepareOutputs(twice, [], { force: true }, {})).rejects.toThrow('is named twice');
    }
  });

  it('writes the others when one cannot be written any more', async () => {
    const paths = [at('sub/a.svg'), at('b.json'), at('taken.svg'), at('c.png')];
    const outputs = await prepareOutputs(paths, [], {}, {});
    writeFileSync(at('sub'), 'a file in the way');
    writeFileSync(at('taken.svg'), 'made meanwhile by another program');
    const said: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    expect(await outputs.write(sketch, paths, {})).toEqual([at('b.json'), at('c.png')]);
    expect(process.exitCode).toBe(1);
    expect(said).toEqual([
      expect.stringMatching(
        /^clipasso: Cannot write .*a\.svg: a part of the path is a file, not a folder\n$/,
      ),
      expect.stringMatching(/^clipasso: .*taken\.svg exists and was not written by clipasso.*\n$/),
    ]);
    expect(readFileSync(at('taken.svg'), 'utf8')).toContain('meanwhile');
  });

  it('leaves what is kept as it is', async () => {
    mkdirSync(at('old'));
    writeFileSync(at('old/a.svg'), 'mine');
    const paths = [at('old/a.svg'), at('new/b.svg')];
    const outputs = await prepareOutputs(paths, [], { clobber: false }, {});
    expect(paths.map(outputs.isWritten)).toEqual([false, true]);
    expect(await outputs.write(sketch, paths, {})).toEqual([at('new/b.svg')]);
    expect(readFileSync(at('old/a.svg'), 'utf8')).toBe('mine');
    expect(existsSync(at('new/b.svg'))).toBe(true);
  });
});
