/** Small files that unpack to gigabytes: refused by their headers. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkDecodedSize } from '../../src/photo/budget.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { bmp, jpegOfSize, pngOfSize, tiffOfStrips } from '../helpers/image-files.ts';
import { colourAt, expectColour, problem } from '../helpers/photos.ts';
import '../helpers/patience.ts';

const flat = (width = 64, height = width) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } });
const refused = /x \d+, which takes \d+ MB to decode, more than 640 MB; make it smaller first$/;

it('says how much it would take, in whole megabytes, none less than it needs', () => {
  const check = (bytesPerPixel: number) => () => checkDecodedSize('a.png', 10_000, 8_000, bytesPerPixel);
  expect(check(8)).not.toThrow();
  expect(check(8.001)).toThrow('a.png is 10000 x 8000, which takes 641 MB to decode, more than 640 MB');
});

describe('refused before it is decoded', () => {
  it('a progressive JPEG', async () => {
    const jpeg = await flat().jpeg({ progressive: true }).toBuffer();
    expect((await problem(jpegOfSize(jpeg, 30_000, 30_000))).message).toMatch(refused);
    const colours = await flat().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer();
    expect((await problem(jpegOfSize(colours, 12_000, 9_000))).message).toMatch(refused);
  });

  it('an interlaced PNG', async () => {
    const png = await flat().png({ progressive: true }).toBuffer();
    expect((await problem(pngOfSize(png, 20_000, 20_000))).message).toMatch(refused);
  });

  it('a lossless WebP', async () => {
    const webp = await flat().webp({ lossless: true }).toBuffer();
    webp.writeUInt32LE(16_382 | (16_382 << 14), 21);
    expect((await problem(webp)).message).toMatch(refused);
  });

  it('a GIF', async () => {
    const gif = await flat().gif().toBuffer();
    gif.writeUInt16LE(20_000, 6);
    gif.writeUInt16LE(20_000, 8);
    const frame = gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 64, 0, 64, 0]));
    gif.writeUInt16LE(20_000, frame + 5);
    gif.writeUInt16LE(20_000, frame + 7);
    expect((await problem(gif)).message).toMatch(refused);
  });

  it('an AVIF', async () => {
    const avif = await flat().avif().toBuffer();
    const ispe = avif.indexOf('ispe');
    avif.writeUInt32BE(8_000, ispe + 8);
    avif.writeUInt32BE(8_000, ispe + 12);
    expect((await problem(avif)).message).toMatch(refused);
  });

  it('a TIFF', async () => {
    expect((await problem(tiffOfStrips(20_000, 20_000, 10))).message).toMatch(refused);
  });

  it('a BMP', async () => {
    const file = bmp(8, 8, () => [1, 2, 3]);
    file.writeInt32LE(30_000, 18);
    file.writeInt32LE(30_000, 22);
    expect((await problem(file)).message).toMatch(refused);
  });

  it.each(['png', 'jpeg'] as const)('a %s of more than 2^30 pixels', async (format) => {
    const bytes = await flat().toFormat(format).toBuffer();
    const large = (format === 'png' ? pngOfSize : jpegOfSize)(bytes, 65_500, 65_500);
    expect((await problem(large)).message).toMatch(/more than 1073741824 pixels/);
  });
});

describe('read row by row, whatever its size', () => {
  it('a plain PNG, which is found to end early only then', async () => {
    const png = pngOfSize(await flat().png().toBuffer(), 20_000, 20_000);
    expect((await problem(png)).message).toMatch(/damaged or incomplete/);
  });

  it('a plain JPEG', async () => {
    const jpeg = jpegOfSize(await flat(4_000).jpeg().toBuffer(), 20_000, 20_000);
    expect((await readPhoto(jpeg)).originalWidth).toBe(20_000);
  });

  it('a large SVG', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"><rect width="20000" height="20000" fill="#808080"/></svg>';
    const photo = await readPhoto(Buffer.from(svg));
    expect(photo.originalWidth).toBe(20_000);
    expectColour(colourAt(photo, 0.5, 0.5), [128, 128, 128], 0);
  });
});

it('a TIFF of ordinary size is read', async () => {
  expectColour(colourAt(await readPhoto(tiffOfStrips(300, 200, 10)), 0.5, 0.5), [200, 200, 200], 0);
});

it('an SVG that unfolds without end is refused', async () => {
  const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join(
    '',
  );
  const svg = `<!DOCTYPE svg [<!ENTITY e0 "aaaaaaaaaa">${levels}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&e9;</text></svg>`;
  expect((await problem(Buffer.from(svg))).message).toMatch(/damaged or incomplete \(.*amplification/);
});

it('an SVG reads no other file', async () => {
  const outside = new URL('../../assets/examples/duck.jpg', import.meta.url).href;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40"><rect width="40" height="40" fill="white"/><image xlink:href="${outside}" href="${outside}" width="40" height="40"/></svg>`;
  expectColour(colourAt(await readPhoto(Buffer.from(svg)), 0.5, 0.5), [255, 255, 255], 0);
});
