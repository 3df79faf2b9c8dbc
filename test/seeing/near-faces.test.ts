import { expect, test } from 'vitest';
import { valueAt } from '../../src/raster/raster.ts';
import type { FaceDrawing } from '../../src/seeing/face-lines.ts';
import { nearFaces } from '../../src/seeing/near-faces.ts';

const size = { width: 400, height: 400 };
const face = (x: number, y: number, angle = 0) =>
  ({
    outline: [
      { x: x - 40, y: y - 50 },
      { x: x + 40, y: y - 50 },
      { x: x + 40, y: y + 50 },
      { x: x - 40, y: y + 50 },
    ],
    height: 100,
    angle,
  }) as unknown as FaceDrawing;

test('a face, its hat and its collar are near it, what is three of its heights away is not', () => {
  const near = nearFaces([face(200, 120)], size);
  expect(valueAt(near, 200, 120)).toBe(1);
  expect(valueAt(near, 200, 50)).toBeGreaterThan(0.6);
  expect(valueAt(near, 200, 220)).toBeGreaterThan(0.6);
  expect(valueAt(near, 200, 390)).toBeLessThan(0.01);
  expect(valueAt(near, 20, 120)).toBeLessThan(0.1);
});

test('what is below the chin counts more than what is as far above, as the head lies', () => {
  const upright = nearFaces([face(200, 200)], size);
  expect(valueAt(upright, 200, 310)).toBeGreaterThan(valueAt(upright, 200, 90));
  const lying = nearFaces([face(200, 200, Math.PI / 2)], size);
  expect(valueAt(lying, 90, 200)).toBeGreaterThan(valueAt(lying, 310, 200));
});

test('without faces nothing is near; of several the nearest counts', () => {
  expect(nearFaces([], size).data.every((v) => v === 0)).toBe(true);
  const both = nearFaces([face(100, 100), face(300, 300)], size);
  expect([valueAt(both, 100, 100), valueAt(both, 300, 300)]).toEqual([1, 1]);
});
