import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { OUTPUT_FORMATS } from '../../src/output/formats.ts';
import { isMarked } from '../../src/output/marks.ts';
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
