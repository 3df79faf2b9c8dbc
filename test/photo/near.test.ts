import { describe, expect, it } from 'vitest';
import { headsFromNear, NEAR } from '../../src/photo/near.ts';
import type { SubjectReader } from '../../src/photo/reader.ts';
import { createRandom } from '../../src/random.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import { drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';

const WINDOW = { x: 100, y: 50, width: 400, height: 400 };
/** A red disc around (300, 200), which in the working image, half as large as the window, is (100, 75). */
const photo = drawPicture(600, 500, (c) => fillCircle(c, 300, 200, 60, '#ff0000'));
const headOf = (radius: number) => ({
  window: WINDOW,
  heads: planeOf(200, 200, (x, y) => (Math.hypot(x - 100, y - 75) < radius ? 1 : 0)),
  mask: planeOf(200, 200, (x) => (x < 100 ? 1 : 0)),
});

/** Reads 20 x 20 tokens of noise, and keeps the pictures that it was given. */
function createReader() {
  const asked: RgbImage[] = [];
  const reader: SubjectReader = {
    subject: () => Promise.reject(new Error('not asked')),
    async tokens(image) {
      asked.push(image);
      const random = createRandom(1);
      const data = Float32Array.from({ length: 20 * 20 * 8 }, () => random.normal());
      const photo = { x: 0, y: 0, width: 20, height: 20 };
      return { rows: 20, columns: 20, width: 8, data, photo };
    },
    salience: () => Promise.reject(new Error('not asked')),
    face: () => Promise.reject(new Error('not asked')),
  };
  return { reader, asked };
}

describe('headsFromNear', () => {
  it('shows a head in the middle, from the photo in full detail, with its mask', async () => {
    const { reader, asked } = createReader();
    const [view, ...others] = await headsFromNear(photo, headOf(40), reader);
    expect(others).toEqual([]);
    expect(asked).toEqual([view.image]);
    const { place, image, mask, parts } = view;
    expect(place.x + place.width / 2).toBeCloseTo(100, 0);
    expect(place.y + place.height / 2).toBeCloseTo(75, 0);
    expect(place.width).toBeCloseTo(2 * 1.7 * 40, 0);
    // the disc's radius is 60 of the window's pixels, of which the picture shows 2 x 136
    const edge = 256 + (60 / (2 * 136)) * 512;
    const green = (x: number) => image.data[3 * (256 * image.width + Math.round(x)) + 1];
    expect(green(edge - 4)).toBeLessThan(0.1);
    expect(green(edge + 4)).toBeGreaterThan(0.9);
    expect(mask?.data[256 * 512 + 240]).toBeGreaterThan(0.9);
    expect(mask?.data[256 * 512 + 272]).toBeLessThan(0.1);
    expect(parts.map(({ width, height }) => [width, height])).toEqual(Array(4).fill([512, 512]));
  });

  it('leaves heads alone that fill the view, and those of a few pixels', async () => {
    const { reader, asked } = createReader();
    expect(await headsFromNear(photo, headOf(40), reader, { ...NEAR, leastZoom: 4 })).toEqual([]);
    expect(await headsFromNear(photo, headOf(20), reader)).toEqual([]);
    expect(asked).toEqual([]);
  });
});
