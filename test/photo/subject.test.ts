import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Photo } from '../../src/photo/read.ts';
import { chooseMask, loadMask, maskOverPhoto, whitenBackground } from '../../src/photo/subject.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { constantPlane, drawPicture, planeOf } from '../helpers/pictures.ts';

const folder = temporaryFolder();
const photo = drawPicture(60, 40, () => {}, '#336699');
const read: Photo = { image: photo, alpha: null, originalWidth: 1200, originalHeight: 800 };

type Rgba = readonly [number, number, number, number];
const WHITE: Rgba = [255, 255, 255, 255];
const BLACK: Rgba = [0, 0, 0, 255];
const CLEAR: Rgba = [255, 255, 255, 0];

/** One colour on the left, another on the right. */
async function writeMask(name: string, width: number, height: number, left: Rgba, right: Rgba) {
  const pixels = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) pixels.set(i % width < width / 2 ? left : right, 4 * i);
  const path = join(folder, name);
  await sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toFile(path);
  return path;
}

/** The mask's values left and right. */
async function sides(path: string, fit = false): Promise<number[]> {
  const mask = (await loadMask(path, read, fit)) as Plane;
  expect(mask).toMatchObject({ width: 60, height: 40 });
  return [mask.data[20 * 60 + 10], mask.data[20 * 60 + 50]];
}

async function problem(path: string): Promise<string> {
  const error = await loadMask(path, read, false).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: 'input', message: expect.stringContaining(path) });
  expect((error as Error).message).not.toContain('\n');
  return (error as Error).message;
}

describe('a mask file', () => {
  it.each<[string, number, number]>([
    ['of the photo’s size', 1200, 800],
    ['of another size', 60, 40],
    ['of the same shape but for rounding', 50, 33],
  ])('%s', async (name, width, height) => {
    expect(await sides(await writeMask(`${name}.png`, width, height, WHITE, BLACK))).toEqual([1, 0]);
  });

  it('without alpha, in one channel', async () => {
    const path = join(folder, 'grey.png');
    await sharp(await writeMask('colour.png', 60, 40, WHITE, BLACK))
      .removeAlpha()
      .toColourspace('b-w')
      .png()
      .toFile(path);
    expect(await sides(path)).toEqual([1, 0]);
  });

  it('of another shape is an error, unless it may be stretched', async () => {
    const square = await writeMask('square.png', 60, 60, WHITE, BLACK);
    expect(await problem(square)).toMatch(
      /is 60 x 60 and the photo 1200 x 800, another shape; .* stretch the mask with --mask-fit/,
    );
    expect(await sides(square, true)).toEqual([1, 0]);
  });

  it('that is a cut-out counts by its alpha, whatever its colours', async () => {
    expect(await sides(await writeMask('black-cut-out.png', 60, 40, BLACK, CLEAR))).toEqual([1, 0]);
    expect(await sides(await writeMask('white-cut-out.png', 60, 40, CLEAR, WHITE))).toEqual([0, 1]);
  });

  it('is a cut-out when a twentieth of it is transparent, which an alpha of 250 is not', async () => {
    const striped = async (name: string, rows: number, alpha: number) => {
      const pixels = Buffer.alloc(60 * 40 * 4, 255);
      for (let i = 0; i < 60 * 40; i++) pixels.set([0, 0, 0, i < rows * 60 ? alpha : 255], 4 * i);
      const path = join(folder, `${name}.png`);
      await sharp(pixels, { raw: { width: 60, height: 40, channels: 4 } })
        .png()
        .toFile(path);
      return loadMask(path, read, false).then(
        (mask) => (mask as Plane).data[39 * 60],
        (error: Error) => error.message,
      );
    };
    expect(await striped('two', 2, 249)).toBe(1);
    expect(await striped('one', 1, 0)).toMatch(/leaves nothing to draw/);
    expect(await striped('opaque', 30, 250)).toMatch(/leaves nothing to draw/);
  });

  it('is weighed by how bright people see its colours', async () => {
    const [red, green] = await sides(
      await writeMask('colours.png', 60, 40, [255, 0, 0, 255], [0, 255, 0, 255]),
    );
    expect(red).toBeCloseTo(0.2126, 4);
    expect(green).toBeCloseTo(0.7152, 4);
    const [blue] = await sides(await writeMask('blue.png', 60, 40, [0, 0, 255, 255], WHITE));
    expect(blue).toBeCloseTo(0.0722, 4);
  });

  it('is grey where it is grey', async () => {
    const [left] = await sides(await writeMask('half.png', 60, 40, [128, 128, 128, 255], BLACK));
    expect(left).toBeCloseTo(0.5, 2);
  });

  it.each<[string, Rgba]>([
    ['black', BLACK],
    ['transparent', CLEAR],
    ['nearly black', [60, 60, 60, 255]],
  ])('that is all %s leaves nothing to draw', async (name, colour) => {
    const path = await writeMask(`all ${name}.png`, 60, 40, colour, colour);
    expect(await problem(path)).toMatch(/leaves nothing to draw; make the subject white, or .*--mask none$/);
  });

  it('that is damaged is told in one line', async () => {
    const whole = await sharp(await writeMask('whole.png', 60, 40, WHITE, BLACK))
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const path = join(folder, 'damaged.tif');
    for (const at of [12, 16, 20]) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, at, at + 3);
      await writeFile(path, damaged);
      expect(await problem(path)).toMatch(/damaged or incomplete/);
    }
  });

  it('that is missing or no image is named in one line with advice', async () => {
    const text = join(folder, 'text.png');
    await writeFile(text, 'not an image');
    for (const path of [join(folder, 'nothing.png'), text]) {
      expect(await problem(path)).toMatch(/^Cannot read the mask: .*\(--mask takes auto, none or an image/);
    }
  });

  it('is not looked for when auto or none is chosen', async () => {
    expect(await loadMask('auto', read, false)).toBe('auto');
    expect(await loadMask('none', read, false)).toBe('none');
  });
});

describe('what was taken for the subject, over the whole photo', () => {
  const window = { x: 10, y: 20, width: 30, height: 10 };
  const at = (data: Float32Array, x: number, y: number) => data[y * 60 + x];

  it('is the mask inside of the window', () => {
    const { width, height, data } = maskOverPhoto(
      { window, mask: planeOf(60, 20, (x) => Number(x < 30)) },
      photo,
    );
    expect([width, height]).toEqual([60, 40]);
    expect([at(data, 12, 25), at(data, 37, 25), at(data, 12, 19), at(data, 9, 25), at(data, 12, 30)]).toEqual(
      [1, 0, 0, 0, 0],
    );
  });

  it('is the whole window when everything is drawn', () => {
    const { data } = maskOverPhoto({ window, mask: null }, photo);
    expect(data.reduce((sum, v) => sum + v, 0)).toBe(300);
    expect([at(data, 10, 20), at(data, 39, 29), at(data, 40, 29)]).toEqual([1, 1, 0]);
  });
});

describe('the mask that is used', () => {
  const subject = planeOf(60, 40, (x) => (x < 30 ? 0.9 : 0.1));

  it('is the given one before the found one', () => {
    const given = constantPlane(60, 40, 0.25);
    expect(chooseMask(photo, given, subject)).toBe(given);
  });

  it('is none when none is wanted, or the map tells nothing', () => {
    expect(chooseMask(photo, 'none', subject)).toBeNull();
    expect(chooseMask(photo, null, constantPlane(60, 40, 0.5))).toBeNull();
  });

  it('is found from the subject map otherwise', () => {
    expect(chooseMask(photo, null, subject)).toMatchObject({ width: 60, height: 40 });
  });
});

describe('whitenBackground', () => {
  it('mixes with white by the mask', () => {
    const { data } = whitenBackground(
      photo,
      planeOf(60, 40, (x) => (x < 20 ? 1 : x < 40 ? 0.5 : 0)),
    );
    const blue = photo.data[2];
    expect(data[3 * 5 + 2]).toBeCloseTo(blue, 6);
    expect(data[3 * 30 + 2]).toBeCloseTo(0.5 * blue + 0.5, 6);
    expect(data[3 * 50 + 2]).toBe(1);
  });

  it('leaves the photo alone without a mask', () => {
    expect(whitenBackground(photo, null)).toBe(photo);
  });

  it('keeps white white, whatever the mask', () => {
    const white = drawPicture(4, 4);
    for (const v of [0, 0.3, 1])
      expect([...whitenBackground(white, constantPlane(4, 4, v)).data]).toEqual([...white.data]);
  });
});
