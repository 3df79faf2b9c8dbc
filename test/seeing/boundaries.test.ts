/** The boundary map against the original weights in PyTorch: see test/golden/seeing/README.md. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/compute/engines.ts';
import type { Engine } from '../../src/compute/program.ts';
import { type RgbImage, rgbImage } from '../../src/raster/raster.ts';
import { BOUNDARIES, findBoundaries } from '../../src/seeing/boundaries.ts';
import { openSafetensors } from '../../src/vision/safetensors.ts';
import { drawPicture } from '../helpers/pictures.ts';
import '../helpers/patience.ts';

const path = (name: string) => new URL(`../golden/seeing/${name}`, import.meta.url).pathname;
const SIZE = 256;

describe.each(['onnx', 'wasm'] as const)('engine %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(name, { threads: 1 });
  });
  afterAll(() => engine.dispose());

  it('sees what the original does', async () => {
    const bytes = await sharp(path('portrait.png')).removeAlpha().raw().toBuffer();
    const photo = rgbImage(
      { width: SIZE, height: SIZE },
      Float32Array.from(bytes, (v) => v / 255),
    );
    const params = { ...BOUNDARIES, near: SIZE, afar: SIZE, margin: 0 };
    const { near, afar } = await findBoundaries(engine, photo, params);
    expect(afar).toEqual(near);
    const expected = openSafetensors(path('hed.safetensors')).read('boundaries');
    let [largest, sum] = [0, 0];
    expected.forEach((v, i) => {
      const [x, y] = [4 * (i % (SIZE / 4)), 4 * Math.floor(i / (SIZE / 4))];
      const difference = Math.abs(v - near.data[y * SIZE + x]!);
      largest = Math.max(largest, difference);
      sum += difference;
    });
    // it is computed in whole numbers of eight bits
    expect(largest).toBeLessThan(0.06);
    expect(sum / expected.length).toBeLessThan(0.006);
    expect(expected.reduce((most, v) => Math.max(most, v), 0)).toBeGreaterThan(0.9);
  });
});

describe('the boundary map', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine('onnx', { threads: 1 });
  });
  afterAll(() => engine.dispose());
  const boundariesOf = (photo: RgbImage) =>
    findBoundaries(engine, photo, { ...BOUNDARIES, near: 192, afar: 96 });

  it('is high along the border of a thing and low within it and beside it, whatever the shape of the photo', async () => {
    const photo = drawPicture(300, 180, (c) => {
      c.fillStyle = '#305080';
      c.fillRect(100, 50, 100, 80);
    });
    const { near, afar } = await boundariesOf(photo);
    for (const map of [near, afar]) {
      expect([map.width, map.height]).toEqual([300, 180]);
      const at = (x: number, y: number) => map.data[y * 300 + x]!;
      expect(Math.min(at(100, 90), at(200, 90), at(150, 50))).toBeGreaterThan(0.5);
      expect(Math.max(at(150, 90), at(40, 90), at(260, 30))).toBeLessThan(0.15);
    }
  });

  it('has no border along the edge of the photo', async () => {
    const photo = drawPicture(256, 256, (c) => {
      c.fillStyle = '#404040';
      c.fillRect(0, 0, 256, 256);
    });
    const { near } = await boundariesOf(photo);
    for (let k = 0; k < 256; k++) {
      for (const i of [k, 255 * 256 + k, 256 * k, 256 * k + 255]) expect(near.data[i]).toBe(0);
    }
  });
});
