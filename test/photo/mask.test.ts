import { describe, expect, it } from 'vitest';
import { MASK, refineMask } from '../../src/photo/mask.ts';
import type { Plane, RgbImage } from '../../src/raster/raster.ts';
import { constantPlane, drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';

const SIZE = 224;
/** A coarse map, as a network of few patches gives: a wide bump around (x, y). */
const bump =
  (x0: number, y0: number, radius: number, height = 1) =>
  (x: number, y: number) =>
    height / (1 + Math.exp((Math.hypot(x - x0, y - y0) - radius) / 8));

function inside({ data }: Plane, x: number, y: number): number {
  return data[Math.floor(y) * SIZE + Math.floor(x)];
}

/** Mean of the mask over the pixels where `where` holds. */
function meanOver(mask: Plane, where: (x: number, y: number) => boolean): number {
  let [sum, count] = [0, 0];
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      if (!where(x, y)) continue;
      sum += inside(mask, x, y);
      count++;
    }
  }
  return sum / count;
}

const refine = (image: RgbImage, map: Plane): Plane => {
  const mask = refineMask(image, map);
  if (mask === null) throw new Error('no subject was found');
  return mask;
};

describe('the refined mask', () => {
  it('follows the subject’s outline, not the map’s', () => {
    const image = drawPicture(SIZE, SIZE, (c) => fillCircle(c, 112, 112, 50, '#b03020'), '#e8e8e0');
    const mask = refine(image, planeOf(SIZE, SIZE, bump(100, 118, 46)));
    expect(meanOver(mask, (x, y) => Math.hypot(x - 112, y - 112) < 46)).toBeGreaterThan(0.95);
    expect(meanOver(mask, (x, y) => Math.hypot(x - 112, y - 112) > 56)).toBeLessThan(0.05);
  });

  it('takes in what only a second opinion sees, and leaves out what it denies', () => {
    const image = drawPicture(
      SIZE,
      SIZE,
      (c) => {
        fillCircle(c, 112, 70, 42, '#b03020');
        c.fillStyle = '#4060a0';
        c.fillRect(109, 100, 6, 110);
        c.fillStyle = '#705040';
        c.fillRect(160, 40, 60, 60);
      },
      '#d0d8c0',
    );
    const limb = (x: number, y: number) => Math.abs(x - 112) < 3 && y > 100 && y < 210;
    const box = (x: number, y: number) => x > 165 && x < 215 && y > 45 && y < 95;
    const coarse = planeOf(SIZE, SIZE, (x, y) => Math.max(bump(112, 70, 45)(x, y), box(x, y) ? 0.7 : 0));
    const fine = planeOf(SIZE, SIZE, (x, y) => Number(Math.hypot(x - 112, y - 70) < 42 || limb(x, y)));
    const ground = { ...MASK.ground, mostNoise: -1 };
    const [alone, joined] = [null, fine].map(
      (second) => refineMask(image, coarse, { ...MASK, ground }, second)!,
    );
    expect(meanOver(joined!, (x, y) => limb(x, y) && y > 125 && y < 200)).toBeGreaterThan(0.8);
    expect(meanOver(alone!, (x, y) => limb(x, y) && y > 125 && y < 200)).toBeLessThan(0.5);
    expect(meanOver(joined!, box)).toBeLessThan(0.2);
    expect(meanOver(alone!, box)).toBeGreaterThan(0.5);
  });

  it('keeps a thin limb of the subject’s colour where the map only hints at it', () => {
    const image = drawPicture(
      SIZE,
      SIZE,
      (c) => {
        fillCircle(c, 112, 70, 42, '#d06080');
        c.fillRect(109, 100, 6, 110);
      },
      '#405848',
    );
    const body = bump(112, 70, 45);
    const hint = bump(112, 160, 55, 0.3);
    const mask = refine(
      image,
      planeOf(SIZE, SIZE, (x, y) => Math.min(1, body(x, y) + hint(x, y))),
    );
    expect(meanOver(mask, (x, y) => Math.abs(x - 111.5) < 2 && y > 120 && y < 200)).toBeGreaterThan(0.8);
    expect(meanOver(mask, (x, y) => Math.abs(x - 112) > 14 && y > 130)).toBeLessThan(0.1);
  });

  it('drops separate clutter that the map is unsure of', () => {
    const image = drawPicture(
      SIZE,
      SIZE,
      (c) => {
        fillCircle(c, 90, 110, 50, '#3050a0');
        fillCircle(c, 195, 190, 14, '#3050a0');
      },
      '#f0f0f0',
    );
    const main = bump(90, 110, 52);
    const clutter = bump(195, 190, 10, 0.35);
    const mask = refine(
      image,
      planeOf(SIZE, SIZE, (x, y) => main(x, y) + clutter(x, y)),
    );
    expect(inside(mask, 90, 110)).toBeGreaterThan(0.9);
    expect(meanOver(mask, (x, y) => Math.hypot(x - 195, y - 190) < 12)).toBeLessThan(0.05);
  });

  it('keeps a second subject that the map is sure of', () => {
    const image = drawPicture(
      SIZE,
      SIZE,
      (c) => {
        fillCircle(c, 60, 112, 35, '#207030');
        fillCircle(c, 165, 112, 35, '#207030');
      },
      '#f0f0f0',
    );
    const [a, b] = [bump(60, 112, 36), bump(165, 112, 36)];
    const mask = refine(
      image,
      planeOf(SIZE, SIZE, (x, y) => a(x, y) + b(x, y)),
    );
    expect(inside(mask, 60, 112)).toBeGreaterThan(0.9);
    expect(inside(mask, 165, 112)).toBeGreaterThan(0.9);
  });

  it('keeps a small part beside the subject, but not one that the photo cuts off', () => {
    const parts = (y: number) => {
      const image = drawPicture(
        SIZE,
        SIZE,
        (c) => {
          fillCircle(c, 90, 150, 45, '#207030');
          fillCircle(c, 190, y, 20, '#207030');
        },
        '#f0f0f0',
      );
      const [a, b] = [bump(90, 150, 46), bump(190, y, 21)];
      return refine(
        image,
        planeOf(SIZE, SIZE, (u, v) => a(u, v) + b(u, v)),
      );
    };
    expect(inside(parts(30), 190, 30)).toBeGreaterThan(0.9);
    expect(inside(parts(10), 190, 10)).toBe(0);
  });

  it('of a photo turned over is the mask turned over', () => {
    const [width, height] = [90, 60];
    const turned = <R extends RgbImage | Plane>(raster: R): R => {
      const { channels, data } = raster;
      const out = data.map((_, k) => {
        const [pixel, c] = [Math.floor(k / channels), k % channels];
        const [x, y] = [pixel % height, Math.floor(pixel / height)];
        return data[channels * (x * width + y) + c]!;
      });
      return { ...raster, width: height, height: width, data: out };
    };
    // no plain ground, a soft slanting subject with a stem, two colours that both also occur outside
    const image = drawPicture(width, height, (c) => {
      for (let i = 0; i < 60; i++) fillCircle(c, (i * 37) % 90, (i * 23) % 60, 7, `hsl(${i * 40} 30% 60%)`);
      fillCircle(c, 35, 28, 15, '#b04030');
      c.fillStyle = '#a05040';
      c.fillRect(45, 30, 38, 4);
    });
    const map = planeOf(
      width,
      height,
      (x, y) => 1 / (1 + Math.exp((Math.hypot(x - 37, 1.3 * (y - 26)) - 15) / 5)),
    );
    const mask = refine(image, map);
    const other = refine(turned(image), turned(map));
    expect(mask.data.filter((v) => v > 0.05 && v < 0.95).length).toBeGreaterThan(20);
    turned(mask).data.forEach((v, i) => {
      expect(Math.abs(v - other.data[i]!)).toBeLessThan(1e-3);
    });
  });

  it('is found on a grid of fewer cells than the photo has pixels, of its shape', () => {
    const image = drawPicture(240, 120, (c) => fillCircle(c, 80, 60, 40, '#b03020'), '#e8e8e0');
    const mask = refineMask(image, planeOf(240, 120, bump(76, 63, 38)), { ...MASK, side: 90 })!;
    const within = (x: number, y: number) => mask.data[y * 240 + x]!;
    for (const [x, y] of [
      [80, 24],
      [80, 96],
      [44, 60],
      [116, 60],
    ])
      expect(within(x!, y!)).toBeGreaterThan(0.9);
    for (const [x, y] of [
      [80, 14],
      [80, 106],
      [34, 60],
      [126, 60],
    ])
      expect(within(x!, y!)).toBeLessThan(0.1);
    // steps between cells: neighbouring pixels within a cell differ little
    const steps = Array.from({ length: 239 }, (_, x) => Math.abs(within(x + 1, 60) - within(x, 60)));
    expect(Math.max(...steps)).toBeLessThan(0.75);
    expect(Math.max(...steps)).toBeGreaterThan(0.2);
  });

  it('is nothing where the map says nothing and the ground is not plain', () => {
    const image = drawPicture(SIZE, SIZE, (c) => {
      for (let i = 0; i < 64; i++) fillCircle(c, (i % 8) * 32, Math.floor(i / 8) * 32, 12, 'black');
    });
    expect(refineMask(image, constantPlane(SIZE, SIZE, 0.5))).toBeNull();
  });

  it('has the image’s size and stays in [0, 1], also for flat colours and long strips', () => {
    for (const [width, height] of [
      [96, 64],
      [640, 12],
      [30, 300],
    ]) {
      const image = drawPicture(width, height, () => {}, '#777');
      const mask = refineMask(
        image,
        planeOf(width, height, (x) => x / width),
      );
      expect(mask).toMatchObject({ width, height });
      for (const v of mask!.data) expect(v >= 0 && v <= 1).toBe(true);
    }
  });

  it('is nothing where the middle nine tenths of the map span less than 0.12', () => {
    const busy = drawPicture(SIZE, SIZE, (c) => {
      for (let i = 0; i < 64; i++) fillCircle(c, (i % 8) * 32, Math.floor(i / 8) * 32, 12, 'black');
    });
    const found = (part: number, low: number, high: number) =>
      refineMask(
        busy,
        planeOf(SIZE, SIZE, (x) => (x < part * SIZE ? high : low)),
      ) !== null;
    expect([found(0.5, 0.4, 0.51), found(0.5, 0.4, 0.53)]).toEqual([false, true]);
    expect([found(0.03, 0.4, 1), found(0.07, 0.4, 1)]).toEqual([false, true]);
    expect([found(0.97, 0.4, 1), found(0.93, 0.4, 1)]).toEqual([false, true]);
  });
});
