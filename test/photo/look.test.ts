/** What is looked at, whatever a network sees: a reader that takes what is red for the subject. */
import { describe, expect, it } from 'vitest';
import { LOOK, lookAtPhoto, lookAtWhole } from '../../src/photo/look.ts';
import type { Photo } from '../../src/photo/read.ts';
import type { PhotoReader } from '../../src/photo/reader.ts';
import { mapValues, type Plane, plane, type RgbImage } from '../../src/raster/raster.ts';
import { constantPlane, drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';

const params = { ...LOOK, side: 96 };
const asked: RgbImage[] = [];
const redness = (photo: RgbImage): Plane =>
  plane(
    photo,
    Float32Array.from({ length: photo.width * photo.height }, (_, i) =>
      Math.min(1, Math.max(0, 2 * (photo.data[3 * i]! - photo.data[3 * i + 1]!))),
    ),
  );
const halves = () => constantPlane(96, 96, 0.5);
const reader: PhotoReader = {
  canvas: { rule: { kind: 'patches', patch: 14 }, size: 224 },
  face: async () => ({ face: 1, eyes: constantPlane(224, 224, 0), noses: constantPlane(224, 224, 0) }),
  salience: async (photo) => redness(photo),
  boundaries: async (photo) => ({ near: redness(photo), afar: halves() }),
  subject: async (photo) => {
    asked.push(photo);
    const subject = redness(photo);
    const grid = { rows: 6, columns: 6, width: 2, photo: { x: 0, y: 0, width: 6, height: 6 } };
    const data = Float32Array.from({ length: 72 }, (_, k) => (k % 2 === 0 ? 1 : (k % 12) / 12));
    return { subject, heads: mapValues(subject, () => 0), attention: halves, tokens: { ...grid, data } };
  },
};

/** A disc on green within black bars above and below. */
const image = drawPicture(
  400,
  320,
  (c) => {
    c.fillStyle = '#60a060';
    c.fillRect(0, 40, 400, 240);
    fillCircle(c, 260, 170, 30, '#c02020');
  },
  'black',
);
const photo: Photo = { image, alpha: null, originalWidth: 800, originalHeight: 640 };
const look = (mask: Parameters<typeof lookAtPhoto>[1], of = photo) =>
  lookAtPhoto(of, mask, reader, false, params);
const share = (mask: Plane) => mask.data.reduce((sum, v) => sum + v, 0) / mask.data.length;

describe('a look at a photo', () => {
  it('is at what is inside its bars', async () => {
    const { content, window, image: seen } = await lookAtWhole(photo, reader, params);
    expect(content).toEqual({ x: 0, y: 41, width: 400, height: 238 });
    expect(window).toEqual({ x: 0, y: 0, width: 400, height: 238 });
    expect(seen.width / seen.height).toBeCloseTo(400 / 238, 1);
    expect(Math.abs(seen.width * seen.height - 96 * 96)).toBeLessThan(150);
  });

  it('adds to a rough mask where it goes nearer to it, and asks for no more elsewhere', async () => {
    let salienceAsked = 0;
    const counting: PhotoReader = {
      ...reader,
      salience: async (photo) => {
        salienceAsked++;
        return redness(photo);
      },
    };
    const at = (mask: Parameters<typeof lookAtPhoto>[1]) => lookAtPhoto(photo, mask, counting, false, params);
    const leftOf = (end: number) =>
      mapValues(constantPlane(400, 320, 0), (_, i) => {
        const [x, y] = [i % 400, Math.floor(i / 400)];
        return Number(x >= 240 && x < end && y >= 150 && y < 190);
      });
    const known = await at(leftOf(262));
    expect(salienceAsked).toBe(0);
    const rough = await at({ rough: leftOf(262) });
    expect(salienceAsked).toBe(1);
    expect(rough.window).toEqual(known.window);
    expect(share(rough.mask!)).toBeGreaterThan(1.02 * share(known.mask!));
    expect(rough.mask!.data.every((v, i) => v >= known.mask!.data[i]!)).toBe(true);
    const large = constantPlane(400, 320, 1);
    expect((await at({ rough: large })).mask).toEqual((await at(large)).mask);
    expect(salienceAsked).toBe(1);
  });

  it('goes nearer to a small subject, in the photo’s pixels', async () => {
    const { window, mask, image: seen } = await look('auto');
    expect(window.x).toBeGreaterThan(100);
    expect(window.x).toBeLessThan(230);
    expect(window.x + window.width).toBeGreaterThan(290);
    expect(window.y).toBeGreaterThan(40);
    expect(window.y).toBeLessThan(140);
    expect(window.width).toBeLessThan(200);
    expect([mask!.width, mask!.height]).toEqual([seen.width, seen.height]);
    // the disc's part of the window
    const part = (Math.PI * 30 ** 2) / (window.width * window.height);
    expect(Math.abs(share(mask!) - part)).toBeLessThan(0.03);
  });

  it('at a photo whose whole was looked at before asks only for the part that is nearer', async () => {
    const whole = await lookAtWhole(photo, reader, params);
    asked.length = 0;
    const near = await look(whole);
    expect(asked).toHaveLength(1);
    expect(near).toEqual(await look('auto'));
    asked.length = 0;
    // with nothing found there is nothing to go nearer to, and nothing new to ask
    const everything = await look({ ...whole, mask: null });
    expect(asked).toHaveLength(0);
    expect(everything.window).toEqual({ x: 0, y: 41, width: 400, height: 238 });
    expect(everything.mask).toBeNull();
  });

  it('of everything has no mask and no nearer window', async () => {
    const { window, mask } = await look('none');
    expect(mask).toBeNull();
    expect(window).toEqual({ x: 0, y: 41, width: 400, height: 238 });
  });

  it('with a given mask goes nearer to what that is white on, and keeps it', async () => {
    const given = planeOf(400, 320, (x, y) => (Math.hypot(x - 90, y - 200) < 25 ? 1 : 0));
    const { window, mask } = await look(given);
    expect(window.x).toBeLessThan(65);
    expect(window.x + window.width).toBeGreaterThan(115);
    expect(window.x + window.width).toBeLessThan(230);
    const part = (Math.PI * 25 ** 2) / (window.width * window.height);
    expect(Math.abs(share(mask!) - part)).toBeLessThan(0.02);
  });

  it('of a cut-out takes its alpha for the mask, and bars for a part of it', async () => {
    const alpha = planeOf(400, 320, (x, y) => (Math.hypot(x - 90, y - 30) < 25 ? 1 : 0));
    const { window } = await look('auto', { ...photo, alpha });
    expect(window.y).toBe(0);
    expect(window.x + window.width).toBeGreaterThan(115);
    expect(window.x + window.width).toBeLessThan(230);
  });

  it('has a canvas of the window’s shape and maps of the image’s size', async () => {
    const { frame, attention, boundaries, image: seen } = await look('none');
    expect([frame.width % 14, frame.height % 14]).toEqual([0, 0]);
    expect(frame.photo.width / frame.photo.height).toBeCloseTo(400 / 238, 1);
    expect(attention).toBe(halves);
    expect(boundaries).toEqual({ near: redness(seen), afar: halves() });
  });

  it('takes the attention of the teacher’s own network, where it has one', async () => {
    const attention = async ({ width, height }: RgbImage) => planeOf(width, height, (x) => x / width);
    const seen = await lookAtPhoto(photo, 'none', { ...reader, attention }, false, params);
    const { data, width } = seen.attention();
    expect(data[0]).toBeLessThan(0.1);
    expect(data[width - 1]).toBeGreaterThan(0.9);
  });
});
