/** Photos and masks that are damaged, lie about their size, or are no images at all. */
import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { jpegOfSize, pngOfSize, pngWithTexts, tiffOfStrips } from '../../../test/helpers/image-files.ts';
import { type HostileCase, type Kind, pick, type ReadCase } from '../case.ts';
import { IMAGES, MASK, mutate, PHOTO } from '../files.ts';

type Make = (path: string) => Promise<unknown>;

const svg = (content: string, size = 'width="90" height="60"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${content}</svg>`);
const flat = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#789' } });
const file = (content: Buffer | string) => (path: string) => writeFile(path, content);

const NESTED_MASKS = Array.from(
  { length: 99 },
  (_, k) => `<mask id="m${k + 1}"><rect width="4000" height="4000" fill="white" mask="url(#m${k})"/></mask>`,
).join('');

/** Ready-made ones, and whether they can be read. */
const KNOWN: readonly [title: string, expect: ReadCase['expect'], make: Make][] = [
  [
    'a progressive JPEG of 900 megapixels',
    'refused',
    async (path) => writeFile(path, jpegOfSize(IMAGES['progressive JPEG']!, 30_000, 30_000)),
  ],
  [
    'an interlaced PNG of 900 megapixels',
    'refused',
    async (path) =>
      writeFile(path, pngOfSize(await flat(9, 9).png({ progressive: true }).toBuffer(), 30_000, 30_000)),
  ],
  [
    'a plain PNG that ends early',
    'refused',
    async (path) => writeFile(path, pngOfSize(IMAGES.PNG!, 20_000, 20_000)),
  ],
  [
    'a PNG of 4 gigapixels',
    'refused',
    async (path) => writeFile(path, pngOfSize(IMAGES.PNG!, 65_500, 65_500)),
  ],
  [
    'a WebP of 16383 x 16383',
    'refused',
    async (path) => {
      const webp = await flat(9, 9).webp({ lossless: true }).toBuffer();
      webp.writeUInt32LE(16_382 | (16_382 << 14), 21);
      await writeFile(path, webp);
    },
  ],
  ['a TIFF of 400 megapixels in one strip each', 'refused', file(tiffOfStrips(20_000, 20_000, 4))],
  ['a TIFF of 80 megapixels', 'done', file(tiffOfStrips(10_000, 8_000, 100))],
  ['a JPEG of 60 megapixels', 'done', async (path) => flat(10_000, 6_000).jpeg().toFile(path)],
  [
    'an SVG of 20000 x 20000',
    'done',
    file(svg('<rect width="9000" height="9000"/>', 'width="20000" height="20000"')),
  ],
  ['an SVG of no size', 'either', file(svg('<path d="M0 0L9 9"/>', ''))],
  ['an SVG of infinite size', 'refused', file(svg('', 'width="1e999" height="1e999"'))],
  [
    'entities that unfold',
    'refused',
    file(
      `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from(
        { length: 9 },
        (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`,
      ).join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&j;</text></svg>`,
    ),
  ],
  [
    'an SVG that names another file',
    'either',
    file(svg('<image href="file:///etc/passwd" width="9" height="9"/>')),
  ],
  [
    'an SVG that names a web address',
    'either',
    file(svg('<image href="http://localhost:9/x.png" width="9" height="9"/>')),
  ],
  [
    'masks in masks, each as large as the whole',
    'refused',
    file(
      svg(`${NESTED_MASKS}<rect width="4000" height="4000" mask="url(#m99)"/>`, 'width="4000" height="4000"'),
    ),
  ],
  [
    'blurs without end',
    'refused',
    file(
      svg(
        `<filter id="f"><feGaussianBlur stdDeviation="50"/></filter>${'<rect width="4000" height="4000" filter="url(#f)"/>'.repeat(999)}`,
        'width="4000" height="4000"',
      ),
    ),
  ],
  ['a PNG whose texts unpack to 420 MB', 'done', file(pngWithTexts(IMAGES.PNG!, 60))],
  ['gzip of 100 MB', 'refused', file(gzipSync(Buffer.alloc(1e8)))],
  ['text', 'refused', file('Dear diary,\n'.repeat(99))],
  ['a web page', 'refused', file('<!doctype html><html><body>404</body></html>')],
  ['nothing', 'refused', file('')],
  ['one byte', 'refused', file('\xff')],
  ['3 MB of zeros', 'refused', file(Buffer.alloc(3e6))],
  [
    '600 MB without content',
    'refused',
    async (path) => {
      await writeFile(path, '');
      await truncate(path, 6e8);
    },
  ],
  ['a folder', 'refused', async (path) => mkdir(path)],
  ['a link to itself', 'refused', async (path) => symlink(path, path)],
  ['a link to a device', 'refused', async (path) => symlink('/dev/zero', path)],
  ['a link to nothing', 'refused', async (path) => symlink('/nowhere', path)],
  ['a pipe that nobody writes to', 'refused', async (path) => execFileSync('mkfifo', [path])],
  ['a strip of 1 x 20000', 'refused', async (path) => flat(1, 20_000).png().toFile(path)],
  ['one pixel', 'done', async (path) => flat(1, 1).png().toFile(path)],
  [
    'all transparent',
    'refused',
    async (path) =>
      sharp({ create: { width: 90, height: 60, channels: 4, background: '#0000' } })
        .png()
        .toFile(path),
  ],
  ['a photo with junk behind it', 'done', file(Buffer.concat([PHOTO, Buffer.alloc(1e6, 7)]))],
];

/** Masks that are whole images. */
const KNOWN_MASKS: readonly [title: string, expect: ReadCase['expect'], make: Make][] = [
  ['a mask', 'done', file(MASK)],
  [
    'all black',
    'refused',
    async (path) =>
      sharp({ create: { width: 96, height: 64, channels: 3, background: 'black' } })
        .png()
        .toFile(path),
  ],
  [
    'all transparent',
    'refused',
    async (path) =>
      sharp({ create: { width: 96, height: 64, channels: 4, background: '#fff0' } })
        .png()
        .toFile(path),
  ],
  [
    'of another shape',
    'refused',
    async (path) => sharp(MASK).resize(64, 64, { fit: 'fill' }).png().toFile(path),
  ],
];

function makeCase(known: readonly [string, ReadCase['expect'], Make][], as: ReadCase['as']): Kind['make'] {
  return (index, random): HostileCase => {
    const [title, expect, make] = known[index] ?? mutated(random);
    return {
      title,
      async prepare(folder) {
        const path = join(folder, 'work', 'photo');
        await make(path);
        return { read: path, as, expect };
      },
    };
  };
}

function mutated(random: Parameters<Kind['make']>[1]): [string, 'either', Make] {
  const format = pick(random, Object.keys(IMAGES));
  return [`${format}, changed`, 'either', file(mutate(IMAGES[format]!, random))];
}

export const PHOTOS: Kind = { name: 'photos', count: 160, make: makeCase(KNOWN, 'photo') };
export const MASKS: Kind = { name: 'masks', count: 40, make: makeCase(KNOWN_MASKS, 'mask') };
