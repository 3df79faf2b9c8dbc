import sharp from 'sharp';
import { expect, it } from 'vitest';
import { encodeMask } from '../../src/output/mask-png.ts';

const read = async (png: Buffer) => {
  const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { ...info, data };
};

it('a mask is a grey picture of the photo’s size, white where the subject is', async () => {
  const data = Float32Array.of(0, 1, 0.5, 0.2);
  const size = { width: 2, height: 2 };
  const picture = await read(await encodeMask({ ...size, data, photo: size }));
  expect(picture).toMatchObject({ width: 2, height: 2, channels: 1 });
  expect([...picture.data]).toEqual([0, 255, 128, 51]);
  expect((await sharp(await encodeMask({ ...size, data, photo: size })).metadata()).channels).toBe(1);
  const wide = await read(await encodeMask({ ...size, data, photo: { width: 30, height: 10 } }));
  expect(wide).toMatchObject({ width: 30, height: 10, channels: 1 });
});

it('that of a huge photo is smaller, of its shape', async () => {
  const data = new Float32Array(100 * 100).fill(1);
  const photo = { width: 20_000, height: 10_000 };
  const picture = await read(await encodeMask({ width: 100, height: 100, data, photo }));
  // 2^25 pixels, twice as wide as high
  expect(picture.width).toBe(8192);
  expect(picture.height).toBe(4096);
});
