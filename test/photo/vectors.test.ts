/** SVGs that are drawn by a process of their own. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPhoto } from '../../src/photo/read.ts';
import { drawVectors } from '../../src/photo/vectors.ts';
import '../helpers/patience.ts';

const svg = (content: string, width = 90, height = 60) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);
const BLURRED =
  '<filter id="f"><feGaussianBlur stdDeviation="3"/></filter><circle cx="40" cy="30" r="20" fill="#a31" filter="url(#f)"/>';
/** Each mask holds a picture as large as the whole while the next one is drawn. */
const MASKS = Array.from(
  { length: 100 },
  (_, k) => `<mask id="m${k + 1}"><rect width="4000" height="4000" fill="white" mask="url(#m${k})"/></mask>`,
).join('');
const SOME = {
  pixels: 2 ** 25,
  seconds: 45,
  memory: 1.2e9,
  lookMs: 50,
  plain: { bytes: 2e4, pixels: 2 ** 22 },
};

describe('an SVG', () => {
  it.each([
    ['a plain one', '<circle cx="40" cy="30" r="20" fill="#a31"/>'],
    ['one with a filter', BLURRED],
  ])('has the pixels that sharp draws: %s', async (_, content) => {
    const drawn = await drawVectors('x.svg', svg(content), { width: 90, height: 60 });
    const direct = sharp(svg(content)).toColourspace('srgb').ensureAlpha();
    expect(await drawn.raw().toBuffer()).toEqual(await direct.raw().toBuffer());
  });

  it('is drawn smaller where it is too large, and keeps its own size', async () => {
    const { width, height } = await (
      await drawVectors(
        'x.svg',
        svg(BLURRED, 900, 600),
        { width: 900, height: 600 },
        { ...SOME, pixels: 5400 },
      )
    ).metadata();
    expect([width, height]).toEqual([90, 60]);
    const photo = await readPhoto(svg('<rect width="9000" height="20000"/>', 20_000, 20_000));
    expect([photo.originalWidth, photo.originalHeight]).toEqual([20_000, 20_000]);
    expect(photo.image.data[0]).toBe(0);
  });

  it('of a few kB that takes gigabytes is refused', async () => {
    const bomb = svg(`${MASKS}<rect width="4000" height="4000" mask="url(#m100)"/>`, 4000, 4000);
    await expect(readPhoto(bomb)).rejects.toMatchObject({
      code: 'input',
      message: 'the photo takes too much memory to draw; simplify it or save it as a PNG',
    });
  });

  it('that takes for ever is refused after a while', async () => {
    const bomb = svg(`${BLURRED.replace('3', '50').repeat(400)}`, 4000, 4000);
    const start = performance.now();
    await expect(
      drawVectors('x.svg', bomb, { width: 4000, height: 4000 }, { ...SOME, seconds: 0.5 }),
    ).rejects.toThrow('x.svg takes too long to draw; simplify it or save it as a PNG');
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('that is damaged says why', async () => {
    const broken = Buffer.from(`${svg(BLURRED)}`.replace('</svg>', '</sv'));
    await expect(readPhoto(broken)).rejects.toThrow(/^the photo is damaged or incomplete \([^\n]+\)$/);
  });
});
