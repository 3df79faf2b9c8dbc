/** A portrait of which only the head is taken for the subject at first. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine } from '../../src/compute/engines.ts';
import type { Engine } from '../../src/compute/program.ts';
import type { WholeLook } from '../../src/photo/look.ts';
import { type Plane, type RgbImage, valueAt } from '../../src/raster/raster.ts';
import { type Face, findFaces } from '../../src/seeing/faces.ts';
import { completePortrait, fillHoles } from '../../src/seeing/portrait-mask.ts';
import '../helpers/patience.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const path = new URL('../golden/seeing/portrait.png', import.meta.url).pathname;

let engine: Engine;
let photo: RgbImage;
let faces: Face[];
let chin: number;
beforeAll(async () => {
  engine = await createEngine('auto', { threads: 1 });
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const values = Float32Array.from(data, (v) => v / 255);
  photo = { width: info.width, height: info.height, channels: 3, data: values };
  faces = await findFaces(engine, photo);
  chin = faces[0]!.box.y + faces[0]!.box.height;
});
afterAll(() => engine.dispose());

const whole = (mask: Plane | null): WholeLook => ({
  content: { x: 0, y: 0, width: photo.width, height: photo.height },
  window: { x: 0, y: 0, width: photo.width, height: photo.height },
  image: photo,
  mask,
  subject: mask ?? constantPlane(photo.width, photo.height, 1),
  heads: constantPlane(photo.width, photo.height, 0),
  attention: () => constantPlane(photo.width, photo.height, 1),
  tokens: {
    rows: 0,
    columns: 0,
    width: 0,
    data: new Float32Array(0),
    photo: { x: 0, y: 0, width: 0, height: 0 },
  },
});
/** The mask of the head, and its darkest spot a hole. */
const headOnly = () => planeOf(photo.width, photo.height, (_, y) => (y < chin ? 1 : 0));

test('a mask that ends at the chin gets what is below it', async () => {
  const { mask } = await completePortrait(engine, photo, whole(headOnly()), faces);
  const middle = faces[0]!.box.x + faces[0]!.box.width / 2;
  expect(valueAt(mask!, middle, photo.height - 4)).toBeGreaterThan(0.9);
  expect(valueAt(mask!, middle, chin - 10)).toBe(1);
});

test('what is no portrait stays as it is', async () => {
  const all = whole(null);
  expect(await completePortrait(engine, photo, all, faces)).toBe(all);
  const head = whole(headOnly());
  expect(await completePortrait(engine, photo, head, [])).toBe(head);
  const elsewhere = whole(constantPlane(photo.width, photo.height, 0));
  expect(await completePortrait(engine, photo, elsewhere, faces)).toBe(elsewhere);
});

test('small holes are filled, large ones and bays are not', () => {
  const holed = planeOf(40, 40, (x, y) => {
    const isSmall = x >= 5 && x < 8 && y >= 5 && y < 8;
    const isLarge = x >= 15 && x < 25 && y >= 15 && y < 25;
    const isBay = x >= 37 && y >= 30 && y < 32;
    return isSmall || isLarge || isBay ? 0 : 1;
  });
  const filled = fillHoles(holed, 20);
  expect(valueAt(filled, 6, 6)).toBe(1);
  expect(valueAt(filled, 20, 20)).toBe(0);
  expect(valueAt(filled, 38, 30)).toBe(0);
});
