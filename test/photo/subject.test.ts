import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { chooseMask, loadMask, whitenBackground } from '../../src/photo/subject.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { constantPlane, drawPicture, planeOf } from '../helpers/pictures.ts';

const folder = temporaryFolder();
const photo = drawPicture(60, 40, () => {}, '#336699');

/** White on the left, black on the right. */
async function writeMask(name: string, width: number, height: number, channels: 1 | 3): Promise<string> {
  const pixels = Buffer.alloc(width * height * channels);
  for (let i = 0; i < width * height; i++) {
    if (i % width < width / 2) pixels.fill(255, i * channels, (i + 1) * channels);
  }
  const path = join(folder, name);
  await sharp(pixels, { raw: { width, height, channels } }).png().toFile(path);
  return path;
}

describe('a mask file', () => {
  it.each<[string, number, number, 1 | 3]>([
    ['of the photo’s size', 60, 40, 1],
    ['of another size', 600, 400, 1],
    ['in colour', 30, 20, 3],
  ])('%s', async (name, width, height, channels) => {
    const mask = await loadMask(await writeMask(`${name}.png`, width, height, channels), photo);
    expect(mask).toHaveLength(60 * 40);
    const values = mask as Float32Array;
    expect([values[20 * 60 + 10], values[20 * 60 + 50]]).toEqual([1, 0]);
  });

  it('is black where it is transparent', async () => {
    const path = join(folder, 'transparent.png');
    const background = { r: 255, g: 255, b: 255, alpha: 0 };
    await sharp({ create: { width: 60, height: 40, channels: 4, background } })
      .png()
      .toFile(path);
    expect(await loadMask(path, photo)).toEqual(new Float32Array(60 * 40));
  });

  it('that is missing or no image is named in one line with advice', async () => {
    const text = join(folder, 'text.png');
    await writeFile(text, 'not an image');
    for (const path of [join(folder, 'nothing.png'), text]) {
      const error = await loadMask(path, photo).catch((reason: Error) => reason);
      expect(error).toMatchObject({ code: 'input', message: expect.stringContaining(path) });
      expect((error as Error).message).toMatch(
        /^Cannot read the mask [^\n]*; use auto, none or a grey image/,
      );
    }
  });

  it('is not looked for when auto or none is chosen', async () => {
    expect(await loadMask('auto', photo)).toBe('auto');
    expect(await loadMask('none', photo)).toBe('none');
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
    expect(chooseMask(photo, null, subject)).toHaveLength(60 * 40);
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
});
