import { expect, test } from 'vitest';
import { type Plane, plane } from '../../src/raster/raster.ts';
import { findBeard } from '../../src/seeing/beard.ts';
import type { Head } from '../../src/seeing/head.ts';
import { LIPS } from '../../src/seeing/mesh-points.ts';

const SIZE = 100;
const ABOVE_LIP = [164, 167, 393, 165, 391, 92, 322];
const ON_CHIN = [152, 175, 199, 200, 208, 428, 201, 421, 171, 396];

/** A head whose mesh lies in the middle but for the upper lip, at y = 60, and the chin, at y = 80; all of it is skin of lightness 0.7. */
function headWith(lip: number, chin: number): Head {
  const points = Array.from({ length: 468 }, () => ({ x: 50, y: 30 }));
  for (const i of ABOVE_LIP) points[i] = { x: 50, y: 60 };
  for (const i of ON_CHIN) points[i] = { x: 50, y: 80 };
  const data = Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
    const y = Math.floor(i / SIZE);
    return y < 50 ? 0.7 : y < 70 ? lip : chin;
  });
  const size = { width: SIZE, height: SIZE };
  const flat: Plane = plane(size, new Float32Array(SIZE * SIZE));
  return {
    points,
    unit: 80,
    lightness: plane(size, data),
    redness: flat,
    yellowness: flat,
    toPhoto: (point) => point,
  };
}

test('what is dark above the mouth and on the chin is a beard, as clear as it is no skin', () => {
  const beard = findBeard(headWith(0.3, 0.3));
  expect(beard!.clearness).toBeGreaterThan(0.9);
  expect(beard!.moustache[3]).toEqual({ x: 50, y: 60 });
});

test.each([
  ['skin', 0.7, 0.7],
  ['a shadow', 0.55, 0.55],
  ['a moustache alone', 0.3, 0.7],
  ['a dark chin alone', 0.7, 0.3],
])('%s is none', (_, lip, chin) => {
  expect(findBeard(headWith(lip, chin))).toBeNull();
});

test('what is hardly darker than cheeks is none, what is a fifth of OKLab darker is one', () => {
  expect(findBeard(headWith(0.51, 0.3))).toBeNull();
  expect(findBeard(headWith(0.3, 0.51))).toBeNull();
  const beard = findBeard(headWith(0.49, 0.3));
  // 0.21 are 3.5 deviations of skin, of which 2.6 are its border
  const skin = 1 / (1 + (3.5 / 2.6) ** 4);
  expect(beard!.clearness).toBeCloseTo(1 - skin, 4);
});

test('on each cheek it goes from below the ear to the corner of the mouth, over a place between and below them', () => {
  const head = headWith(0.3, 0.3);
  const points = [...head.points];
  const [rightEar, leftEar] = [
    { x: 10, y: 40 },
    { x: 90, y: 40 },
  ];
  const [rightCorner, leftCorner] = [
    { x: 34, y: 60 },
    { x: 66, y: 60 },
  ];
  Object.assign(points, { 132: rightEar, 361: leftEar });
  Object.assign(points, { [LIPS.upperOuter[0]]: rightCorner, [LIPS.upperOuter.at(-1)!]: leftCorner });
  const beard = findBeard({ ...head, points })!;
  // in the middle, moved towards the mouth by an eighth of the way, and down by half of its height
  expect(beard.right).toEqual([rightEar, { x: 22 + 3, y: 50 + 10 }, rightCorner]);
  expect(beard.left).toEqual([leftEar, { x: 78 - 3, y: 50 + 10 }, leftCorner]);
});
