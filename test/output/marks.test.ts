import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { OUTPUT_FORMATS } from '../../src/output/formats.ts';
import { GENERATOR, isMarked, markGif, markJpeg, markWebp } from '../../src/output/marks.ts';
import { encodeSketch, type SaveOptions, saveSketch } from '../../src/output/save.ts';
import { drawPng, drawSketch } from '../../src/strokes/draw.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import '../helpers/patience.ts';

const sketch = { width: 40, height: 20, strokes: uniformStrokes([5, 10, 15, 10, 25, 10, 35, 10], 4) };
const folder = temporaryFolder();
const timing = { seconds: 0.3, hold: 0.1 };
const hasFfmpeg = (() => {
  try {
    return execFileSync('ffmpeg', ['-version']).length > 0;
  } catch {
    return false;
  }
})();

async function written(name: string, options: SaveOptions = {}): Promise<boolean> {
  const path = join(folder, name);
  await saveSketch(sketch, path, { timing, ...options });
  return isMarked(path);
}

async function foreign(name: string, content: string | Uint8Array): Promise<boolean> {
  const path = join(folder, `foreign-${name}`);
  writeFileSync(path, content);
  return isMarked(path);
}

describe('isMarked', () => {
  it.each(OUTPUT_FORMATS.filter((format) => format !== 'mp4' || hasFfmpeg))(
    'knows every .%s that is written',
    async (format) => {
      expect(await written(`a.${format}`)).toBe(true);
      expect(await written(`b.${format}`, { title: 'a < b & c', paper: 'ivory' })).toBe(true);
      expect(await written(`c.${format}`, { animate: true, paper: 'transparent' })).toBe(true);
    },
  );

  it('knows plotter pages and recorded optimisations', async () => {
    expect(await written('page.svg', { plotter: { paper: 'a5', margin: 10 } })).toBe(true);
    expect(await written('history.svg', { history: [sketch.strokes] })).toBe(true);
    expect(await written('history.webp', { history: [sketch.strokes] })).toBe(true);
  });

  it('knows no file of others, even if it speaks of the program or looks the same', async () => {
    const picture = drawSketch(sketch);
    const gif = await sharp(drawPng(sketch)).gif().toBuffer();
    const svg = String(await encodeSketch(sketch, 'svg'));
    for (const [name, content] of Object.entries({
      'a.png': drawPng(sketch),
      'a.jpg': picture.toBuffer('image/jpeg'),
      'a.webp': picture.toBuffer('image/webp'),
      'a.gif': gif,
      'a.svg': writeSvg(sketch),
      'page.html': `<!doctype html><p>Made with clipasso 0.1.0</p>${svg}`,
      'poster.svg': `<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/>${svg}</svg>`,
      'notes.txt': 'my notes on clipasso 0.1.0, and "format": "clipasso-strokes"',
      'list.json': '{"a": 1}',
      'a.pdf': '%PDF-1.4\n',
      'empty.png': '',
      'short.gif': 'GIF8',
    })) {
      expect([name, await foreign(name, content)]).toEqual([name, false]);
    }
    expect(await isMarked(join(folder, 'nothing'))).toBe(false);
    expect(await isMarked(folder)).toBe(false);
  });
});

describe('marked pictures', () => {
  it.each(['png', 'jpg', 'webp', 'gif'] as const)(
    'have the same pixels as %s without a mark',
    async (format) => {
      const marked = Buffer.from(await encodeSketch(sketch, format, { size: 81, timing }));
      const { width, height } = await sharp(marked).metadata();
      expect([width, height]).toEqual([81, 41]);
      expect((await sharp(marked).stats()).isOpaque).toBe(true);
      if (format === 'gif') return;
      const canvas = drawSketch(sketch, { size: 81 });
      const plain =
        format === 'png'
          ? canvas.toBuffer('image/png')
          : canvas.toBuffer(format === 'jpg' ? 'image/jpeg' : 'image/webp', 92);
      const pixels = (file: Buffer) => sharp(file).ensureAlpha().raw().toBuffer();
      expect((await pixels(marked)).equals(await pixels(plain))).toBe(true);
    },
  );

  it('keep their transparency and their movement', async () => {
    const clear = Buffer.from(await encodeSketch(sketch, 'webp', { paper: 'transparent' }));
    expect((await sharp(clear).stats()).isOpaque).toBe(false);
    for (const format of ['gif', 'webp'] as const) {
      const moving = Buffer.from(await encodeSketch(sketch, format, { animate: true, timing }));
      expect((await sharp(moving).metadata()).pages).toBeGreaterThan(3);
    }
  });
});

describe('marks', () => {
  const half = sharp({
    create: { width: 30, height: 20, channels: 4, background: { r: 200, g: 10, b: 10, alpha: 0.5 } },
  });

  it.each([
    ['lossless', true],
    ['lossless', false],
    ['lossy', false],
  ])('of a %s WebP say whether it has alpha: %s', async (kind, alpha) => {
    const options = { lossless: kind === 'lossless' };
    const webp = await (alpha ? half.clone() : half.clone().removeAlpha()).webp(options).toBuffer();
    const marked = markWebp(webp, 30, 20);
    // 12 bytes of RIFF, then VP8X: name, length, flags (RFC 9649, 2.7)
    expect(marked.toString('latin1', 12, 16)).toBe('VP8X');
    expect(marked[20]).toBe(alpha ? 0x14 : 0x04);
    expect([marked.readUIntLE(24, 3), marked.readUIntLE(27, 3)]).toEqual([29, 19]);
    expect(marked.readUInt32LE(4)).toBe(marked.length - 8);
    expect(marked.length % 2).toBe(0);
    const pixels = (file: Buffer) => sharp(file).ensureAlpha().raw().toBuffer();
    expect((await pixels(marked)).equals(await pixels(webp))).toBe(true);
    expect(marked.includes(`xmp:CreatorTool="${GENERATOR}"`)).toBe(true);
  });

  it('of a WebP with an extended header are added to what it says', async () => {
    const webp = await half.clone().webp({ quality: 80 }).toBuffer();
    expect(webp.toString('latin1', 12, 16)).toBe('VP8X');
    const marked = markWebp(webp, 30, 20);
    expect(marked[20]).toBe(webp[20]! | 0x04);
    expect(marked.subarray(21, webp.length).equals(webp.subarray(21))).toBe(true);
  });

  it('of a JPEG come after its JFIF header, or first where it has none', () => {
    const text = Buffer.from(GENERATOR, 'latin1');
    const segment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text]);
    const start = Buffer.from([0xff, 0xd8]);
    // 300 bytes with a thumbnail, of which its length counts all but the marker
    const header = Buffer.concat([Buffer.from([0xff, 0xe0, 1, 44]), Buffer.alloc(298, 7)]);
    const rest = Buffer.from([0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xd9]);
    for (const before of [start, Buffer.concat([start, header])])
      expect(markJpeg(Buffer.concat([before, rest]))).toEqual(Buffer.concat([before, segment, rest]));
  });

  it('of a GIF come after its colours, of which it may have none', () => {
    const screen = (flags: number) => Buffer.from([...Buffer.from('GIF89a'), 1, 0, 1, 0, flags, 0, 0]);
    const text = Buffer.from(GENERATOR, 'latin1');
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0])]);
    const end = Buffer.from([0x3b]);
    for (const [flags, colours] of [
      [0x00, 0],
      [0x07, 0],
      [0x80, 2],
      [0x82, 8],
    ] as const) {
      const head = Buffer.concat([screen(flags), Buffer.alloc(3 * colours, 9)]);
      expect(markGif(Buffer.concat([head, end])).equals(Buffer.concat([head, comment, end]))).toBe(true);
    }
  });
});
