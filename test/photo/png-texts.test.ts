import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { toReadable } from '../../src/photo/formats.ts';
import { withoutTexts } from '../../src/photo/png-texts.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { pngChunk, pngWith, pngWithTexts } from '../helpers/image-files.ts';

const PNG = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#789' } })
  .png()
  .toBuffer();
const put = (...chunks: Buffer[]) => pngWith(PNG, ...chunks);

describe('texts of a PNG', () => {
  it('are left out, and all else stays', () => {
    const resolution = pngChunk('pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1]));
    const given = put(pngChunk('tEXt', Buffer.from('a\0b')), resolution, pngChunk('zTXt', deflateSync('x')));
    expect(withoutTexts(given)).toEqual(put(resolution));
    expect(withoutTexts(PNG)).toBe(PNG);
  });

  it('that are cut off, or lie about their length, end the file', () => {
    const lie = pngChunk('iTXt', Buffer.from('abc'));
    lie.writeUInt32BE(0xffffffff);
    expect(withoutTexts(put(lie))).toEqual(PNG.subarray(0, 33));
    expect(withoutTexts(PNG.subarray(0, 38))).toEqual(PNG.subarray(0, 38));
  });

  it('that unpack to gigabytes take no memory', async () => {
    const bomb = pngWithTexts(PNG, 20);
    expect(await toReadable('x.png', bomb)).toEqual(PNG);
    const before = process.memoryUsage.rss();
    expect((await readPhoto(bomb)).originalWidth).toBe(90);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300e6);
  });

  it('of other formats are no PNG’s', () => {
    const text = Buffer.from('BMtEXt');
    expect(withoutTexts(text)).toBe(text);
  });
});
