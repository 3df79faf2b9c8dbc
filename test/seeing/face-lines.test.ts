/** Lines of the one portrait that every checkout has, and of it with changes. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine } from '../../src/compute/engines.ts';
import type { Engine } from '../../src/compute/program.ts';
import type { Plane, RgbImage } from '../../src/raster/raster.ts';
import { drawFace, type FaceDrawing } from '../../src/seeing/face-lines.ts';
import { type Face, findFaces } from '../../src/seeing/faces.ts';
import { findPortraits, isInside } from '../../src/seeing/portraits.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const path = new URL('../golden/seeing/portrait.png', import.meta.url).pathname;

let engine: Engine;
let portrait: RgbImage;
let face: Face;
let drawing: FaceDrawing;
beforeAll(async () => {
  engine = await createEngine('auto', { threads: 1 });
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  portrait = {
    width: info.width,
    height: info.height,
    channels: 3,
    data: Float32Array.from(data, (v) => v / 255),
  };
  [face] = (await findFaces(engine, portrait)) as [Face];
  drawing = drawFace(portrait, face);
});
afterAll(() => engine.dispose());

const lines = (of: FaceDrawing, kind: string) => of.lines.filter((line) => line.kind === kind);
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const middleY = (of: FaceDrawing, kind: string) =>
  mean(lines(of, kind).flatMap(({ trail }) => trail.map(({ y }) => y)));

test('lines are where a person sees them', () => {
  const order = ['hairline', 'brow', 'noseBase', 'mouth', 'lowerLip'].map((kind) => middleY(drawing, kind));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  // The hat's brim, the bar of the glasses, the line between the lips.
  expect(middleY(drawing, 'hairline')).toBeGreaterThan(66);
  expect(middleY(drawing, 'hairline')).toBeLessThan(96);
  expect(Math.abs(middleY(drawing, 'mouth') - 169)).toBeLessThan(5);
  expect(drawing.openness).toBeLessThan(0.1);
  expect(Math.abs(drawing.turn)).toBeLessThan(0.15);
});

test('the jaw ends at the chin from both sides', () => {
  const [right, left] = lines(drawing, 'jaw');
  expect(right!.trail.at(-1)).toEqual(left!.trail[0]);
  expect(Math.max(...right!.trail.map(({ y }) => y))).toBeGreaterThan(195);
});

test('her glasses are seen, and gone when the photo is too soft to show them', async () => {
  expect(lines(drawing, 'glasses')).toHaveLength(2);
  expect(lines(drawing, 'glassesTop')).toHaveLength(1);
  const { data } = await sharp(path).removeAlpha().blur(6).raw().toBuffer({ resolveWithObject: true });
  const soft = { ...portrait, data: Float32Array.from(data, (v) => v / 255) };
  expect(lines(drawFace(soft, face), 'glasses')).toHaveLength(0);
});

test('of a plain picture nothing but the mesh is certain', () => {
  const plain = { ...portrait, data: new Float32Array(portrait.data.length).fill(0.5) };
  const drawn = drawFace(plain, face);
  expect(lines(drawn, 'glasses')).toHaveLength(0);
  expect(lines(drawn, 'hairline')[0]!.clearness).toBe(0);
  expect(lines(drawn, 'fold').map(({ clearness }) => clearness)).toEqual([0, 0]);
});

const look = (mask: Plane | null) => ({
  window: { x: 56, y: 48, width: 144, height: 160 },
  image: { width: 288, height: 320, channels: 3 as const, data: new Float32Array(288 * 320 * 3) },
  mask,
  landmarks: [
    { kind: 'eye', x: 86, y: 126, radius: 6, likelihood: 0.9 } as const,
    { kind: 'eye', x: 20, y: 300, radius: 6, likelihood: 0.9 } as const,
  ],
});

test('a portrait is in working pixels, and takes the place of the eyes that were found in it', async () => {
  const { portraits, landmarks } = await findPortraits(engine, portrait, look(null), [face]);
  expect(portraits).toHaveLength(1);
  const { drawing: placed, heightOnPaper } = portraits[0]!;
  expect(placed.irises.right.x).toBeCloseTo(2 * (face.irises.right.x - 56), 4);
  expect(heightOnPaper).toBeCloseTo((placed.height / 2) * (224 / 256), 4);
  expect(landmarks.map(({ x }) => x)).toEqual([20]);
});

test('an ear is no eye of somebody else', async () => {
  const [ear] = face.points.slice(127, 128).map(({ x, y }) => ({ x: 2 * (x - 56) - 8, y: 2 * (y - 48) }));
  const beside = {
    ...look(null),
    landmarks: [{ kind: 'eye', ...ear!, radius: 6, likelihood: 0.9 } as const],
  };
  const { portraits, landmarks } = await findPortraits(engine, portrait, beside, [face]);
  expect(isInside(portraits[0]!.drawing.outline, ear!)).toBe(false);
  expect(landmarks).toEqual([]);
});

test('who is not the subject has no portrait', async () => {
  const { portraits, landmarks } = await findPortraits(engine, portrait, look(constantPlane(288, 320, 0)), [
    face,
  ]);
  expect(portraits).toEqual([]);
  expect(landmarks).toHaveLength(2);
});

test('jaw and hairline end where the outline of the subject takes over', async () => {
  const mask = planeOf(288, 320, (x) => (x > 30 ? 1 : 0));
  const whole = await findPortraits(engine, portrait, look(constantPlane(288, 320, 1)), [face]);
  const cut = await findPortraits(engine, portrait, look(mask), [face]);
  const jaw = ({ portraits }: typeof cut) => lines(portraits[0]!.drawing, 'jaw')[0]!.trail;
  expect(Math.min(...jaw(whole).map(({ x }) => x))).toBeLessThan(40);
  expect(Math.min(...jaw(cut).map(({ x }) => x))).toBeGreaterThan(40);
  expect(jaw(cut).at(-1)).toEqual(jaw(whole).at(-1));
});

test('a point is inside an outline by the even-odd rule', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 4 },
    { x: 0, y: 4 },
  ];
  expect(isInside(square, { x: 1, y: 3 })).toBe(true);
  expect(isInside(square, { x: 5, y: 3 })).toBe(false);
});
