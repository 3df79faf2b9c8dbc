import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createEngine } from '../../src/compute/engines.ts';
import { valueAt } from '../../src/raster/raster.ts';
import { BODY_PARTS, type Body, type BodyPart } from '../../src/seeing/bodies.ts';
import { findLimbParts, LIMBS_OF_PEOPLE, limbsOf, nearLimbs } from '../../src/seeing/limbs.ts';
import { findPersons } from '../../src/seeing/persons.ts';
import '../helpers/patience.ts';

/** Somebody who stands from (100, 50) to (100, 350), the left arm stretched out. */
const PLACES: Partial<Record<BodyPart, readonly [number, number]>> = {
  leftShoulder: [120, 100],
  rightShoulder: [80, 100],
  leftElbow: [160, 100],
  leftWrist: [200, 100],
  leftHip: [115, 200],
  rightHip: [85, 200],
  leftKnee: [115, 270],
  leftAnkle: [115, 340],
};
const body = (scores: Partial<Record<BodyPart, number>> = {}) =>
  Object.fromEntries(
    BODY_PARTS.map((part) => {
      const [x, y] = PLACES[part] ?? [0, 0];
      return [part, { x, y, score: scores[part] ?? (PLACES[part] ? 0.8 : 0) }];
    }),
  ) as Body;

test('limbs are those parts of which both ends were found; the outer ones reach as far as hands and feet', () => {
  const limbs = limbsOf(body());
  expect(limbs).toHaveLength(4);
  expect(limbs[0]).toMatchObject({ from: { x: 120, y: 100 }, to: { x: 160, y: 100 } });
  expect(limbs[1]!.to.x).toBeCloseTo(200 + 40 * LIMBS_OF_PEOPLE.beyond);
  expect(limbs[3]!.to.y).toBeCloseTo(340 + 70 * LIMBS_OF_PEOPLE.beyond);
  expect(limbsOf(body({ leftElbow: 0.1 }))).toHaveLength(2);
});

test('what lies along a limb is near, what lies a trunk away is not', () => {
  const near = nearLimbs(limbsOf(body()), { width: 300, height: 400 });
  expect(valueAt(near, 140, 100)).toBeGreaterThan(0.99);
  expect(valueAt(near, 205, 100)).toBeGreaterThan(0.95);
  expect(valueAt(near, 115, 240)).toBeGreaterThan(0.95);
  expect(valueAt(near, 100, 150)).toBeLessThan(0.3);
  expect(valueAt(near, 250, 300)).toBeLessThan(0.01);
  expect(nearLimbs([], { width: 4, height: 4 }).data.every((v) => v === 0)).toBe(true);
});

test('a duck has no arms', async () => {
  const engine = await createEngine('auto', { threads: 1 });
  const path = new URL('../../assets/examples/duck.jpg', import.meta.url).pathname;
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const values = Float32Array.from(data, (v) => v / 255);
  const image = { width: info.width, height: info.height, channels: 3 as const, data: values };
  const window = { x: 0, y: 0, width: info.width, height: info.height };
  const { persons } = await findPersons(engine, image);
  expect(await findLimbParts(engine, image, { window, image, mask: null }, persons)).toEqual([]);
  engine.dispose();
});
