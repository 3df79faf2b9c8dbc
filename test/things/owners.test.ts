import { expect, it } from 'vitest';
import { plane } from '../../src/raster/raster.ts';
import { ownersOf } from '../../src/things/owners.ts';

const full = (x: number, y: number, width: number, height: number, value = 1) => ({
  box: { x, y, width, height },
  mask: plane({ width, height }, new Float32Array(width * height).fill(value)),
});

it('tells whose each pixel of a window is, the surest first', () => {
  const regions = [full(0, 0, 6, 4, 0.8), full(4, 0, 6, 4)];
  const owners = ownersOf(regions, { x: 2, y: 0, width: 8, height: 8 }, { width: 4, height: 4 });
  expect([...owners!]).toEqual([0, 1, 1, 1, 0, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1]);
});

it('has nothing to tell of one thing', () => {
  expect(
    ownersOf([full(0, 0, 4, 4)], { x: 0, y: 0, width: 4, height: 4 }, { width: 4, height: 4 }),
  ).toBeNull();
});
