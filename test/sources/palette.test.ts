import { beforeAll, describe, expect, it } from 'vitest';
import type { ContourInput } from '../../src/contours/map.ts';
import { createRandom } from '../../src/random.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { createPalette, type Palette } from '../../src/sources/palette.ts';
import { SOURCES } from '../../src/sources/sources.ts';
import { strokeCount } from '../../src/strokes/stroke.ts';
import { mapContours } from '../helpers/map-contours.ts';
import { boundariesOf, constantPlane, drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';

const WIDTH = 300;
const HEIGHT = 200;
const FACE = drawPicture(WIDTH, HEIGHT, (c) => {
  fillCircle(c, 150, 100, 80, '#d0a080');
  for (const x of [120, 180]) fillCircle(c, x, 80, 10, 'black');
  c.fillStyle = '#a02020';
  c.fillRect(110, 122, 80, 30);
});
const BLANK = drawPicture(WIDTH, HEIGHT);
const NOTHING = new Float64Array(0);

const input = (image = FACE, mask: Plane | null = null): ContourInput => ({
  image,
  mask,
  attention: () => planeOf(WIDTH, HEIGHT, (x, y) => Math.exp(-((x - 150) ** 2 + (y - 100) ** 2) / 8000)),
  subject: constantPlane(WIDTH, HEIGHT, 1),
  heads: constantPlane(WIDTH, HEIGHT, 0),
  boundaries: boundariesOf(image),
  landmarks: [
    { kind: 'eye', likelihood: 1, x: 120, y: 80, radius: 10 },
    { kind: 'eye', likelihood: 1, x: 180, y: 80, radius: 10 },
    { kind: 'nose', likelihood: 1, x: 150, y: 110, radius: 0 },
  ],
});
const paletteOf = (from: ContourInput, init: keyof typeof SOURCES = 'contour') =>
  createPalette(mapContours(from), SOURCES[init]);
const pick = (
  palette: Palette,
  count: number,
  {
    seed = 1,
    plain = true,
    drawn = NOTHING,
  }: Partial<{ seed: number; plain: boolean; drawn: Float64Array }> = {},
) => palette.pick({ count, drawn, random: createRandom(seed), plain });

describe.each(['contour', 'saliency'] as const)('the palette of the %s start', (init) => {
  let palette: Palette;
  beforeAll(() => {
    palette = paletteOf(input(), init);
  });

  it.each([1, 3, 16, 64, 256])('has %i strokes or more when asked for them', (count) => {
    const { points, onEdges } = pick(palette, count);
    expect(points.length % 8).toBe(0);
    expect(points.length / 8).toBeGreaterThanOrEqual(count);
    expect(points.every(Number.isFinite)).toBe(true);
    expect(onEdges).toBeLessThanOrEqual(count);
    expect(onEdges).toBeGreaterThan(0);
  });

  it('has them for a blank photo as well, and says that they follow no edge', () => {
    const { points, onEdges } = pick(paletteOf(input(BLANK), init), 16);
    expect(points).toHaveLength(16 * 8);
    expect(points.every(Number.isFinite)).toBe(true);
    expect(onEdges).toBe(0);
  });

  it('has them when the mask is empty', () => {
    const { points } = pick(paletteOf(input(FACE, constantPlane(WIDTH, HEIGHT, 0)), init), 5);
    expect(points).toHaveLength(40);
    expect(points.every(Number.isFinite)).toBe(true);
  });

  it('is the same for the same seed and another for another', () => {
    const start = (seed: number, of = palette) => pick(of, 8, { seed, plain: false }).points;
    expect(start(1)).toEqual(start(1));
    expect(start(1, paletteOf(input(), init))).toEqual(start(1));
    expect([2, 3, 4].some((seed) => String(start(seed)) !== String(start(1)))).toBe(true);
  });

  it('lies on the photo, in its pixels', () => {
    const { points } = pick(palette, 16);
    for (let s = 0; s < points.length; s += 8) {
      for (const end of [s, s + 6]) {
        expect(Math.hypot(points[end] - 150, points[end + 1] - 100)).toBeLessThan(110);
      }
    }
  });

  it('goes on beside strokes that are drawn already with others', () => {
    const four = pick(palette, 4).points.slice(0, 32);
    const more = pick(palette, 4, { drawn: four }).points;
    const strokes = (points: Float64Array) =>
      Array.from({ length: points.length / 8 }, (_, s) => points.slice(8 * s, 8 * s + 8).join());
    for (const stroke of strokes(four)) expect(strokes(more).slice(0, 4)).not.toContain(stroke);
  });
});

describe('the palette of the contour start', () => {
  it('fills up with short strokes when there are not enough edges', () => {
    const { points, onEdges } = pick(paletteOf(input()), 256);
    expect(onEdges).toBeLessThan(256);
    for (let s = onEdges; s < 256; s++) {
      const [x, y] = points.slice(8 * s);
      for (let k = 1; k < 4; k++) {
        expect(Math.abs(points[8 * s + 2 * k] - x)).toBeLessThan(0.1 * WIDTH);
        expect(Math.abs(points[8 * s + 2 * k + 1] - y)).toBeLessThan(0.1 * HEIGHT);
      }
    }
  });

  it('fills up beside short strokes that are drawn already with others', () => {
    const palette = paletteOf(input(BLANK));
    const four = pick(palette, 4).points;
    const more = pick(palette, 4, { drawn: four }).points;
    const strokes = (points: Float64Array) => [0, 8, 16, 24].map((k) => points.slice(k, k + 8).join());
    expect(new Set([...strokes(four), ...strokes(more)]).size).toBe(8);
  });

  it('has the subject’s outline in three ways, and none without a mask', () => {
    const mask = planeOf(WIDTH, HEIGHT, (x, y) => (Math.hypot(x - 150, y - 100) < 80 ? 1 : 0));
    const outlines = paletteOf(input(FACE, mask)).wholes();
    expect(outlines).toHaveLength(3);
    for (const { fewest, divide } of outlines) {
      expect(fewest(8)).toBeLessThanOrEqual(4);
      const points = divide(4);
      expect(points).toHaveLength(4 * 8);
      for (let i = 0; i < points.length; i += 2) {
        if (i % 8 > 0 && i % 8 < 6) continue;
        expect(Math.abs(Math.hypot(points[i] - 150, points[i + 1] - 100) - 80)).toBeLessThan(2);
      }
    }
    expect(paletteOf(input()).wholes()).toEqual([]);
    expect(paletteOf(input(FACE, mask), 'saliency').wholes()).toEqual([]);
  });

  it('has eyes and noses in any case, where there is room for them', () => {
    const palette = paletteOf(input());
    expect([4, 8, 16].map((count) => strokeCount(palette.fixed(count)))).toEqual([0, 2, 3]);
    expect(strokeCount(paletteOf(input(), 'saliency').fixed(16))).toBe(0);
  });

  it('offers nearest what is not drawn yet', () => {
    const palette = paletteOf(input());
    const four = pick(palette, 4).points.slice(0, 32);
    const next = pick(palette, 4, { drawn: four }).points;
    const middle = (points: Float64Array, s: number) => [
      (points[8 * s] + points[8 * s + 6]) / 2,
      (points[8 * s + 1] + points[8 * s + 7]) / 2,
    ];
    const [x, y] = middle(next, 0);
    const distances = [0, 1, 2, 3].map((s) => {
      const [u, v] = middle(four, s);
      return Math.hypot(x - u, y - v);
    });
    expect(Math.min(...distances)).toBeGreaterThan(3);
  });
});

it('the palette of the saliency start has no more strokes than asked for', () => {
  const palette = paletteOf(input(), 'saliency');
  for (const count of [1, 16, 256]) expect(pick(palette, count).points).toHaveLength(8 * count);
});

it('cuts edges into pieces once, and only where strokes are chosen from them', () => {
  let asked = 0;
  const counted = SOURCES.contour.map((source) => ({
    ...source,
    propose(map: ReturnType<typeof mapContours>) {
      const proposal = source.propose(map, source.params as never);
      const { pieces } = proposal;
      if (source.name !== 'edges' || !pieces) return proposal;
      return {
        ...proposal,
        pieces: () => {
          asked++;
          return pieces();
        },
      };
    },
  }));
  const palette = createPalette(mapContours(input(FACE, constantPlane(WIDTH, HEIGHT, 1))), counted);
  palette.drawings();
  palette.fixed(16);
  expect(asked).toBe(0);
  pick(palette, 4);
  pick(palette, 8);
  expect(asked).toBe(1);
});
