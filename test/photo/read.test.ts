import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPhoto } from '../../src/photo/read.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import '../helpers/patience.ts';
import { BLUE, colourAt, expectColour, halves, problem, RED } from '../helpers/photos.ts';

const folder = temporaryFolder();
describe('formats', () => {
  it.each<[string, (s: Sharp) => Sharp, number]>([
    ['PNG', (s) => s.png(), 0],
    ['JPEG', (s) => s.jpeg({ quality: 95 }), 6],
    ['WebP', (s) => s.webp({ lossless: true }), 0],
    ['AVIF', (s) => s.avif({ quality: 90 }), 8],
    ['TIFF', (s) => s.tiff({ compression: 'lzw' }), 0],
    ['GIF', (s) => s.gif(), 8],
    ['CMYK JPEG', (s) => s.toColourspace('cmyk').jpeg({ quality: 95 }), 64],
    ['16 bit PNG', (s) => s.toColourspace('rgb16').png(), 1],
  ])('%s', async (_, encode, tolerance) => {
    const photo = await readPhoto(await encode(halves()).toBuffer());
    expect([photo.originalWidth, photo.originalHeight]).toEqual([48, 32]);
    expect(photo.image.width / photo.image.height).toBeCloseTo(1.5, 2);
    expect(photo.alpha).toBeNull();
    expectColour(colourAt(photo, 0.2, 0.5), RED, tolerance);
    expectColour(colourAt(photo, 0.8, 0.5), BLUE, tolerance);
  });

  it('SVG', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30" fill="#0a0"/></svg>';
    const photo = await readPhoto(Buffer.from(svg));
    expect([photo.originalWidth, photo.originalHeight]).toEqual([60, 30]);
    expectColour(colourAt(photo, 0.5, 0.5), [0, 170, 0], 0);
  });

  it.each<[string, (s: Sharp) => Sharp]>([
    ['8 bit grey', (s) => s.toColourspace('b-w').png()],
    ['16 bit grey', (s) => s.toColourspace('grey16').png()],
    ['grey JPEG', (s) => s.toColourspace('b-w').jpeg()],
  ])('%s has three equal channels', async (_, encode) => {
    const grey = sharp({ create: { width: 40, height: 40, channels: 3, background: '#808080' } });
    const photo = await readPhoto(await encode(grey).toBuffer());
    expectColour(colourAt(photo, 0.5, 0.5), [128, 128, 128], 1);
  });

  it('takes the first frame of an animated GIF', async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 16, height: 16, channels: 3, background } })
        .png()
        .toBuffer();
    const frames = await Promise.all(['#ff0000', '#00ff00', '#0000ff'].map(frame));
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(3);
    const photo = await readPhoto(gif);
    expect([photo.originalWidth, photo.originalHeight]).toEqual([16, 16]);
    expectColour(colourAt(photo, 0.5, 0.5), [255, 0, 0], 1);
  });

  it('reads a path like its bytes', async () => {
    const path = join(folder, 'halves.png');
    await halves().png().toFile(path);
    const [byPath, byBytes] = [await readPhoto(path), await readPhoto(await readFile(path))];
    expect(byPath.image.width).toBe(byBytes.image.width);
    expect(Buffer.from(byPath.image.data.buffer).equals(Buffer.from(byBytes.image.data.buffer))).toBe(true);
  });
});

describe('orientation', () => {
  /** Upright: red top left, green top right, blue bottom left, white bottom right. */
  const CORNERS = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 255],
  ] as const;

  /** What a camera that writes EXIF orientation `o` stores, as stored (x, y) -> upright (x, y) of a 3:2 photo. */
  const UPRIGHT: Readonly<Record<number, (u: number, v: number) => [number, number]>> = {
    1: (u, v) => [u, v],
    2: (u, v) => [1 - u, v],
    3: (u, v) => [1 - u, 1 - v],
    4: (u, v) => [u, 1 - v],
    5: (u, v) => [v, u],
    6: (u, v) => [1 - v, u],
    7: (u, v) => [1 - v, 1 - u],
    8: (u, v) => [v, 1 - u],
  };

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF %i is turned upright', async (orientation) => {
    const [width, height] = orientation < 5 ? [48, 32] : [32, 48];
    const pixels = Buffer.alloc(width * height * 3);
    for (let i = 0; i < width * height; i++) {
      const [u, v] = UPRIGHT[orientation](
        ((i % width) + 0.5) / width,
        (Math.floor(i / width) + 0.5) / height,
      );
      pixels.set(CORNERS[(u < 0.5 ? 0 : 1) + (v < 0.5 ? 0 : 2)], 3 * i);
    }
    const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
      .withMetadata({ orientation })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const photo = await readPhoto(bytes);
    expect([photo.originalWidth, photo.originalHeight]).toEqual([48, 32]);
    expectColour(colourAt(photo, 0.2, 0.2), CORNERS[0], 4);
    expectColour(colourAt(photo, 0.8, 0.2), CORNERS[1], 4);
    expectColour(colourAt(photo, 0.2, 0.8), CORNERS[2], 4);
    expectColour(colourAt(photo, 0.8, 0.8), CORNERS[3], 4);
  });
});

describe('transparency', () => {
  it('lies over white and is kept as alpha', async () => {
    const pixels = Buffer.alloc(32 * 32 * 4);
    for (let i = 0; i < 32 * 32; i++) pixels.set([...RED, i % 32 < 16 ? 255 : 0], 4 * i);
    const png = await sharp(pixels, { raw: { width: 32, height: 32, channels: 4 } })
      .png()
      .toBuffer();
    const photo = await readPhoto(png);
    expectColour(colourAt(photo, 0.2, 0.5), RED, 0);
    expectColour(colourAt(photo, 0.8, 0.5), [255, 255, 255], 0);
    const { width, height } = photo.image;
    expect(photo.alpha).toMatchObject({ width, height });
    expect(photo.alpha?.data[Math.floor(height / 2) * width + Math.floor(width * 0.2)]).toBe(1);
    expect(photo.alpha?.data[Math.floor(height / 2) * width + Math.floor(width * 0.8)]).toBe(0);
  });

  it('of a few pixels, such as rounded corners, makes no cut-out', async () => {
    const withCorners = async (radius: number) => {
      const pixels = Buffer.alloc(64 * 64 * 4, 200);
      for (let i = 0; i < 64 * 64; i++) {
        const [x, y] = [
          Math.min(i % 64, 63 - (i % 64)),
          Math.min(Math.floor(i / 64), 63 - Math.floor(i / 64)),
        ];
        pixels[4 * i + 3] = x + y < radius ? 0 : 255;
      }
      return readPhoto(
        await sharp(pixels, { raw: { width: 64, height: 64, channels: 4 } })
          .png()
          .toBuffer(),
      );
    };
    const rounded = await withCorners(5);
    expect(rounded.alpha).toBeNull();
    expectColour(colourAt(rounded, 0, 0), [255, 255, 255], 0);
    expect((await withCorners(20)).alpha).not.toBeNull();
  });

  it('is mixed with white where it is partial', async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0.5 };
    const png = await sharp({ create: { width: 32, height: 32, channels: 4, background } })
      .png()
      .toBuffer();
    expectColour(colourAt(await readPhoto(png), 0.5, 0.5), [127, 127, 127], 1);
  });

  it('is nothing when the alpha channel is opaque', async () => {
    expect((await readPhoto(await halves().ensureAlpha().png().toBuffer())).alpha).toBeNull();
  });

  it('refuses a photo that is transparent everywhere', async () => {
    const background = { r: 9, g: 9, b: 9, alpha: 0 };
    const png = await sharp({ create: { width: 32, height: 32, channels: 4, background } })
      .png()
      .toBuffer();
    expect((await problem(png)).message).toMatch(/fully transparent/);
  });
});

describe('sizes', () => {
  it('a single pixel', async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const photo = await readPhoto(dot);
    expect([photo.originalWidth, photo.originalHeight]).toEqual([1, 1]);
    for (const [u, v] of [
      [0, 0],
      [0.5, 0.5],
      [0.99, 0.99],
    ])
      expectColour(colourAt(photo, u, v), [0x12, 0x34, 0x56], 0);
  });

  it('long strips keep their shape up to 1:64', async () => {
    const strip = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: 'red' } })
        .png()
        .toBuffer();
    const photo = await readPhoto(await strip(640, 10));
    expect(photo.image.width / photo.image.height).toBeCloseTo(64, -1);
    expect(photo.image.width * photo.image.height).toBeLessThan(1.1 * 1024 * 1024);
    expect((await problem(await strip(650, 10))).message).toMatch(/650 x 10.*crop/);
    expect((await problem(await strip(1, 900))).message).toMatch(/1 x 900/);
  });

  it('a photo of 400 megapixels takes less than 1 GB', async () => {
    const path = join(folder, 'huge.png');
    await sharp({
      create: { width: 20_000, height: 20_000, channels: 3, background: '#c81e14' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 1 })
      .toFile(path);
    const script = `
      const { readPhoto } = await import(${JSON.stringify(new URL('../../src/photo/read.ts', import.meta.url).href)});
      const { image, originalWidth } = await readPhoto(${JSON.stringify(path)});
      const megabytes = process.resourceUsage().maxRSS / 1024;
      console.log(JSON.stringify({ width: image.width, originalWidth, red: image.data[0], megabytes }));`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ]);
    const { width, originalWidth, red, megabytes } = JSON.parse(stdout);
    expect([width, originalWidth]).toEqual([1024, 20_000]);
    expect(red).toBeCloseTo(200 / 255, 2);
    expect(megabytes).toBeLessThan(1000);
  });
});

describe('files that are no photos', () => {
  it('missing', async () => {
    expect((await problem(join(folder, 'nothing.jpg'))).message).toMatch(
      /nothing\.jpg cannot be read: there is no such file/,
    );
  });

  it('a folder', async () => {
    const path = join(folder, 'album');
    await mkdir(path);
    expect((await problem(path)).message).toMatch(/album is a folder/);
  });

  it('empty', async () => {
    const path = join(folder, 'empty.jpg');
    await writeFile(path, '');
    expect((await problem(path)).message).toMatch(/empty\.jpg is empty/);
  });

  it('text by another name', async () => {
    const path = join(folder, 'text.jpg');
    await writeFile(path, 'Dear diary,\n'.repeat(100));
    expect((await problem(path)).message).toMatch(/text\.jpg is not an image/);
  });

  it.each(['jpeg', 'png', 'webp', 'tiff', 'gif'] as const)('%s cut short', async (format) => {
    const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, i) => (i * 7919) % 251));
    const bytes = await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } })
      .toFormat(format)
      .toBuffer();
    const path = join(folder, `cut.${format}`);
    await writeFile(path, bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect((await problem(path)).message).toMatch(/damaged or incomplete|not an image/);
  });
});
