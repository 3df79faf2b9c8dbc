import { describe, expect, it } from 'vitest';
import { type ContourMap, mapContours } from '../../src/contours/map.ts';
import { fitCubic } from '../../src/lines/fit.ts';
import type { Piece } from '../../src/lines/pieces.ts';
import type { Portrait } from '../../src/seeing/portraits.ts';
import { offerWithin } from '../../src/sources/within.ts';
import { constantPlane, drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';

const SIZE = 256;
const disc = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - 128, y - 128) < 110 ? 1 : 0));
const base = mapContours({
  image: drawPicture(SIZE, SIZE, (c) => fillCircle(c, 128, 128, 110, '#806040')),
  mask: disc,
  attention: () => constantPlane(SIZE, SIZE, 1),
  subject: constantPlane(SIZE, SIZE, 1),
  heads: constantPlane(SIZE, SIZE, 0),
  parts: [],
  landmarks: [],
});
/** Borders between parts along x = 100 and, less sure, along x = 150. */
const map: ContourMap = {
  ...base,
  partStrength: planeOf(SIZE, SIZE, (x) => (Math.floor(x) === 100 ? 1 : Math.floor(x) === 150 ? 0.5 : 0)),
};

function piece(at: (t: number) => readonly [number, number], steps = 60): Piece {
  const xy = Float64Array.from(Array.from({ length: steps + 1 }, (_, k) => at(k / steps)).flat());
  const { points } = fitCubic(xy, 0, steps, 1);
  return { points, error: 0, xy, strength: new Float64Array(steps + 1).fill(1) };
}
const upright = (x: number, from = 70, to = 190) => piece((t) => [x, from + t * (to - from)]);
const pick = (pieces: readonly Piece[], count: number, of = map, drawn: Float64Array[] = []) =>
  offerWithin([pieces], of)({ count, drawn }).pieces.map(({ points }) => points[0]);

describe('lines within the outline', () => {
  it('say the more, the surer the border between parts that they lie on', () => {
    const pieces = [upright(60), upright(150), upright(100)];
    expect(pick(pieces, 3).map(Math.round)).toEqual([100, 150]);
    expect(pick(pieces, 1).map(Math.round)).toEqual([100]);
  });

  it('say more along arms and legs than on folds of cloth, and near a face than far from it', () => {
    const pieces = [upright(150), upright(100)];
    const limb = { from: { x: 150, y: 90 }, to: { x: 150, y: 170 }, radius: 12 };
    expect(pick(pieces, 1, { ...map, limbParts: [limb] }).map(Math.round)).toEqual([150]);
    const drawing = {
      outline: [140, 160].flatMap((x) => [
        { x, y: 110 },
        { x, y: 150 },
      ]),
      height: 40,
      angle: 0,
    };
    const portrait = { drawing, heightOnPaper: 40 } as unknown as Portrait;
    expect(pick(pieces, 1, { ...map, portraits: [portrait] }).map(Math.round)).toEqual([150]);
  });

  it('lie well within it', () => {
    expect(pick([upright(100, 25, 40)], 1)).toEqual([]);
    expect(pick([piece((t) => [240, 90 + 60 * t])], 1)).toEqual([]);
  });

  it('are no stray marks', () => {
    expect(pick([upright(100, 120, 140)], 1)).toEqual([]);
    expect(pick([upright(150, 110, 150)], 1)).toEqual([]);
    expect(pick([upright(150, 80, 180)], 1)).toHaveLength(1);
  });

  it('are no small patches, unless they lie in a head', () => {
    const round = (radius: number) =>
      piece((t) => [100 + radius * (Math.cos(5.6 * t) - 1), 130 + radius * Math.sin(5.6 * t)]);
    const whole = { ...map, partStrength: constantPlane(SIZE, SIZE, 1) };
    expect(pick([round(14)], 1, whole)).toEqual([]);
    expect(pick([round(30)], 1, whole)).toHaveLength(1);
    const head = planeOf(SIZE, SIZE, (x, y) => (Math.hypot(x - 86, y - 130) < 25 ? 1 : 0));
    expect(pick([round(14)], 1, { ...whole, heads: head })).toHaveLength(1);
  });

  it('do not wiggle', () => {
    const calm = piece((t) => [100 + 2 * Math.sin(Math.PI * t), 90 + 70 * t]);
    const wiggling = piece((t) => [100 + 9 * Math.sin(2 * Math.PI * t), 90 + 20 * t]);
    expect(pick([wiggling], 1)).toEqual([]);
    expect(pick([wiggling, calm], 2)).toHaveLength(1);
  });

  it('keep clear of eyes and noses', () => {
    const eye = { kind: 'eye', likelihood: 1, x: 104, y: 130, radius: 3 } as const;
    expect(pick([upright(100)], 1, { ...map, landmarks: [eye] })).toEqual([]);
    expect(pick([upright(100)], 1, { ...map, landmarks: [{ ...eye, x: 130 }] })).toHaveLength(1);
  });

  it('repeat no line that is drawn already', () => {
    const { xy } = upright(101);
    expect(pick([upright(100), upright(150, 80, 180)], 1, map, [xy]).map(Math.round)).toEqual([150]);
  });

  it('say as much as their points do: one each, twice that in a head, three times along a limb, four times at a face', () => {
    const whole = { ...map, partStrength: constantPlane(SIZE, SIZE, 1) };
    const says = (of: ContourMap) => offerWithin([[upright(128)]], of)({ count: 1, drawn: [] }).says[0]!;
    expect(says(whole)).toBeCloseTo(61, 3);
    expect(says({ ...whole, heads: constantPlane(SIZE, SIZE, 1) })).toBeCloseTo(2 * 61, 3);
    const limb = { from: { x: 128, y: 90 }, to: { x: 128, y: 170 }, radius: 500 };
    expect(says({ ...whole, limbParts: [limb] }) / 61).toBeCloseTo(3, 2);
    const drawing = {
      outline: [28, 228].flatMap((x) => [
        { x, y: 28 },
        { x, y: 228 },
      ]),
      height: 200,
      angle: 0,
    };
    const portrait = { drawing, heightOnPaper: 200 } as unknown as Portrait;
    expect(says({ ...whole, portraits: [portrait] }) / 61).toBeCloseTo(4, 2);
  });

  it('are as strong as the border, up to a fifth of a full one, and by how they bend', () => {
    const says = (border: number, of = upright(128)) =>
      offerWithin([[of]], { ...map, partStrength: constantPlane(SIZE, SIZE, border) })({
        count: 1,
        drawn: [],
      }).says[0] ?? 0;
    expect(says(0.2)).toBeCloseTo(61, 3);
    expect(says(0.16)).toBeCloseTo(0.8 * 61, 3);
    // 120 pixels at less than half strength are a stray mark
    expect(says(0.11)).toBeGreaterThan(30);
    expect(says(0.08)).toBe(0);
    const arc = (bend: number) => piece((t) => [128 + bend * Math.sin(Math.PI * t), 90 + 80 * t]);
    expect(says(1, arc(15)) / says(1, arc(0))).toBeGreaterThan(0.97);
    const waving = piece((t) => [128 + 3.5 * Math.sin(2 * Math.PI * t), 60 + 140 * t]);
    const half = says(1, waving) / 61;
    expect(half).toBeGreaterThan(0.2);
    expect(half).toBeLessThan(0.9);
  });

  it('keep as far from landmarks as 7 pixels, or 1.6 radii of a large one', () => {
    const at = (x: number, radius: number) =>
      pick([upright(100)], 1, {
        ...map,
        landmarks: [{ kind: 'nose', likelihood: 1, x, y: 130, radius }],
      }).length;
    expect([at(106.9, 0), at(107.1, 0), at(93.1, 4), at(92.9, 4)]).toEqual([0, 1, 0, 1]);
    expect([at(115.9, 10), at(116.1, 10)]).toEqual([0, 1]);
  });
});
