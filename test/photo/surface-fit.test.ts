import { describe, expect, it } from 'vitest';
import { fitSurface, SURFACE_FIT, surfacePlanes, weightedMedian } from '../../src/photo/surface-fit.ts';

const size = { width: 30, height: 20 };
const COUNT = size.width * size.height;
const coordinates = (i: number) => [
  ((i % size.width) + 0.5) / 15 - 1,
  (Math.floor(i / size.width) + 0.5) / 10 - 1,
];
const POLYNOMIALS = [
  [0.5, 0.1, -0.2, 0.05, 0.03, -0.04],
  [0.1, -0.05, 0.02, 0, 0.04, 0.03],
  [-0.2, 0, 0.1, -0.06, 0, 0.01],
];
const planes = POLYNOMIALS.map((c) =>
  Float32Array.from({ length: COUNT }, (_, i) => {
    const [x, y] = coordinates(i) as [number, number];
    return c[0]! + c[1]! * x + c[2]! * y + c[3]! * x * x + c[4]! * x * y + c[5]! * y * y;
  }),
);
const cells = Int32Array.from({ length: COUNT / 3 }, (_, k) => 3 * k);
const even = new Float32Array(cells.length).fill(1);
const expectPolynomials = (surface: readonly Float64Array[], digits: number) => {
  surface.forEach((found, p) => {
    found.forEach((v, k) => {
      expect(v).toBeCloseTo(POLYNOMIALS[p]![k]!, digits);
    });
  });
};

describe('fitSurface', () => {
  it('finds the second-order polynomials that values lie on, and surfacePlanes gives them back', () => {
    const surface = fitSurface(planes, { cells, trust: even }, size);
    expectPolynomials(surface, 3);
    surfacePlanes(surface, size).forEach((plane, p) => {
      plane.forEach((v, i) => {
        expect(Math.abs(v - planes[p]![i]!)).toBeLessThan(1e-3);
      });
    });
  });

  it('does not bend to a third of the cells that are something else, in whatever plane they differ', () => {
    const other = planes.map((plane, p) => plane.map((v, i) => (i % 7 < 2 && p === 1 ? v + 0.3 : v)));
    expectPolynomials(fitSurface(other, { cells, trust: even }, size), 3);
  });

  it('believes in cells by how far they are trusted: half of them are of another colour', () => {
    const other = planes.map((plane) => plane.map((v, i) => (i % 2 === 0 ? v + 0.3 : v)));
    const trust = Float32Array.from(cells, (i) => (i % 2 === 0 ? 0.15 : 1));
    expectPolynomials(fitSurface(other, { cells, trust }, size), 2);
  });

  it('is not misled by outliers of a surface that bends in any one of its terms', () => {
    for (let term = 0; term < 6; term++) {
      const only = POLYNOMIALS.map((_, p) =>
        Float32Array.from({ length: COUNT }, (_, i) => {
          const [x, y] = coordinates(i) as [number, number];
          const bent = 0.4 * [1, x, y, x * x, x * y, y * y][term]!;
          return p === 0 ? bent + (i % 7 < 2 ? 0.25 : 0) : 0;
        }),
      );
      const [found] = fitSurface(only, { cells, trust: even }, size);
      found!.forEach((v, k) => {
        expect(v).toBeCloseTo(k === term ? 0.4 : 0, 2);
      });
    }
  });

  it('is a plane, or a constant, with fewer terms', () => {
    const linear = fitSurface(planes, { cells, trust: even }, size, { ...SURFACE_FIT, terms: [1, 3] });
    for (const found of linear) expect([...found.slice(3)]).toEqual([0, 0, 0]);
    const flat = fitSurface(
      planes.map((plane) => plane.map(() => 0.25)),
      { cells, trust: even },
      size,
    );
    for (const found of flat) expect(found[0]).toBeCloseTo(0.25, 6);
  });
});

describe('weightedMedian', () => {
  it('is the value below which half of the weight lies', () => {
    expect(weightedMedian([5, 1, 3], [1, 1, 1])).toBe(3);
    expect(weightedMedian([5, 1, 3], [9, 1, 1])).toBe(5);
    expect(weightedMedian([5, 1, 3, 4], [1, 1, 1, 1])).toBe(3);
    expect(weightedMedian([5, 1], [1, 0])).toBe(5);
  });

  it('is 0 without any weight', () => {
    expect(weightedMedian([5, 1], [0, 0])).toBe(0);
    expect(weightedMedian([], [])).toBe(0);
  });
});
