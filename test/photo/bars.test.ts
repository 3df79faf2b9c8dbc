import type { SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findContent } from '../../src/photo/bars.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { type RgbImage, rgbImage } from '../../src/raster/raster.ts';
import { drawPicture, fillCircle } from '../helpers/pictures.ts';

const everything = { x: 0, y: 0, width: 320, height: 200 };

/** A scene in a part of the picture: sky, ground and a dark disc. */
function scene(context: SKRSContext2D, x: number, y: number, width: number, height: number) {
  context.fillStyle = '#88bbee';
  context.fillRect(x, y, width, height);
  context.fillStyle = '#557733';
  context.fillRect(x, y + height / 2, width, height / 2);
  fillCircle(context, x + width / 2, y + height / 2, height / 4, '#222222');
}

const padded = (bars: string, x: number, y: number, width: number, height: number) =>
  drawPicture(320, 200, (context) => scene(context, x, y, width, height), bars);

describe('bars', () => {
  it.each<[string, string, number, number, number, number]>([
    ['above and below', 'black', 0, 25, 320, 150],
    ['left and right', 'black', 40, 0, 240, 200],
    ['beside an upright film', 'black', 105, 0, 110, 200],
    ['around', 'black', 40, 25, 240, 150],
    ['of white', 'white', 0, 35, 320, 130],
    ['like a narrow frame', '#f8f4e8', 6, 6, 308, 188],
  ])('%s are left out', (_, colour, x, y, width, height) => {
    const found = findContent(padded(colour, x, y, width, height));
    // the first row inside goes too: compression mixes it with the bar
    expect(found.x).toBe(x > 0 ? x + 1 : 0);
    expect(found.y).toBe(y > 0 ? y + 1 : 0);
    expect(found.width).toBe(x > 0 ? width - 2 : 320);
    expect(found.height).toBe(y > 0 ? height - 2 : 200);
  });

  it('are found after JPEG compression and a change of size', async () => {
    const { width, height, data } = padded('black', 0, 25, 320, 150);
    const jpeg = await sharp(Buffer.from(data.map((v) => Math.round(255 * v))), {
      raw: { width, height, channels: 3 },
    })
      .jpeg({ quality: 60 })
      .toBuffer();
    const { image } = await readPhoto(jpeg);
    const found = findContent(image);
    expect(found.width).toBe(image.width);
    expect(Math.abs(found.y / image.height - 25 / 200)).toBeLessThan(0.02);
    expect(Math.abs(found.height / image.height - 150 / 200)).toBeLessThan(0.04);
  });
});

describe('what is no bar', () => {
  it('a photo that fills its frame', () => {
    expect(findContent(padded('black', 0, 0, 320, 200))).toEqual(everything);
  });

  it('the plain ground around an object', () => {
    for (const ground of ['white', 'black', '#cc8844']) {
      const disc = drawPicture(320, 200, (context) => fillCircle(context, 160, 100, 80, '#3366aa'), ground);
      expect(findContent(disc)).toEqual(everything);
      const box = drawPicture(320, 200, (context) => scene(context, 60, 40, 200, 120), ground);
      if (ground !== 'black') expect(findContent(box)).toEqual(everything);
    }
  });

  it('what is thicker than bars are: a quarter of the side, of black two fifths', () => {
    const bars = (colour: string, thickness: number) =>
      findContent(padded(colour, 0, thickness, 320, 200 - 2 * thickness)).height;
    expect(bars('white', 47)).toBe(104);
    expect(bars('white', 52)).toBe(200);
    expect(bars('black', 52)).toBe(94);
    expect(bars('black', 77)).toBe(44);
    expect(bars('black', 84)).toBe(200);
  });

  it('a plain sky above the horizon', () => {
    const sea = drawPicture(320, 200, (context) => {
      context.fillStyle = '#225577';
      context.fillRect(0, 60, 320, 140);
      fillCircle(context, 100, 120, 30, 'white');
    });
    expect(findContent(sea)).toEqual(everything);
  });

  it('the stripes of a flag', () => {
    const flag = drawPicture(
      320,
      200,
      (context) => {
        context.fillStyle = 'white';
        context.fillRect(0, 50, 320, 100);
      },
      '#cc0000',
    );
    expect(findContent(flag)).toEqual(everything);
    for (const [stripes, middle] of [
      ['#cc0000', 'white'],
      ['black', '#00cc00'],
      ['white', '#0000cc'],
    ]) {
      const narrow = drawPicture(
        320,
        200,
        (context) => {
          context.fillStyle = middle!;
          context.fillRect(0, 40, 320, 120);
        },
        stripes,
      );
      expect(findContent(narrow)).toEqual(everything);
    }
  });

  it('a picture of one colour', () => {
    expect(findContent(drawPicture(320, 200, () => {}, 'black'))).toEqual(everything);
  });
});

/** A picture of 320 x 200 of grey levels: bars of 25 rows above and below a checkered photo, unless a row says otherwise. */
function rows(row: (y: number, x: number) => number | undefined, { bar = 0, thickness = 25 } = {}): RgbImage {
  const data = new Float32Array(320 * 200 * 3);
  for (let y = 0; y < 200; y++)
    for (let x = 0; x < 320; x++) {
      const usual = y < thickness || y >= 200 - thickness ? bar : (x + y) % 3 === 0 ? 0.9 : 0.6;
      data.fill(row(y, x) ?? usual, 3 * (y * 320 + x), 3 * (y * 320 + x) + 3);
    }
  return rgbImage({ width: 320, height: 200 }, data);
}
const usual = () => undefined;
const hasBars = (image: RgbImage) => findContent(image).height < 200;

describe('a bar', () => {
  it('is found, with the first row inside', () => {
    expect(findContent(rows(usual))).toEqual({ x: 0, y: 26, width: 320, height: 148 });
  });

  it('is found above and below a film that is so dark that each of its columns could be a bar', () => {
    const dark = rows((y, x) => (y < 25 || y >= 175 ? 0 : (x + y) % 10 < 7 ? 0.175 : 0));
    expect(findContent(dark)).toEqual({ x: 0, y: 26, width: 320, height: 148 });
  });

  it('may have one pixel of another colour in a row, not two', () => {
    expect(hasBars(rows((y, x) => (y === 10 && x < 1 ? 1 : undefined)))).toBe(true);
    expect(hasBars(rows((y, x) => (y === 10 && x < 2 ? 1 : undefined)))).toBe(false);
  });

  it('varies by less than a tenth', () => {
    const noisy = (by: number) =>
      rows((y, x) => (y < 25 ? 0.4 + (x % 2 ? by : -by) : undefined), { bar: 0.4 });
    expect(hasBars(noisy(0.09))).toBe(true);
    expect(hasBars(noisy(0.11))).toBe(false);
  });

  it('has two sides of nearly one colour', () => {
    const other = (bar: number) => rows((y) => (y >= 175 ? bar : undefined), { bar: 0.3 });
    expect(hasBars(other(0.41))).toBe(true);
    expect(hasBars(other(0.43))).toBe(false);
  });

  it('has an edge along three fifths of its length that reaches over nine tenths of it', () => {
    const edge = (differs: (x: number) => boolean) =>
      rows((y, x) => (y >= 25 && y < 60 && !differs(x) ? 0 : undefined));
    expect(hasBars(edge((x) => x % 100 < 61))).toBe(true);
    expect(hasBars(edge((x) => x % 100 < 55))).toBe(false);
    expect(hasBars(edge((x) => x < 294))).toBe(true);
    expect(hasBars(edge((x) => x < 282))).toBe(false);
    expect(hasBars(edge((x) => x >= 320 - 282))).toBe(false);
  });

  it('ends within three rows', () => {
    // between noise and contrast
    const soft = (count: number) => rows((y) => (y >= 25 && y < 25 + count ? 0.11 : undefined));
    expect(findContent(soft(3)).y).toBe(29);
    expect(hasBars(soft(4))).toBe(false);
  });

  it('has two rows at least', () => {
    expect(hasBars(rows(usual, { thickness: 2 }))).toBe(true);
    expect(hasBars(rows(usual, { thickness: 1 }))).toBe(false);
  });

  it('is black below 0.08, and may then be thicker', () => {
    expect(hasBars(rows(usual, { bar: 0.075, thickness: 60 }))).toBe(true);
    expect(hasBars(rows(usual, { bar: 0.085, thickness: 60 }))).toBe(false);
    expect(hasBars(rows(usual, { bar: 0.085, thickness: 45 }))).toBe(true);
  });

  it('frames a picture, of which a fiftieth differs from the rest', () => {
    const plain = (every: number) =>
      rows((y, x) => (y >= 25 && y < 175 ? ((y * 320 + x) % every === 0 ? 0.9 : 0.6) : undefined));
    expect(hasBars(plain(40))).toBe(true);
    expect(hasBars(plain(65))).toBe(false);
  });
});
