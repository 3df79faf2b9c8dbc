import { describe, expect, it } from 'vitest';
import type { Chain, Polyline } from '../../src/lines/polyline.ts';
import { plane, type RgbImage, rgbImage } from '../../src/raster/raster.ts';
import { FEATURES, LINE_FEATURES, lineFeatures } from '../../src/sources/line-features.ts';
import { LINE_BIAS, LINE_WEIGHTS } from '../../src/sources/line-weights.ts';
import { LINE_WORTH, lineWorths } from '../../src/sources/line-worth.ts';
import { constantPlane } from '../helpers/pictures.ts';

const SIZE = { width: 200, height: 160 };
const full = (value: number) => constantPlane(SIZE.width, SIZE.height, value);

function line(points: readonly (readonly [number, number])[], closed = false): Chain {
  return { xy: Float64Array.from(points.flat()), closed, strength: new Float64Array(points.length).fill(1) };
}
const straight = (x0: number, y0: number, x1: number, y1: number) => {
  const steps = Math.round(Math.hypot(x1 - x0, y1 - y0));
  return line(
    Array.from({ length: steps + 1 }, (_, k) => [x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps]),
  );
};
const arc = (radius: number, degrees: number, closed = false) =>
  line(
    Array.from({ length: degrees + (closed ? 0 : 1) }, (_, k) => [
      100 + radius * Math.cos((k * Math.PI) / 180),
      80 + radius * Math.sin((k * Math.PI) / 180),
    ]),
    closed,
  );

/** Black on the left of column 100, white on the right. */
const halves: RgbImage = rgbImage(
  SIZE,
  Float32Array.from({ length: 3 * SIZE.width * SIZE.height }, (_, i) =>
    Math.floor(i / 3) % SIZE.width < 100 ? 0 : 1,
  ),
);
const nothing = {
  image: rgbImage(SIZE, new Float32Array(3 * SIZE.width * SIZE.height).fill(0.5)),
  ...{ mask: full(1), heads: full(0), subject: full(0.5), outline: [] },
  boundaries: { near: full(0.4), afar: full(0.2) },
};
type Seen = Parameters<typeof lineFeatures>[0];
const of = (name: (typeof FEATURES)[number], lines: readonly Polyline[], seen: Partial<Seen> = {}) =>
  lineFeatures({ ...nothing, ...seen }, lines).map((row) => row[FEATURES.indexOf(name)]!);

describe('features of lines', () => {
  it('are one for each name', () => {
    const [row] = lineFeatures(nothing, [straight(10, 80, 190, 80)]);
    expect(row).toHaveLength(FEATURES.length);
    expect(LINE_WEIGHTS).toHaveLength(FEATURES.length);
    for (const value of row!) expect(Number.isFinite(value)).toBe(true);
  });

  it('are finite for lines on an empty map', () => {
    const empty = { near: full(0), afar: full(0) };
    for (const value of lineFeatures({ ...nothing, boundaries: empty }, [straight(10, 80, 60, 80)])[0]!)
      expect(Number.isFinite(value)).toBe(true);
  });

  it('say how high the map is along a line: all of it, and all but its weakest fifth', () => {
    const near = plane(
      SIZE,
      full(0).data.map((_, i) => (i % SIZE.width < 50 ? 0 : 0.8)),
    );
    const seen = { boundaries: { near, afar: full(0.2) } };
    const [low] = of('height that 80 % of its points have', [straight(0.5, 80, 199.5, 80)], seen);
    expect(low).toBeLessThan(0.05);
    expect(of('height on the map, mean', [straight(0.5, 80, 199.5, 80)], seen)[0]).toBeCloseTo(0.75, 1);
    expect(of('height on the map from afar, mean', [straight(10, 80, 60, 80)])[0]).toBeCloseTo(0.2);
    expect(of('borders around it, x 4', [straight(10, 80, 60, 80)])[0]).toBeCloseTo(1.6);
  });

  it('say how long, straight and bent it is', () => {
    const half = arc(40, 180);
    expect(
      of('logarithm of its length as a part of the image, + 2', [straight(0, 80, 200, 80)])[0],
    ).toBeCloseTo(2);
    const ends = of('distance of its ends as a part of its length, 0 if closed', [half, arc(40, 360, true)]);
    expect(ends[0]).toBeCloseTo(2 / Math.PI, 2);
    expect(ends[1]).toBe(0);
    expect(of('how far it turns to one side, in half turns', [half])[0]).toBeGreaterThan(0.85);
    expect(of('how far it turns to one side, in half turns', [half])[0]).toBeLessThan(1.01);
    expect(of('1 if closed', [half, arc(40, 360, true)])).toEqual([0, 1]);
  });

  it('say where its ends are', () => {
    const outline = [[straight(20, 10, 20, 150)]];
    const lines = [straight(22, 80, 100, 80), straight(60, 40, 100, 40), straight(21, 60, 21, 120)];
    expect(of('part of its ends on the outline', lines, { outline })).toEqual([0.5, 0, 1]);
    expect(of('part of its ends on the outline', [arc(10, 360, true)], { outline })).toEqual([1]);
  });

  it('say what it lies on', () => {
    const lines = [straight(60, 80, 140, 80)];
    expect(of('likelihood of a head, mean', lines, { heads: full(0.7) })[0]).toBeCloseTo(0.7);
    expect(of('likelihood of the subject, mean', lines)[0]).toBeCloseTo(0.5);
    const mask = plane(
      SIZE,
      full(0).data.map((_, i) => Number(i % SIZE.width > 60)),
    );
    const depths = of(
      'depth within the subject, mean',
      [straight(62, 20, 62, 120), straight(140, 20, 140, 120)],
      { mask },
    );
    expect(depths[0]).toBeCloseTo(0.5, 1);
    expect(depths[1]).toBeCloseTo(1, 2);
  });

  it('say how light and dark differ across it, whichever way it runs', () => {
    const across = of(
      'difference in lightness across it, x 10',
      [straight(100, 20, 100, 140), straight(100, 140, 100, 20), straight(40, 20, 40, 140)],
      { image: halves },
    );
    expect(across[0]).toBeGreaterThan(9);
    expect(across[1]).toBeCloseTo(across[0]!, 3);
    expect(across[2]).toBeCloseTo(0, 3);
  });

  it('say how much of it runs beside one of the main lines', () => {
    const lines = [straight(20, 80, 180, 80), straight(20, 90, 100, 90), straight(100, 20, 100, 60)];
    const beside = of('part of it that runs beside another line', lines);
    expect(beside[0]).toBeCloseTo(0.58, 1);
    expect(beside[1]).toBe(1);
    expect(beside[2]).toBe(0);
    const many = Array.from({ length: LINE_FEATURES.main }, (_, k) => straight(10, 4 + k, 30, 4 + k));
    const last = of('part of it that runs beside another line', [
      ...many,
      straight(20, 80, 180, 80),
      straight(20, 90, 180, 90),
    ]);
    expect(last.slice(-2)).toEqual([0, 0]);
  });

  it('say what part of all it says', () => {
    const parts = of('square root of its part of all that lines say', [
      straight(20, 40, 180, 40),
      straight(20, 80, 60, 80),
    ]);
    expect(parts[0]! ** 2).toBeCloseTo(0.8, 3);
    expect(parts[1]! ** 2).toBeCloseTo(0.2, 3);
  });
});

describe('what a line says', () => {
  const lines = [straight(20, 40, 180, 40), straight(20, 80, 60, 80)];
  const likelihoods = lineFeatures(nothing, lines).map(
    (row) => 1 / (1 + Math.exp(-row.reduce((sum, v, k) => sum + v * LINE_WEIGHTS[k]!, LINE_BIAS))),
  );

  it('grows with how likely it is drawn', () => {
    const all = { ...LINE_WORTH, least: 0, most: 1 };
    expect(lineWorths(nothing, lines, all)).toEqual(likelihoods.map((v) => expect.closeTo(v, 6)));
    expect(likelihoods[0]).toBeGreaterThan(likelihoods[1]!);
  });

  it('is nothing below one likelihood, and bounded above another', () => {
    const [first, second] = likelihoods as [number, number];
    expect(
      lineWorths(nothing, lines, {
        ...LINE_WORTH,
        least: second,
        most: second + (first - second) / 2,
        above: 1.5,
      }),
    ).toEqual([1.5, 0]);
  });
});
