import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMethod } from '../../bench/quality/methods.ts';
import { photoEntries } from '../../bench/quality/photos.ts';
import { readRccMember } from '../../bench/quality/rcc.ts';

describe('the photo set', () => {
  it('is split in two, names each licence, and has a mask for each photo that is no cut-out', async () => {
    const entries = await photoEntries();
    expect(entries.filter(({ split }) => split === 'tune')).toHaveLength(14);
    expect(entries.filter(({ split }) => split === 'test')).toHaveLength(14);
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
    for (const { name, licence, author, background } of entries) {
      expect(licence && author).toBeTruthy();
      const mask = new URL(`../../bench/quality/masks/${name}.png`, import.meta.url);
      expect(existsSync(mask)).toBe(background !== 'cut-out');
    }
  });
});

describe('parseMethod', () => {
  it('reads start, steps and options', () => {
    expect(parseMethod('contour-100+learningRate=0.3+mask=none').options).toEqual({
      init: 'contour',
      iterations: 100,
      seeds: 1,
      learningRate: 0.3,
      mask: 'none',
    });
    expect(parseMethod('contour-10+rounds=2')).toMatchObject({ rounds: 2, options: { iterations: 10 } });
  });

  it.each([
    'contour',
    'contour-x',
    'contour-10+nothing=1',
    'contour-10+views',
    'contour-10+rounds=0',
    'contour-10+rounds=two',
  ])('refuses %s', (name) => {
    expect(() => parseMethod(name)).toThrow(name);
  });
});

describe('readRccMember', () => {
  it('finds a file by its path', () => {
    expect(readRccMember(bundle('photos', 'cat.txt', 'meow'), 'photos/cat.txt').toString()).toBe('meow');
  });

  it('refuses what is no bundle or not in it', () => {
    expect(() => readRccMember(Buffer.from('nothing of the sort, only text'), 'a')).toThrow('Not a Qt');
    expect(() => readRccMember(bundle('photos', 'cat.txt', 'meow'), 'photos/dog.txt')).toThrow(
      'No photos/dog.txt',
    );
  });
});

/** A version 1 bundle with one folder and one file in it. */
function bundle(folder: string, file: string, content: string): Buffer {
  const u32 = (n: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(n);
    return bytes;
  };
  const name = (text: string) => {
    const letters = Buffer.from(text, 'utf16le').swap16();
    return Buffer.concat([u32(text.length).subarray(2), u32(0), letters]);
  };
  const names = [name(''), name(folder), name(file)];
  const at = (k: number) => names.slice(0, k).reduce((sum, { length }) => sum + length, 0);
  const directory = (k: number, first: number) => [u32(at(k)), Buffer.from([0, 2]), u32(1), u32(first)];
  const tree = Buffer.concat([
    ...directory(0, 1),
    ...directory(1, 2),
    ...[u32(at(2)), Buffer.from([0, 0]), u32(0), u32(0)],
  ]);
  const data = Buffer.concat([u32(content.length), Buffer.from(content)]);
  const start = 20;
  const offsets = [start, start + tree.length, start + tree.length + data.length].map(u32);
  return Buffer.concat([Buffer.from('qres'), u32(1), ...offsets, tree, data, ...names]);
}
