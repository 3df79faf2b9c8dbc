/** Damaged and lying image files: whatever is in them, they are read, or refused in one line. */
import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { ClipassoError } from '../../src/errors.ts';
import { openImage } from '../../src/photo/decode.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { createRandom, type Random } from '../../src/random.ts';
import { bmp, tiffOfStrips } from '../helpers/image-files.ts';
import { colourAt, expectColour, expectHalves, halves, problem } from '../helpers/photos.ts';
import '../helpers/patience.ts';

const SEEDS: Readonly<Record<string, Buffer>> = {
  'baseline JPEG': await halves().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  'progressive JPEG': await halves().jpeg({ progressive: true }).toBuffer(),
  'CMYK JPEG': await halves().toColourspace('cmyk').jpeg().toBuffer(),
  PNG: await halves().png().toBuffer(),
  'palette PNG': await halves().png({ palette: true }).toBuffer(),
  'interlaced 16 bit PNG': await halves().toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  WebP: await halves().webp().toBuffer(),
  'lossless WebP': await halves().webp({ lossless: true }).toBuffer(),
  'animated WebP': await animated((frames) => frames.webp()),
  GIF: await halves().gif().toBuffer(),
  'animated GIF': await animated((frames) => frames.gif()),
  TIFF: tiffOfStrips(48, 32, 8),
  'LZW TIFF': await halves().tiff({ compression: 'lzw' }).toBuffer(),
  AVIF: await halves().avif({ effort: 0 }).toBuffer(),
  BMP: bmp(48, 32, (x) => [x, 9, 9]),
  SVG: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32"><path d="M0 0L9 9"/></svg>',
  ),
};
const MUTATIONS = 40;

async function animated(encode: (frames: Sharp) => Sharp): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width: 48, height: 32, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = await Promise.all(['#ff0000', '#00ff00'].map(frame));
  return encode(sharp(frames, { join: { animated: true } })).toBuffer();
}

/** Bytes changed, cut off, left out, doubled, or numbers made large. */
function mutate(bytes: Buffer, random: Random): Buffer {
  const file = Buffer.from(bytes);
  const at = () => random.integer(file.length);
  const kind = random.integer(5);
  if (kind === 0) return file.subarray(0, at());
  if (kind === 1) return Buffer.concat([file.subarray(0, at()), file.subarray(at())]);
  if (kind === 2) file.fill(random.integer(2) * 255, at(), at());
  const changes = 1 + random.integer(8);
  for (let k = 0; k < changes; k++) {
    // headers are at the beginning
    const where = random.integer(2) ? at() : random.integer(Math.min(64, file.length));
    file[where] = kind === 3 ? 255 * random.integer(2) : random.integer(256);
  }
  return file;
}

async function tryToRead(file: Buffer): Promise<'read' | 'refused'> {
  try {
    const image = await openImage(file);
    const { data } = await (await image.pixels())
      .resize(64, 64, { fit: 'fill' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data).toHaveLength(64 * 64 * 4);
    return 'read';
  } catch (error) {
    if (error instanceof ClipassoError) expect(error.message).not.toMatch(/[\n\r]/);
    // sharp's own errors become one line in readPhoto
    else await problem(file);
    return 'refused';
  }
}

describe(`each of ${MUTATIONS} mutations is read or refused in one line`, () => {
  it.each(Object.keys(SEEDS))('%s', async (name) => {
    expect(await tryToRead(SEEDS[name])).toBe('read');
    const random = createRandom(1).fork(name);
    for (let k = 0; k < MUTATIONS; k++) await tryToRead(mutate(SEEDS[name], random));
  });
});

describe('files that are odd and whole', () => {
  it('a JPEG with another behind it, as phones append', async () => {
    const jpeg = await halves().jpeg({ quality: 95 }).toBuffer();
    await expectHalves(Buffer.concat([jpeg, jpeg, Buffer.from('junk')]), 6);
  });

  it('a TIFF of several pages gives the first', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((background) =>
        sharp({ create: { width: 30, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const tiff = await sharp(frames, { join: { animated: true } })
      .tiff()
      .toBuffer();
    const photo = await readPhoto(tiff);
    expect([photo.originalWidth, photo.originalHeight]).toEqual([30, 20]);
    expectColour(colourAt(photo, 0.5, 0.5), [255, 0, 0], 2);
  });

  it('a wide-gamut profile is converted to sRGB', async () => {
    const red = sharp({ create: { width: 30, height: 20, channels: 3, background: '#c83232' } });
    const photo = await readPhoto(await red.withIccProfile('p3').png().toBuffer());
    const [r, g, b] = [...photo.image.data.subarray(0, 3)].map((v) => Math.round(255 * v));
    expect(Math.abs(r - 200) + Math.abs(g - 50) + Math.abs(b - 50)).toBeLessThan(12);
  });

  it('a profile that is no profile is ignored', async () => {
    const png = await halves().withIccProfile('p3').png().toBuffer();
    const at = png.indexOf('iCCP');
    png.fill(0x41, at + 30, at + 60);
    expect(['read', 'refused']).toContain(await tryToRead(png));
  });

  it('one pixel wide and very long', async () => {
    const strip = await sharp({ create: { width: 1, height: 20_000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect((await problem(strip)).message).toMatch(/1 x 20000, narrower than 1:64; crop it/);
  });
});

it('no decoder prints anything', async () => {
  const heic = await readFile(new URL('../golden/heic/halves.heic', import.meta.url));
  const written: unknown[] = [];
  const { write } = process.stdout;
  process.stdout.write = (text: unknown) => written.push(text) > 0;
  try {
    for (const length of [100, 300, 450]) await problem(heic.subarray(0, length));
    await problem(SEEDS.AVIF.subarray(0, 150));
  } finally {
    process.stdout.write = write;
  }
  expect(written).toEqual([]);
});
