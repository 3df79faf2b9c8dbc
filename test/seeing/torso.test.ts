import { expect, test } from 'vitest';
import { valueAt } from '../../src/raster/raster.ts';
import { BODY_PARTS, type Body } from '../../src/seeing/bodies.ts';
import { CHIN, FOREHEAD } from '../../src/seeing/mesh-points.ts';
import { torsoMap } from '../../src/seeing/torso.ts';

const size = { width: 300, height: 300 };
const points = Array.from({ length: 468 }, () => ({ x: 150, y: 60 }));
points[FOREHEAD] = { x: 150, y: 20 };
points[CHIN] = { x: 150, y: 100 };
const body = (score: number) =>
  ({
    ...Object.fromEntries(BODY_PARTS.map((part) => [part, { x: 0, y: 0, score: 0 }])),
    rightShoulder: { x: 50, y: 200, score },
    leftShoulder: { x: 250, y: 180, score },
  }) as unknown as Body;

test('below the chin is the neck, below the shoulders found all between them', () => {
  const torso = torsoMap({ points }, body(0.8), size);
  expect(valueAt(torso, 150, 110)).toBeGreaterThan(0.9);
  expect(valueAt(torso, 80, 250)).toBeGreaterThan(0.9);
  expect(valueAt(torso, 150, 299)).toBeGreaterThan(0.9);
  expect(valueAt(torso, 80, 110)).toBeLessThan(0.05);
  expect(valueAt(torso, 150, 40)).toBeLessThan(0.05);
});

test('beyond the shoulders colours are to decide, as far as sleeves reach', () => {
  const torso = torsoMap({ points }, body(0.8), size);
  expect(valueAt(torso, 20, 250)).toBeCloseTo(0.4, 1);
  expect(valueAt(torsoMap({ points }, body(0.1), size), 5, 250)).toBeLessThan(0.1);
});

test('shoulders that were not found are as far away as those of most people', () => {
  const torso = torsoMap({ points }, body(0.1), size);
  expect(valueAt(torso, 150 - 60, 200)).toBeGreaterThan(0.9);
  expect(valueAt(torso, 150 + 60, 200)).toBeGreaterThan(0.9);
  expect(valueAt(torso, 10, 200)).toBeLessThan(0.05);
});
