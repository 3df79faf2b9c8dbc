import { describe, expect, test } from 'vitest';
import type { Landmark } from '../../src/photo/landmarks.ts';
import { type Plane, rgbImage } from '../../src/raster/raster.ts';
import { findPortraits, isInside } from '../../src/seeing/portraits.ts';
import { answeringEngine } from '../helpers/answering-engine.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';
import { paintFace, schematicFace } from '../helpers/schematic-face.ts';

const SIZE = { width: 240, height: 200 };
const AT = { x: 100, y: 90, height: 60 };
const PHOTO = paintFace(AT, SIZE, () => 0.7);
const FACE = schematicFace(AT);
/** Twice the photo's pixels. */
const WORKING = { width: 480, height: 400 };

const look = (mask: Plane | null, landmarks: readonly Landmark[] = []) => ({
  window: { x: 0, y: 0, ...SIZE },
  image: rgbImage(WORKING, new Float32Array(3 * WORKING.width * WORKING.height)),
  mask,
  landmarks,
});
const find = (mask: Plane | null, { faces = [FACE], landmarks = [] as readonly Landmark[] } = {}) =>
  findPortraits(answeringEngine({}), PHOTO, look(mask, landmarks), faces);
const eyeAt = (x: number, y: number): Landmark => ({ kind: 'eye', x, y, radius: 4, likelihood: 0.9 });

describe('findPortraits', () => {
  test('draws the faces of the whole photo without looking again', async () => {
    const { portraits, faces } = await find(null);
    expect(faces).toEqual([FACE]);
    const { drawing, heightOnPaper } = portraits[0]!;
    expect(drawing.height).toBeCloseTo(120, 6);
    expect(drawing.irises.left.x).toBeCloseTo(2 * FACE.irises.left.x, 6);
    expect(heightOnPaper).toBeCloseTo((60 * 224) / Math.sqrt(240 * 200), 6);
  });

  test('draws at most six of them, and leaves the others’ eyes alone', async () => {
    const faces = [20, 50, 80, 110, 140, 170, 200].map((x) => schematicFace({ x, y: 90, height: 26 }));
    const landmarks = faces.map(({ irises }) => eyeAt(2 * irises.left.x, 2 * irises.left.y));
    const found = await find(null, { faces, landmarks });
    expect(found.portraits).toHaveLength(6);
    expect(found.faces).toHaveLength(7);
    expect(found.landmarks).toEqual([landmarks[6]]);
  });

  test('somebody far behind has no portrait, and no dots for eyes either', async () => {
    const faces = [40, 24, 20].map((height, i) => schematicFace({ x: 40 + 70 * i, y: 90, height }));
    const landmarks = faces.map(({ irises }) => eyeAt(2 * irises.left.x, 2 * irises.left.y));
    const found = await find(null, { faces, landmarks });
    expect(found.portraits).toHaveLength(2);
    expect(found.faces).toHaveLength(3);
    expect(found.landmarks).toEqual([]);
  });

  test.each([
    [0.5, 1],
    [0.49, 0],
  ])('a face at whose middle the mask is %d sure gives %d portraits', async (sure, count) => {
    const at = (x: number, y: number) => (Math.abs(x - 200) < 3 && Math.abs(y - 180) < 3 ? sure : 0);
    expect((await find(planeOf(480, 400, at))).faces).toHaveLength(count);
  });

  test('a face outside of the window is not drawn', async () => {
    for (const [x, y] of [
      [-40, 90],
      [280, 90],
      [100, -40],
      [100, 240],
    ] as const)
      expect((await find(null, { faces: [schematicFace({ x, y, height: 60 })] })).portraits).toEqual([]);
  });

  test('landmarks in the face or within half its height of its middle are its own', async () => {
    const landmarks = [eyeAt(200, 180), eyeAt(200 + 64, 180), eyeAt(200, 180 + 67), eyeAt(200 - 64, 180)];
    expect((await find(null, { landmarks })).landmarks).toEqual([landmarks[2]]);
  });

  test('jaw and hairline keep what lies well inside of the subject', async () => {
    const kinds = async (mask: Plane | null) =>
      (await find(mask)).portraits[0]!.drawing.lines.map(({ kind }) => kind);
    const whole = await kinds(null);
    expect(await kinds(constantPlane(480, 400, 1))).toEqual(whole);
    // a mask that ends a twentieth of the face's height beyond the jaw
    const tight = planeOf(480, 400, (x, y) =>
      Math.hypot((x - 200) / (0.38 * 120 + 6), (y - 180) / (0.5 * 120 + 6)) < 1 ? 1 : 0,
    );
    const kept = await kinds(tight);
    expect(kept).not.toContain('jaw');
    expect(kept.filter((kind) => kind !== 'jaw' && kind !== 'hairline')).toEqual(
      whole.filter((kind) => kind !== 'jaw' && kind !== 'hairline'),
    );
    // and one that leaves an ear's breadth, a twelfth of it
    const wide = planeOf(480, 400, (x, y) =>
      Math.hypot((x - 200) / (0.38 * 120 + 15), (y - 180) / (0.5 * 120 + 15)) < 1 ? 1 : 0,
    );
    expect((await kinds(wide)).filter((kind) => kind === 'jaw')).toHaveLength(2);
    expect(await kinds(wide)).not.toContain('hairline');
  });

  test('what leaves the picture is not the subject’s border', async () => {
    const at = { x: 100, y: 172, height: 60 };
    const { portraits } = await find(constantPlane(480, 400, 1), { faces: [schematicFace(at)] });
    expect(portraits[0]!.drawing.lines.filter(({ kind }) => kind === 'jaw')).toHaveLength(2);
  });
});

test('the even-odd rule holds for outlines in either direction and with bays', () => {
  const bay = [
    { x: 0, y: 0 },
    { x: 6, y: 0 },
    { x: 6, y: 6 },
    { x: 3, y: 2 },
    { x: 0, y: 6 },
  ];
  for (const outline of [bay, [...bay].reverse()]) {
    expect(isInside(outline, { x: 1, y: 3 })).toBe(true);
    expect(isInside(outline, { x: 5, y: 3 })).toBe(true);
    expect(isInside(outline, { x: 3, y: 3 })).toBe(false);
    expect(isInside(outline, { x: 3, y: 1 })).toBe(true);
    expect(isInside(outline, { x: -1, y: 3 })).toBe(false);
    expect(isInside(outline, { x: 3, y: -1 })).toBe(false);
    expect(isInside(outline, { x: 3, y: 7 })).toBe(false);
  }
});
