/** Where landmarks go, whatever a network sees: a reader that finds an eye and a nose at known places of each head's picture. */
import { expect, it } from 'vitest';
import { findFaces, squareAround } from '../../src/photo/faces.ts';
import { FACE_SIZE, type SubjectReader } from '../../src/photo/reader.ts';
import type { RgbImage } from '../../src/raster/raster.ts';
import { constantPlane, drawPicture, planeOf } from '../helpers/pictures.ts';

const photo = drawPicture(400, 300, () => {}, '#808080');
/** A quarter of the photo at twice its size, with a head of 30 px in it. */
const window = { x: 100, y: 60, width: 200, height: 150 };
const [width, height] = [400, 300];
const heads = planeOf(width, height, (x, y) => (Math.hypot(x - 160, y - 140) < 30 ? 0.98 : 0));

const bump = (x0: number, y0: number) =>
  planeOf(FACE_SIZE, FACE_SIZE, (x, y) => 0.95 * Math.exp(-((x - x0) ** 2 + (y - y0) ** 2) / 50));
const looked: RgbImage[] = [];
const reader = {
  face: async (picture: RgbImage) => {
    looked.push(picture);
    return { face: 0.9, eyes: bump(82.5, 90.5), noses: bump(112.5, 130.5) };
  },
} as unknown as SubjectReader;
const find = (mask = constantPlane(width, height, 1)) => findFaces(photo, { window, heads, mask }, reader);

it('a head is looked at in a square of three times its radius', () => {
  expect(squareAround({ x: 50, y: 40, radius: 10 })).toEqual({ x: 35, y: 25, width: 30, height: 30 });
});

it('landmarks are in pixels of the map, where the head’s picture shows them', async () => {
  const [eye, nose, ...others] = await find();
  expect(others).toEqual([]);
  expect(looked.at(-1)).toMatchObject({ width: FACE_SIZE, height: FACE_SIZE });
  // the picture covers 45 pixels of the map to each side of the head's middle
  const place = (at: number, middle: number) => middle + (at / FACE_SIZE - 0.5) * 90;
  expect(eye!.kind).toBe('eye');
  expect(Math.hypot(eye!.x - place(82.5, 160), eye!.y - place(90.5, 140))).toBeLessThan(0.7);
  expect(nose!.kind).toBe('nose');
  expect(Math.hypot(nose!.x - place(112.5, 160), nose!.y - place(130.5, 140))).toBeLessThan(0.7);
});

it('landmarks that are not on the subject are left out', async () => {
  const mask = planeOf(width, height, (_, y) => (y > 140 ? 1 : 0));
  expect((await find(mask)).map(({ kind }) => kind)).toEqual(['nose']);
});

it('in a head that is not sure an eye has to be likelier', async () => {
  const unsure = planeOf(width, height, (x, y) => (Math.hypot(x - 160, y - 140) < 30 ? 0.9 : 0));
  const faces = (eye: number) => {
    const eyes = bump(82.5, 90.5);
    const scaled = { ...eyes, data: eyes.data.map((v) => (v * eye) / 0.95) };
    const maps = { face: 0.9, eyes: scaled, noses: constantPlane(FACE_SIZE, FACE_SIZE, 0) };
    const one = { face: async () => maps } as unknown as SubjectReader;
    return Promise.all(
      [unsure, heads].map((map) => findFaces(photo, { window, heads: map, mask: null }, one)),
    );
  };
  expect((await faces(0.99)).map((found) => found.length)).toEqual([1, 1]);
  expect((await faces(0.95)).map((found) => found.length)).toEqual([0, 1]);
});

it('what from near is no head has no eyes, however likely they are', async () => {
  const faces = async (face: number) => {
    const flower = {
      face: async () => ({ ...(await reader.face(photo)), face }),
    } as unknown as SubjectReader;
    return (await findFaces(photo, { window, heads, mask: null }, flower)).length;
  };
  expect(await faces(0.1)).toBe(0);
  expect(await faces(0.9)).toBe(2);
});

it('a nose has to be likelier where from near the head is not sure', async () => {
  const kinds = async (face: number, nose: number) => {
    const noses = bump(112.5, 130.5);
    const scaled = { ...noses, data: noses.data.map((v) => (v * nose) / 0.95) };
    const maps = { face, eyes: constantPlane(FACE_SIZE, FACE_SIZE, 0), noses: scaled };
    const grapes = { face: async () => maps } as unknown as SubjectReader;
    return (await findFaces(photo, { window, heads, mask: null }, grapes)).map(({ kind }) => kind);
  };
  expect(await kinds(0.5, 0.9)).toEqual([]);
  expect(await kinds(0.5, 0.99)).toEqual(['nose']);
  expect(await kinds(0.8, 0.9)).toEqual(['nose']);
});

it('where there is no head none is looked at', async () => {
  const before = looked.length;
  expect(
    await findFaces(photo, { window, heads: constantPlane(width, height, 0.2), mask: null }, reader),
  ).toEqual([]);
  expect(looked).toHaveLength(before);
});
