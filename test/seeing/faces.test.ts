import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine } from '../../src/compute/engines.ts';
import type { Engine } from '../../src/compute/program.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import { bodyIn } from '../../src/seeing/bodies.ts';
import { type Face, findFaces, HUMAN_FACES } from '../../src/seeing/faces.ts';
import { distance } from '../../src/seeing/geometry.ts';
import { EYES, NOSE } from '../../src/seeing/mesh-points.ts';
import { findObjects } from '../../src/seeing/objects.ts';
import '../helpers/patience.ts';

const portraitPath = new URL('../golden/seeing/portrait.png', import.meta.url).pathname;
const hopperPath = new URL('../../assets/examples/grace-hopper.jpg', import.meta.url).pathname;
const duckPath = new URL('../../assets/examples/duck.jpg', import.meta.url).pathname;

let engine: Engine;
let portrait: RgbImage;
let face: Face;
beforeAll(async () => {
  engine = await createEngine('auto', { threads: 1 });
  portrait = await read(sharp(portraitPath));
  [face] = (await findFaces(engine, portrait)) as [Face];
});
afterAll(() => engine.dispose());

async function read(picture: Sharp): Promise<RgbImage> {
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    channels: 3 as const,
    data: Float32Array.from(data, (v: number) => v / 255),
  };
}

test('the portrait has one face, with its points where one sees them', () => {
  expect(face.score).toBeGreaterThan(0.8);
  expect(distance(face.irises.right, { x: 99, y: 111 })).toBeLessThan(5);
  expect(distance(face.irises.left, { x: 157, y: 108 })).toBeLessThan(5);
  expect(distance(face.points[NOSE.tip]!, { x: 130, y: 148 })).toBeLessThan(5);
  expect(face.points[EYES.right.outer]!.x).toBeLessThan(face.irises.right.x);
  expect(Math.abs(face.angle)).toBeLessThan(0.1);
});

test.each([30, -45, 60])('turned by %d degrees, the points turn with it', async (degrees) => {
  const turned = await read(sharp(portraitPath).rotate(degrees, { background: '#556' }));
  const [found] = await findFaces(engine, turned);
  const radians = (degrees * Math.PI) / 180;
  const turn = ({ x, y }: { x: number; y: number }) => ({
    x: turned.width / 2 + (x - 128) * Math.cos(radians) - (y - 128) * Math.sin(radians),
    y: turned.height / 2 + (x - 128) * Math.sin(radians) + (y - 128) * Math.cos(radians),
  });
  const apart = face.points.map((point, i) => distance(turn(point), found!.points[i]!));
  expect(apart.reduce((sum, v) => sum + v, 0) / apart.length).toBeLessThan(4);
});

test('two people are two faces, the larger first', async () => {
  const small = await sharp(portraitPath).resize(150).toBuffer();
  const both = await sharp({ create: { width: 520, height: 300, channels: 3 as const, background: '#667' } })
    .composite([
      { input: small, left: 320, top: 60 },
      { input: portraitPath, left: 20, top: 20 },
    ])
    .png()
    .toBuffer();
  const faces = await findFaces(engine, await read(sharp(both)));
  expect(faces).toHaveLength(2);
  expect(faces[0]!.box.width).toBeGreaterThan(1.4 * faces[1]!.box.width);
});

test('a face too small for the whole photo is found in a part of it', async () => {
  const small = await sharp(portraitPath).resize(40).toBuffer();
  const wide = await sharp({ create: { width: 1200, height: 900, channels: 3 as const, background: '#667' } })
    .composite([{ input: small, left: 700, top: 300 }])
    .png()
    .toBuffer();
  const photo = await read(sharp(wide));
  expect(await findFaces(engine, photo)).toEqual([]);
  expect(await findFaces(engine, photo, [{ x: 670, y: 270, width: 100, height: 100 }])).toHaveLength(1);
});

test('a duck has no human face, and is a bird', async () => {
  const duck = await read(sharp(duckPath));
  expect(await findFaces(engine, duck)).toEqual([]);
  const [thing] = await findObjects(engine, duck);
  expect(thing!.name).toBe('bird');
  expect(thing!.score).toBeGreaterThan(0.5);
});

test('shoulders are below the eyes, on their own sides', async () => {
  const photo = await read(sharp(hopperPath));
  const body = await bodyIn(engine, photo, { x: 0, y: 0, width: photo.width, height: photo.height });
  expect(body.leftShoulder.score).toBeGreaterThan(0.3);
  expect(body.leftShoulder.y).toBeGreaterThan(body.leftEye.y + 100);
  expect(body.leftShoulder.x).toBeGreaterThan(body.rightShoulder.x + 200);
});

test('a face that is not sure counts only as a part of a person', async () => {
  const unsure = { ...HUMAN_FACES, sure: 2 };
  const hopper = await read(sharp(hopperPath));
  expect(await findFaces(engine, hopper, [], unsure)).toHaveLength(1);
  // the face alone, out of which the detector of things makes no person
  const { box } = (await findFaces(engine, hopper))[0]!;
  const around = { left: box.x, top: box.y, width: box.width, height: box.height };
  const part = sharp(hopperPath).extract(
    Object.assign({}, ...Object.entries(around).map(([k, v]) => ({ [k]: Math.round(v) }))),
  );
  expect(await findFaces(engine, await read(part.blur(6)), [], { ...unsure, sure: 0.75 })).toEqual([]);
});
