import { describe, expect, it } from 'vitest';
import { evaluate, fitCubic } from '../../src/lines/fit.ts';
import { createRandom } from '../../src/random.ts';

const sample = (points: Float64Array, count: number) =>
  Float64Array.from(
    { length: count * 2 },
    (_, i) => evaluate(points, Math.floor(i / 2) / (count - 1))[i % 2],
  );

describe('evaluate', () => {
  it('is de Casteljau’s construction', () => {
    const p = Float64Array.of(3, 5, 20, -7, 31, 40, 60, 11);
    const mix = (a: number[], b: number[], t: number) => a.map((v, i) => v + (b[i] - v) * t);
    for (const t of [0, 0.2, 0.5, 0.9, 1]) {
      let level = [0, 1, 2, 3].map((k) => [p[2 * k], p[2 * k + 1]]);
      while (level.length > 1) level = level.slice(1).map((b, k) => mix(level[k], b, t));
      const [x, y] = evaluate(p, t);
      expect(x).toBeCloseTo(level[0][0], 9);
      expect(y).toBeCloseTo(level[0][1], 9);
    }
  });
});

describe('fitCubic', () => {
  const KNOWN = [
    Float64Array.of(0, 0, 30, 40, 70, 40, 100, 0),
    Float64Array.of(10, 10, 40, -30, 60, 90, 100, 60),
    Float64Array.of(0, 0, 10, 80, 90, 80, 60, 10),
  ];

  it.each(KNOWN.map((cubic) => ({ cubic })))(
    'stays within 2 px of samples of a cubic of 100 px, %#',
    ({ cubic }) => {
      const xy = sample(cubic, 120);
      const fit = fitCubic(xy, 0, 119);
      expect(fit.error).toBeLessThan(2);
      for (let k = 0; k <= 20; k++) {
        const [x, y] = evaluate(fit.points, k / 20);
        let nearest = Number.POSITIVE_INFINITY;
        for (let i = 0; i < 120; i++)
          nearest = Math.min(nearest, Math.hypot(x - xy[2 * i], y - xy[2 * i + 1]));
        expect(nearest).toBeLessThan(2);
      }
    },
  );

  it('recovers a cubic that is run through evenly', () => {
    const even = Float64Array.of(0, 0, 20, 0.5, 40, 0.5, 60, 0);
    const fit = fitCubic(sample(even, 61), 0, 60);
    expect(fit.error).toBeLessThan(0.01);
    expect(fit.points[3]).toBeCloseTo(0.5, 1);
    expect(fit.points[5]).toBeCloseTo(0.5, 1);
  });

  it('is the same with x and y exchanged', () => {
    const random = createRandom(9);
    const xy = Float64Array.from({ length: 60 }, (_, i) => 3 * i + random.uniform(0, 9));
    const exchanged = Float64Array.from(xy, (_, i) => xy[i ^ 1]);
    const [one, other] = [fitCubic(xy, 0, 29), fitCubic(exchanged, 0, 29)];
    expect(one.error).toBeGreaterThan(1);
    expect(other.error).toBeCloseTo(one.error, 9);
    for (let i = 0; i < 8; i++) expect(other.points[i ^ 1]).toBeCloseTo(one.points[i], 9);
  });

  it('follows points that all lie near one end', () => {
    const fit = fitCubic(Float64Array.of(0, 0, 0.1, 0.05, 0.3, -0.05, 1000, 0), 0, 3);
    expect(fit.error).toBeLessThan(0.01);
  });

  it('keeps its ends, whatever lies between', () => {
    const random = createRandom(4);
    const xy = Float64Array.from({ length: 80 }, () => random.uniform(0, 50));
    const { points, error } = fitCubic(xy, 5, 30, 3);
    expect([...points.slice(0, 2), ...points.slice(6)]).toEqual([xy[10], xy[11], xy[60], xy[61]]);
    expect(error).toBeGreaterThan(5);
  });

  it('reports the largest distance', () => {
    const corner = Float64Array.from({ length: 82 }, (_, i) => {
      const k = Math.floor(i / 2);
      return i % 2 === 0 ? Math.min(k, 20) : Math.max(0, k - 20);
    });
    const fit = fitCubic(corner, 0, 40);
    expect(fit.error).toBeGreaterThan(1);
    expect(fit.error).toBeLessThan(6);
  });

  it.each<[string, number[]]>([
    ['two points', [3, 4, 20, 9]],
    ['three points', [3, 4, 8, 8, 20, 9]],
    ['one point again and again', [7, 7, 7, 7, 7, 7, 7, 7, 7, 7]],
    ['two points again and again', [0, 0, 0, 0, 5, 5, 5, 5]],
    ['a straight line', [0, 0, 1, 2, 2, 4, 3, 6, 4, 8]],
    ['there and back', [0, 0, 5, 0, 10, 0, 5, 0, 0, 0]],
  ])('gives finite points for %s', (_, xy) => {
    const { points, error } = fitCubic(Float64Array.from(xy), 0, xy.length / 2 - 1);
    expect(points.every(Number.isFinite)).toBe(true);
    expect(Number.isFinite(error)).toBe(true);
    expect([...points.slice(0, 2), ...points.slice(6)]).toEqual([...xy.slice(0, 2), ...xy.slice(-2)]);
  });

  it('draws a straight line straight', () => {
    const { points, error } = fitCubic(Float64Array.from([0, 0, 1, 2, 2, 4, 3, 6, 4, 8]), 0, 4);
    expect(error).toBeLessThan(1e-9);
    for (let k = 0; k < 4; k++) expect(points[2 * k + 1]).toBeCloseTo(2 * points[2 * k], 9);
  });
});

it('four points are run through at the parts of their way', () => {
  const xy = Float64Array.of(2, 1, 5, 5, 11, 13, 11, 23);
  // lengths 5, 10, 10
  const fit = fitCubic(xy, 0, 3);
  [0, 0.2, 0.6, 1].forEach((t, k) => {
    const [x, y] = evaluate(fit.points, t);
    expect(x).toBeCloseTo(xy[2 * k], 9);
    expect(y).toBeCloseTo(xy[2 * k + 1], 9);
  });
  expect(fit.error).toBeLessThan(1e-9);
  expect(fit.meanSquare).toBeLessThan(1e-18);
});

it('the error is the largest of the points’ distances, and the mean square that of all', () => {
  // symmetric about x = 0
  const fit = fitCubic(Float64Array.of(-2, 0, -1, 3, 0, 0, 1, 3, 2, 0), 0, 4);
  expect(fit.points[3]).toBeCloseTo(fit.points[5], 9);
  expect(fit.points[2]).toBeCloseTo(-fit.points[4], 9);
  expect(fit.error).toBeGreaterThan(1);
  expect(fit.error ** 2).toBeGreaterThan(fit.meanSquare);
  expect(5 * fit.meanSquare).toBeGreaterThanOrEqual(fit.error ** 2 - 1e-9);
});
