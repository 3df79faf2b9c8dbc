import { expect, it } from 'vitest';
import { rgbImage } from '../../src/raster/raster.ts';
import { findSalience } from '../../src/seeing/salience.ts';
import { answeringEngine } from '../helpers/answering-engine.ts';

const SIDE = 256;

it('shows the network the photo, normalised by its brightest value, and answers at its size', async () => {
  const photo = rgbImage(
    { width: 512, height: 128 },
    Float32Array.from({ length: 512 * 128 * 3 }, (_, k) => [0.1, 0.25, 0.5][k % 3]!),
  );
  // the left half stands out
  const subject = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i % SIDE < SIDE / 2 ? 1 : 0));
  const engine = answeringEngine({ u2netp: { subject: { shape: [1, SIDE, SIDE, 1], data: subject } } });
  const found = await findSalience(engine, photo);
  expect([found.width, found.height]).toEqual([512, 128]);
  expect([100, 400].map((x) => found.data[64 * 512 + x])).toEqual([1, 0]);
  const { data } = engine.asked[0]!.input;
  expect(data.length).toBe(3 * SIDE * SIDE);
  const middle = (SIDE * SIDE) / 2;
  const normalised = [(0.2 - 0.485) / 0.229, (0.5 - 0.456) / 0.224, (1 - 0.406) / 0.225];
  for (const [c, value] of normalised.entries()) expect(data[c * SIDE * SIDE + middle]).toBeCloseTo(value, 4);
});

it('takes a black photo', async () => {
  const photo = rgbImage({ width: 8, height: 8 }, new Float32Array(8 * 8 * 3));
  const subject = new Float32Array(SIDE * SIDE);
  const engine = answeringEngine({ u2netp: { subject: { shape: [1, SIDE, SIDE, 1], data: subject } } });
  await findSalience(engine, photo);
  expect(engine.asked[0]!.input.data.every(Number.isFinite)).toBe(true);
});
