import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type PhotoSource, sourcePath } from '../../src/photo/source.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { expectHalves, halves, problem } from '../helpers/photos.ts';

const folder = temporaryFolder();
const png = await halves().png().toBuffer();
const path = join(folder, 'two halves #1.png');
await writeFile(path, png);
const rgb = await halves().raw().toBuffer();

describe('a photo may be', () => {
  it.each<[string, PhotoSource]>([
    ['a path', path],
    ['a file: URL', pathToFileURL(path)],
    ['the text of one', pathToFileURL(path).href],
    ['a data: URL', `data:image/png;base64,${png.toString('base64')}`],
    ['a data: URL as URL', new URL(`data:image/png;base64,${png.toString('base64')}`)],
    ['bytes', png],
    ['bytes within others', new Uint8Array(Buffer.concat([Buffer.from('abc'), png])).subarray(3)],
    ['an ArrayBuffer', new Uint8Array(png).buffer],
    ['a Blob', new Blob([new Uint8Array(png)])],
    ['pixels', { data: rgb, width: 48, height: 32, channels: 3 }],
    ['pixels like ImageData', { data: new Uint8ClampedArray(rgb), width: 48, height: 32 }],
  ])('%s', async (_, source) => {
    const { originalWidth } = await expectHalves(source);
    expect(originalWidth).toBe(48);
  });

  it('an SVG in a data: URL, percent-encoded or not', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32"><!-- é --><rect width="24" height="32" fill="rgb(220,30,40)"/><rect x="24" width="24" height="32" fill="rgb(20,60,200)"/></svg>';
    await expectHalves(`data:image/svg+xml,${encodeURIComponent(svg)}`);
    await expectHalves(`data:image/svg+xml,${svg}`);
  });
});

describe('what is no photo is told in one line', () => {
  it.each(['https://example.com/a.jpg', 'http://[', 'ftp://a/b.png', 's3://bucket/key'])(
    '%s',
    async (url) => {
      expect((await problem(url, 'usage')).message).toContain(
        `${url} is a web address, and photos are not downloaded`,
      );
    },
  );

  it('a file: URL of another machine', async () => {
    if (process.platform === 'win32') return;
    expect((await problem('file://server/a.jpg', 'usage')).message).toMatch(/names no file here/);
  });

  it('a data: URL without an image', async () => {
    expect((await problem('data:,')).message).toMatch(/the data: URL is empty/);
    expect((await problem('data:text/plain,hello')).message).toMatch(/the data: URL is not an image/);
    expect((await problem('data:image/png;base64,!!!!')).message).toMatch(/the data: URL is/);
  });

  it('nothing in memory', async () => {
    expect((await problem(new Uint8Array(0))).message).toMatch(/the photo is empty/);
    expect((await problem(new Blob([]))).message).toMatch(/the photo is empty/);
  });

  it.each<[string, unknown, RegExp]>([
    ['undefined', undefined, /Expected a path.* but received undefined/],
    ['null', null, /received null/],
    ['a number', 7, /received number/],
    ['pixels of another size', { data: rgb, width: 40, height: 32 }, /received 4608 for 40 x 32 x any/],
    ['pixels of other channels', { data: rgb, width: 48, height: 32, channels: 4 }, /48 x 32 x 4/],
    ['pixels without size', { data: rgb }, /Expected width x height x channels/],
    ['pixels as numbers', { data: [1, 2, 3], width: 1, height: 1 }, /received object/],
  ])('%s', async (_, source, message) => {
    expect((await problem(source as PhotoSource, 'usage')).message).toMatch(message);
  });
});

it('a file name that looks like an option of libvips is a name', async () => {
  const odd = join(folder, 'a.png[page=1]');
  await writeFile(odd, await readFile(path));
  await expectHalves(odd);
});

it.each([
  ['photos/cat.jpg', 'photos/cat.jpg'],
  ['C:\\photos\\cat.jpg', 'C:\\photos\\cat.jpg'],
  [pathToFileURL(path).href, path],
  ['data:image/png;base64,AAAA', null],
  ['https://example.com/cat.jpg', null],
  ['-', null],
])('the file that %s names is %s', (source, file) => {
  expect(sourcePath(source)).toBe(file);
});
