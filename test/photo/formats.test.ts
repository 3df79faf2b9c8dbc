import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bmp } from '../helpers/image-files.ts';
import { BLUE, expectHalves, problem, RED } from '../helpers/photos.ts';
import '../helpers/patience.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32"><rect width="24" height="32" fill="rgb(220,30,40)"/><rect x="24" width="24" height="32" fill="rgb(20,60,200)"/></svg>';
const heic = await readFile(new URL('../golden/heic/halves.heic', import.meta.url));

describe('made readable', () => {
  it('HEIC, with its decoder installed', async () => {
    const { originalWidth, alpha } = await expectHalves(heic, 8);
    expect(originalWidth).toBe(96);
    expect(alpha).toBeNull();
  });

  it('BMP, upright', async () => {
    await expectHalves(bmp(48, 32, (x) => (x < 24 ? RED : BLUE)));
  });

  it('SVG that is packed', async () => {
    await expectHalves(gzipSync(SVG));
  });

  it.each<[string, Buffer]>([
    ['UTF-16', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${SVG}`, 'utf16le')],
    ['big-endian UTF-16', Buffer.from(`\ufeff${SVG}`, 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${SVG}`)],
  ])('SVG in %s', async (_, bytes) => {
    await expectHalves(bytes);
  });
});

describe('damaged', () => {
  it('HEIC', async () => {
    for (const bytes of [heic.subarray(0, 300), heic.subarray(0, 450)]) {
      expect((await problem(bytes)).message).toMatch(/^the photo is damaged or incomplete \(HEIF/);
    }
  });

  it('BMP', async () => {
    const whole = bmp(48, 32, () => RED);
    for (const length of [2, 20, 54, 300, whole.length - 1]) {
      expect((await problem(whole.subarray(0, length))).message).toMatch(/damaged or incomplete/);
    }
    const strange = Buffer.from(whole);
    strange.writeUInt32LE(9, 30);
    expect((await problem(strange)).message).toMatch(/damaged or incomplete/);
  });

  it('SVGZ', async () => {
    expect((await problem(gzipSync(SVG).subarray(0, 50))).message).toMatch(/cannot be unpacked/);
    expect((await problem(gzipSync(Buffer.alloc(2 ** 26 + 1)))).message).toMatch(/more than 64 MB/);
    expect((await problem(gzipSync('hello'))).message).toMatch(/is not an image/);
  });
});

describe('named, when it is something else', () => {
  it.each<[string, string | Buffer]>([
    ['a JPEG XL image', Buffer.from('0000000c4a584c200d0a870a', 'hex')],
    ['a JPEG 2000 image', Buffer.from('0000000c6a5020200d0a870a', 'hex')],
    ['a Photoshop file', '8BPS\0\x01'],
    ['a PDF', '%PDF-1.7\n%'],
    ['a film', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
    ["a camera's raw file", '\0\0\0\x18ftypcrx \0\0\0\x01crx isom'],
    ['a zip archive', 'PK\x03\x04\x14\0\0\0'],
    ['a web page', '\n<!DOCTYPE html>\n<html><body>404</body></html>'],
  ])('%s', async (noun, content) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    const { message } = await problem(Buffer.concat([bytes, Buffer.alloc(64)]));
    expect(message).toContain(`the photo is ${noun}, which cannot be read; give a JPEG,`);
  });
});
