import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { type ContourInput, pickContours, planContours } from '../../src/contours/map.ts';
import { planContourStart, planSaliencyStart, type StartPlan } from '../../src/sources/palette.ts';
import { constantPlane, drawPicture, fillCircle, planeOf } from '../helpers/pictures.ts';

const WIDTH = 300;
const HEIGHT = 200;
const FACE = drawPicture(WIDTH, HEIGHT, (c) => {
  fillCircle(c, 150, 100, 80, '#d0a080');
  for (const x of [120, 180]) fillCircle(c, x, 80, 10, 'black');
  c.fillStyle = '#a02020';
  c.fillRect(120, 130, 60, 10);
});
const BLANK = drawPicture(WIDTH, HEIGHT);

const input = (image = FACE, mask: Float32Array | null = null): ContourInput => ({
  image,
  mask,
  attention: planeOf(WIDTH, HEIGHT, (x, y) => Math.exp(-((x - 150) ** 2 + (y - 100) ** 2) / 8000)),
  subject: constantPlane(WIDTH, HEIGHT, 1),
  features: [
    { kind: 'eye', likelihood: 1, x: 120, y: 80, radius: 10 },
    { kind: 'eye', likelihood: 1, x: 180, y: 80, radius: 10 },
    { kind: 'nose', likelihood: 1, x: 150, y: 110, radius: 0 },
  ],
});
const first = (plan: StartPlan, count: number, seed = 1) => plan.start(count, createRandom(seed), true);

describe.each([
  ['contour', planContourStart],
  ['saliency', planSaliencyStart],
] as const)('the %s start', (_, planStart) => {
  let plan: StartPlan;
  beforeAll(() => {
    plan = planStart(input());
  });

  it.each([1, 3, 16, 64, 256])('gives %i strokes or more when asked for them', (count) => {
    const { points, edges } = first(plan, count);
    expect(points.length % 8).toBe(0);
    expect(points.length / 8).toBeGreaterThanOrEqual(count);
    expect(points.every(Number.isFinite)).toBe(true);
    expect(edges).toBeLessThanOrEqual(count);
    expect(edges).toBeGreaterThan(0);
  });

  it('gives them for a blank photo as well, and says that they follow no edge', () => {
    const { points, edges } = first(planStart(input(BLANK)), 16);
    expect(points).toHaveLength(16 * 8);
    expect(points.every(Number.isFinite)).toBe(true);
    expect(edges).toBe(0);
  });

  it('gives them when the mask is empty', () => {
    const { points } = first(planStart(input(FACE, constantPlane(WIDTH, HEIGHT, 0))), 5);
    expect(points).toHaveLength(40);
    expect(points.every(Number.isFinite)).toBe(true);
  });

  it('is the same for the same seed and another for another', () => {
    const start = (seed: number) => plan.start(8, createRandom(seed), false).points;
    expect(start(1)).toEqual(start(1));
    expect(planStart(input()).start(8, createRandom(1), false).points).toEqual(start(1));
    expect([2, 3, 4].some((seed) => String(start(seed)) !== String(start(1)))).toBe(true);
  });

  it('lies on the photo: units are its width and height', () => {
    const { points } = first(plan, 16);
    for (let s = 0; s < points.length; s += 8) {
      for (const end of [s, s + 6]) {
        const [x, y] = [points[end] * WIDTH, points[end + 1] * HEIGHT];
        expect(Math.hypot(x - 150, y - 100)).toBeLessThan(110);
      }
    }
  });
});

describe('the contour start', () => {
  it('offers more contours to choose from, those first that it would draw itself', () => {
    const plan = planContours(input());
    const { points, edges } = first(planContourStart(input(), plan), 4);
    const best = pickContours(plan, 4);
    expect(edges).toBe(4);
    expect(points.length).toBeGreaterThan(4 * 8);
    best.forEach((piece, s) => {
      piece.points.forEach((v, i) => {
        expect(points[8 * s + i] * (i % 2 === 0 ? WIDTH : HEIGHT)).toBeCloseTo(v, 9);
      });
    });
  });

  it('fills up with short strokes when there are not enough edges', () => {
    const { points, edges } = first(planContourStart(input()), 256);
    expect(edges).toBeLessThan(256);
    for (let s = edges; s < 256; s++) {
      const [x, y] = points.slice(8 * s);
      for (let k = 1; k < 4; k++) {
        expect(Math.abs(points[8 * s + 2 * k] - x)).toBeLessThan(0.1);
        expect(Math.abs(points[8 * s + 2 * k + 1] - y)).toBeLessThan(0.1);
      }
    }
  });

  it('fills up beside short strokes that are drawn already with others', () => {
    const plan = planContourStart(input(BLANK));
    const four = plan.start(4, createRandom(1), true).points;
    const more = plan.start(4, createRandom(1), true, four).points;
    const strokes = (points: Float64Array) => [0, 8, 16, 24].map((k) => points.slice(k, k + 8).join());
    expect(new Set([...strokes(four), ...strokes(more)]).size).toBe(8);
  });

  it('offers the subject’s outline in three ways, in units, and none without a mask', () => {
    const mask = planeOf(WIDTH, HEIGHT, (x, y) => (Math.hypot(x - 150, y - 100) < 80 ? 1 : 0));
    const outlines = planContourStart(input(FACE, mask)).outlines();
    expect(outlines).toHaveLength(3);
    for (const { fewest, divide } of outlines) {
      expect(fewest(8)).toBeLessThanOrEqual(4);
      const points = divide(4);
      expect(points).toHaveLength(4 * 8);
      for (let i = 0; i < points.length; i += 2) {
        if (i % 8 > 0 && i % 8 < 6) continue;
        expect(Math.abs(Math.hypot(points[i] * WIDTH - 150, points[i + 1] * HEIGHT - 100) - 80)).toBeLessThan(
          2,
        );
      }
    }
    expect(planContourStart(input()).outlines()).toEqual([]);
    expect(planSaliencyStart(input(FACE, mask)).outlines()).toEqual([]);
  });

  it('goes on from strokes that are drawn already', () => {
    const plan = planContourStart(input());
    const four = plan.start(4, createRandom(1), true);
    const next = plan.start(4, createRandom(1), true, four.points);
    expect(next.points).not.toEqual(four.points);
    const middle = (points: Float64Array, s: number) => [
      (points[8 * s] + points[8 * s + 6]) / 2,
      (points[8 * s + 1] + points[8 * s + 7]) / 2,
    ];
    const nearest = Math.min(
      ...[0, 1, 2, 3].map((s) => {
        const [x, y] = middle(next.points, 0);
        const [u, v] = middle(four.points, s);
        return Math.hypot((x - u) * WIDTH, (y - v) * HEIGHT);
      }),
    );
    expect(nearest).toBeGreaterThan(3);
  });
});

it('the saliency start has no more strokes than asked for', () => {
  const plan = planSaliencyStart(input());
  for (const count of [1, 16, 256]) expect(first(plan, count).points).toHaveLength(8 * count);
});
