/** Lines of faces that are painted, so that where they run is known. */
import { describe, expect, test } from 'vitest';
import { drawFace, FACE_LINES, type FaceDrawing, placeDrawing } from '../../src/seeing/face-lines.ts';
import { squareOfMesh } from '../../src/seeing/facemesh.ts';
import type { Point } from '../../src/seeing/geometry.ts';
import { valueAt, viewHead } from '../../src/seeing/head.ts';
import { CHIN, FOREHEAD, NOSE } from '../../src/seeing/mesh-points.ts';
import { type FacePlace, paintFace, placer, SHAPE, schematicFace } from '../helpers/schematic-face.ts';

const SIZE = { width: 300, height: 300 };
const AT: FacePlace = { x: 150, y: 150, height: 120 };
const SKIN = 0.8;

const inHeights = ({ x, y, height }: FacePlace, point: Point) => ({
  x: (point.x - x) / height,
  y: (point.y - y) / height,
});
const line = ({ lines }: FaceDrawing, kind: string, side?: string) =>
  lines.find((one) => one.kind === kind && one.side === side)!;
const draw = (paint: (x: number, y: number) => number, at = AT) =>
  drawFace(paintFace(at, SIZE, paint), schematicFace(at));

describe('viewHead', () => {
  test.each([0, 0.5, -1.2])('sets a head upright that is turned by %d', (angle) => {
    const at = { ...AT, x: 140, y: 155, angle };
    const face = schematicFace(at);
    const head = viewHead(
      paintFace(at, SIZE, (x, y) => 0.5 + 0.3 * x + 0.2 * y),
      face,
    );
    const [forehead, chin] = [head.points[FOREHEAD]!, head.points[CHIN]!];
    expect(chin.x).toBeCloseTo(forehead.x, 6);
    expect(chin.y - forehead.y).toBeCloseTo(head.unit, 6);
    // the view is 2.6 sides of the face wide and has 320 pixels
    expect(head.unit).toBeCloseTo((320 * at.height) / (2.6 * squareOfMesh(face.points).side), 3);
    for (const i of [FOREHEAD, CHIN, NOSE.tip, 33]) {
      const back = head.toPhoto(head.points[i]!);
      expect(back.x).toBeCloseTo(face.points[i]!.x, 5);
      expect(back.y).toBeCloseTo(face.points[i]!.y, 5);
    }
    const lightness = (i: number) => valueAt(head.lightness, head.points[i]!);
    expect(lightness(CHIN)).toBeGreaterThan(lightness(FOREHEAD) + 0.1);
    expect(lightness(263)).toBeGreaterThan(lightness(33) + 0.05);
    expect(valueAt(head.redness, head.points[CHIN]!)).toBeCloseTo(0, 4);
  });
});

test('a value between pixels is bilinear, and beyond the border the border’s', () => {
  const plane = { width: 3, height: 2, channels: 1 as const, data: new Float32Array([0, 1, 2, 4, 5, 6]) };
  for (const [x, y, value] of [
    [0.5, 0.5, 0],
    [1, 0.5, 0.5],
    [0.5, 1, 2],
    [2.25, 1, 3.75],
    [-5, 0.5, 0],
    [9, 0.5, 2],
    [2.5, 9, 6],
    [0.5, -4, 0],
    [2.9, 1.9, 6],
  ] as const)
    expect(valueAt(plane, { x, y })).toBeCloseTo(value, 6);
});

describe('drawFace', () => {
  const near = (y: number, at: number, half = 0.016) => Math.abs(y - at) < half;

  test('moves brows and the mouth to the dark lines beside the mesh’s', () => {
    const browY = (SHAPE.brow.upper + SHAPE.brow.lower) / 2;
    const drawing = draw((x, y) => {
      const brow = near(y, browY + 0.018) && Math.abs(Math.abs(x) - 0.175) < 0.13;
      const mouth = near(y, SHAPE.mouth.y - 0.016) && Math.abs(x) < 0.16;
      return brow || mouth ? 0.15 : SKIN;
    });
    for (const side of ['right', 'left']) {
      const brow = line(drawing, 'brow', side);
      const middle = inHeights(AT, brow.trail[12]!);
      expect(middle.y).toBeCloseTo(browY + 0.018, 2);
      expect(Math.sign(middle.x)).toBe(side === 'right' ? -1 : 1);
      expect(brow.clearness).toBeGreaterThan(0.9);
    }
    const mouth = line(drawing, 'mouth');
    expect(inHeights(AT, mouth.trail[12]!).y).toBeCloseTo(SHAPE.mouth.y - 0.016, 2);
    expect(mouth.clearness).toBe(1);
  });

  test('what the photo does not show is not clear', () => {
    const drawing = draw(() => SKIN);
    for (const kind of ['brow', 'fold', 'lowerLid', 'noseSide'])
      expect(line(drawing, kind, 'right').clearness).toBeLessThan(1e-3);
    for (const kind of ['noseBase', 'lowerLip', 'upperLip', 'hairline'])
      expect(line(drawing, kind).clearness).toBeLessThan(1e-3);
    expect(line(drawing, 'lid', 'left').clearness).toBe(1);
    expect(line(drawing, 'moustache')).toBeUndefined();
  });

  test('moves the jaw to where the face ends, and divides it at the chin', () => {
    const radius = (x: number, y: number) => Math.hypot(x / SHAPE.halfWidth, y / 0.5);
    const drawing = draw((x, y) => (radius(x, y) < 1.06 ? SKIN : 0.2));
    for (const side of ['right', 'left']) {
      const jaw = line(drawing, 'jaw', side);
      expect(jaw.clearness).toBeGreaterThan(0.8);
      const points = jaw.trail.map((point) => inHeights(AT, point)).slice(4, -4);
      for (const { x, y } of points) expect(Math.abs(radius(x, y) - 1.06)).toBeLessThan(0.03);
    }
    const [right, left] = [line(drawing, 'jaw', 'right'), line(drawing, 'jaw', 'left')];
    expect(right.trail.at(-1)).toEqual(left.trail[0]);
    expect(right.trail[0]!.x).toBeLessThan(AT.x);
    expect(left.trail.at(-1)!.x).toBeGreaterThan(AT.x);
    expect(Math.abs(right.trail.at(-1)!.x - AT.x)).toBeLessThan(0.06 * AT.height);
  });

  test('a mouth that is open is two lines, from corner to corner', () => {
    const at = { ...AT, open: 0.03 };
    const open = draw(() => SKIN, at);
    expect(open.openness).toBeCloseTo(0.06 / (2 * (SHAPE.mouth.halfWidth - 0.01)), 5);
    const [lower, upper] = [line(open, 'mouth'), line(open, 'upperTeeth')];
    expect(inHeights(AT, lower.trail[5]!).y).toBeCloseTo(SHAPE.mouth.y + 0.03, 4);
    expect(inHeights(AT, upper.trail[5]!).y).toBeCloseTo(SHAPE.mouth.y - 0.03, 4);
    for (const { trail } of [lower, upper]) {
      expect(trail).toHaveLength(11);
      expect(inHeights(AT, trail[0]!).x).toBeCloseTo(-SHAPE.mouth.halfWidth, 4);
      expect(inHeights(AT, trail.at(-1)!).x).toBeCloseTo(SHAPE.mouth.halfWidth, 4);
    }
    expect(
      line(
        draw(() => SKIN, { ...AT, open: 0.01 }),
        'upperTeeth',
      ),
    ).toBeUndefined();
  });

  test('draws the nose’s darker side of a face from the front', () => {
    expect(draw((x) => (x < 0 ? 0.5 : SKIN)).shaded).toBe('right');
    expect(draw((x) => (x > 0 ? 0.5 : SKIN)).shaded).toBe('left');
  });

  test.each([
    [0.2, 'left'],
    [-0.2, 'right'],
    // the tip of the nose beyond the cheek, both eyes seen still
    [1.2, 'left'],
  ] as const)(
    'of a head turned so that its nose is aside by %d it draws the far side, whatever the light',
    (shift, shaded) => {
      const face = schematicFace(AT);
      const halfWidth = face.points[454]!.x - AT.x;
      const points = face.points.map((point, i) =>
        i === NOSE.tip ? { ...point, x: AT.x + shift * halfWidth } : point,
      );
      for (const sign of [-1, 1]) {
        const photo = paintFace(AT, SIZE, (x) => (sign * x < 0 ? 0.5 : SKIN));
        const drawing = drawFace(photo, { ...face, points });
        expect(drawing.turn).toBeCloseTo(shift / FACE_LINES.profile, 6);
        expect(drawing.shaded).toBe(shaded);
      }
    },
  );

  test('tells the size, the turn and the outline of the face in the photo', () => {
    const at = { ...AT, angle: 0.3 };
    const drawing = draw(() => SKIN, at);
    expect(drawing.height).toBeCloseTo(120, 6);
    expect(drawing.angle).toBe(0.3);
    expect(drawing.turn).toBeCloseTo(0, 6);
    expect(drawing.outline).toHaveLength(36);
    expect(drawing.outline[0]!.x).toBeCloseTo(placer(at)({ x: 0, y: -0.5 }).x, 6);
    expect(drawing.outline[9]!.y).toBeCloseTo(placer(at)({ x: SHAPE.halfWidth, y: 0 }).y, 6);
  });

  test('a beard has a moustache and an edge on each cheek', () => {
    const dark = (x: number, y: number) => y > 0.13 + 0.25 * (0.2 - Math.abs(x)) && Math.abs(x) < 0.5;
    const face = schematicFace(AT);
    const put = new Map<number, readonly [number, number]>([
      ...[164, 167, 393, 165, 391, 92, 322].map((i, k) => [i, [0.02 * (k - 3), 0.22]] as const),
      ...[175, 199, 200, 208, 428, 201, 421, 171, 396].map((i, k) => [i, [0.02 * (k - 4), 0.4]] as const),
    ]);
    const points = face.points.map((point, i) => {
      const at = put.get(i);
      return at ? placer(AT)({ x: at[0], y: at[1] }) : point;
    });
    const drawing = drawFace(
      paintFace(AT, SIZE, (x, y) => (dark(x, y) ? 0.1 : SKIN)),
      { ...face, points },
    );
    expect(line(drawing, 'moustache').clearness).toBeGreaterThan(0.8);
    for (const side of ['right', 'left'])
      expect(Math.sign(line(drawing, 'beard', side).trail[0]!.x - AT.x)).toBe(side === 'right' ? -1 : 1);
  });
});

test('a placed drawing has all lengths of the part it is placed in', () => {
  const drawing = draw(() => SKIN);
  const placed = placeDrawing(drawing, { x: 30, y: 50 }, 1.5);
  const moved = ({ x, y }: Point) => ({ x: 1.5 * (x - 30), y: 1.5 * (y - 50) });
  expect(placed.outline).toEqual(drawing.outline.map(moved));
  expect(placed.lines.map(({ trail }) => trail)).toEqual(drawing.lines.map(({ trail }) => trail.map(moved)));
  expect(placed.irises.left).toEqual({
    ...moved(drawing.irises.left),
    radius: 1.5 * drawing.irises.left.radius,
  });
  expect(placed.height).toBeCloseTo(180, 6);
  expect([placed.angle, placed.turn, placed.openness]).toEqual([
    drawing.angle,
    drawing.turn,
    drawing.openness,
  ]);
});
