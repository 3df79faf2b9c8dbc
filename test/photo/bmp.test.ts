import { expect, it } from 'vitest';
import { decodeBmp } from '../../src/photo/bmp.ts';
import { bmp } from '../helpers/image-files.ts';

it('a bitmap has each pixel where it belongs', async () => {
  const colour = (x: number, y: number): [number, number, number] => [40 * x, 60 * y, 200];
  const { width, height, channels, data } = await decodeBmp('a.bmp', bmp(5, 4, colour));
  expect([width, height, channels]).toEqual([5, 4, 4]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      expect([...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4)]).toEqual([...colour(x, y), 255]);
    }
  }
});
