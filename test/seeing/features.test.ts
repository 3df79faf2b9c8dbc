import { expect, test } from 'vitest';
import type { Face } from '../../src/seeing/faces.ts';
import { featuresOf } from '../../src/seeing/features.ts';
import { EYES, LIPS, NOSE } from '../../src/seeing/mesh-points.ts';

const points = Array.from({ length: 468 }, () => ({ x: 0, y: 0 }));
points[EYES.right.browUpper[2]!] = { x: 30, y: 20 };
points[EYES.right.browLower[2]!] = { x: 30, y: 24 };
points[EYES.left.browUpper[2]!] = { x: 70, y: 21 };
points[EYES.left.browLower[2]!] = { x: 70, y: 25 };
points[NOSE.tip] = { x: 50, y: 60 };
points[LIPS.upperInner[5]] = { x: 50, y: 80 };
points[LIPS.lowerInner[5]] = { x: 50, y: 84 };
const face: Face = {
  box: { x: 10, y: 0, width: 80, height: 120 },
  score: 0.9,
  points,
  irises: { right: { x: 31, y: 40, radius: 3 }, left: { x: 69, y: 41, radius: 3 } },
  angle: 0,
};
const size = { width: 100, height: 200 };
const window = { x: 20, y: 40, width: 50, height: 60 };

test('a human face is followed by its parts, all as likely as it is', () => {
  const features = featuresOf({ faces: [face], landmarks: [], window, width: 100 }, size, size);
  expect(features.map(({ kind, x, y }) => [kind, x, y])).toEqual([
    ['face', 50, 60],
    ['eye', 31, 40],
    ['eye', 69, 41],
    ['brow', 30, 22],
    ['brow', 70, 23],
    ['nose', 50, 60],
    ['mouth', 50, 82],
  ]);
  expect(features.every(({ likelihood }) => likelihood === 0.9)).toBe(true);
});

test('eyes and noses of others are moved from working pixels to those of the photo at its own size', () => {
  const landmarks = [{ kind: 'eye', x: 10, y: 30, radius: 2, likelihood: 0.8 } as const];
  const original = { width: 300, height: 600 };
  expect(featuresOf({ faces: [], landmarks, window, width: 100 }, size, original)).toEqual([
    { kind: 'eye', x: 75, y: 165, likelihood: 0.8 },
  ]);
});
