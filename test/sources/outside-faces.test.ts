import { expect, test } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import type { Piece } from '../../src/lines/pieces.ts';
import type { Portrait } from '../../src/seeing/portraits.ts';
import { badgesBeside, facesAt, outsideFaces } from '../../src/sources/outside-faces.ts';

const trail = (y: number) => Array.from({ length: 5 }, (_, i) => ({ x: 20 + 10 * i, y }));
const portrait = {
  heightOnPaper: 80,
  drawing: {
    height: 100,
    outline: [
      { x: 0, y: 0 },
      { x: 80, y: 0 },
      { x: 80, y: 100 },
      { x: 0, y: 100 },
    ],
    lines: [{ kind: 'hairline', trail: trail(-20), clearness: 1 }],
  },
} as unknown as Portrait;

/** Along a cubic with these control points. */
function piece(...control: number[]): Piece {
  const points = Float64Array.from(control);
  const xy = Float64Array.from(Array.from({ length: 21 }, (_, k) => evaluate(points, k / 20)).flat());
  return { points, xy } as unknown as Piece;
}
const straight = (x: number, y: number, length: number) =>
  piece(x, y, x + length / 3, y, x + (2 * length) / 3, y, x + length, y);

test('what lies within a face is left to its own lines', () => {
  const [inside, across, outside] = [straight(10, 50, 20), straight(65, 50, 20), straight(100, 50, 20)];
  expect(outsideFaces([[inside, across, outside]], [portrait])).toEqual([[outside]]);
  expect(outsideFaces([[inside, outside]], [])).toEqual([[inside, outside]]);
});

test('what repeats a line of the face outside of it is left out, what is beside it is not', () => {
  const [again, above] = [straight(22, -24, 30), straight(22, -35, 30)];
  expect(outsideFaces([[again, above]], [portrait])).toEqual([[above]]);
});

test('a small loop is a badge, an open collar and a large ring are lines', () => {
  const badge = piece(120, 150, 80, 180, 160, 180, 120, 150);
  const collar = piece(100, 110, 100, 140, 130, 150, 150, 160);
  const ring = piece(120, 150, -60, 330, 300, 330, 120, 150);
  expect(outsideFaces([[badge, collar, ring]], [portrait])).toEqual([[collar, ring]]);
});

test('a straight line beside a face is no badge, in whatever direction it runs', () => {
  const upright = piece(110, 10, 110, 30, 110, 50, 110, 70);
  const lying = straight(100, 120, 60);
  expect(outsideFaces([[upright, lying]], [portrait])).toEqual([[upright, lying]]);
});

test('a line is the face’s when three fifths of its points are, and each tolerance keeps its own', () => {
  const points = (inside: number) =>
    ({
      points: Float64Array.of(200, 50, 240, 50, 280, 50, 320, 50),
      xy: Float64Array.from(Array.from({ length: 10 }, (_, i) => [i < inside ? 40 : 300, 50]).flat()),
    }) as unknown as Piece;
  expect(outsideFaces([[points(6)], [points(5)]], [portrait])).toEqual([[], [points(5)]]);
});

test('places are a face’s within it, and along its lines by a part of its height', () => {
  const isOfFace = facesAt([portrait]);
  expect([isOfFace(40, 50), isOfFace(79, 99), isOfFace(81, 50), isOfFace(40, 101)]).toEqual([
    ...[true, true, false, false],
  ]);
  // a hairline from 20 to 60, 20 above a face that is 100 high
  expect([-26.5, -13.5, -27.5, -12.5].map((y) => isOfFace(40, y))).toEqual([true, true, false, false]);
  expect([13.5, 66.5, 12.5, 67.5].map((x) => isOfFace(x, -20))).toEqual([true, true, false, false]);
  expect(facesAt([])(40, 50)).toBe(false);
  const elsewhere = {
    ...portrait,
    drawing: {
      ...portrait.drawing,
      outline: portrait.drawing.outline.map(({ x, y }) => ({ x: x + 300, y })),
    },
  };
  expect(facesAt([elsewhere, portrait])(40, 50)).toBe(true);
});

test('a stroke is a badge when it is short for a face, and its ends are near each other', () => {
  const isBadge = badgesBeside([portrait]);
  /** Down, to the right and up again: its net is 160 + x long, its chord x. */
  const open = (x: number, deep = 80) => Float64Array.of(200, 0, 200, deep, 200 + x, deep, 200 + x, 0);
  // 0.4 of half of what net and chord are together: 80 + x
  expect([53, 54].map((x) => isBadge(open(x)))).toEqual([true, false]);
  // twice the face's height of 100: net and chord are 2 * deep + 20 together, halved
  expect([189, 191].map((deep) => isBadge(open(10, deep)))).toEqual([true, false]);
  expect(badgesBeside([])(open(20))).toBe(false);
  const small = { ...portrait, drawing: { ...portrait.drawing, height: 10 } };
  expect(badgesBeside([small])(open(20))).toBe(false);
  // a badge beside any of the faces is one
  expect(badgesBeside([small, portrait])(open(20))).toBe(true);
});
