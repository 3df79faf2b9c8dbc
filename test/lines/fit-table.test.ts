import { describe, expect, it } from 'vitest';
import { fitCubic } from '../../src/lines/fit.ts';
import { fitTable } from '../../src/lines/fit-table.ts';
import { polylineLength } from '../../src/lines/polyline.ts';

/** An ellipse of 60 points, or most of one. */
const xy = Float64Array.from({ length: 120 }, (_, i) => {
  const angle = (Math.floor(i / 2) / 60) * 2 * Math.PI;
  return i % 2 === 0 ? 80 * Math.cos(angle) : 50 * Math.sin(angle);
});
const KNOTS = [0, 10, 25, 40, 59];
const weight = (x: number): number => (x > 0 ? 3 : 1);

describe('fitTable', () => {
  it('knows of each run how a cubic fits it, how long it is and what it weighs', () => {
    const table = fitTable({ xy, closed: false }, KNOTS, { fitPoints: 100, weight });
    expect([...table.reach]).toEqual([4, 3, 2, 1]);
    for (let a = 0; a < 4; a++) {
      for (let b = a + 1; b <= 4; b++) {
        const run = a * table.width + b - a - 1;
        const { points, error, meanSquare } = fitCubic(xy, KNOTS[a], KNOTS[b]);
        expect(table.points(run)).toEqual(points);
        expect(table.error[run]).toBe(error);
        expect(table.meanSquare[run]).toBe(meanSquare);
        const stretch = xy.subarray(2 * KNOTS[a], 2 * KNOTS[b] + 2);
        expect(table.length[run]).toBeCloseTo(polylineLength(stretch), 9);
        const weights = [...stretch].filter((_, i) => i % 2 === 0).map(weight);
        expect(table.weight[run]).toBeCloseTo(weights.reduce((s, v) => s + v) / weights.length, 9);
      }
    }
  });

  it('weighs everything alike unless told otherwise', () => {
    const table = fitTable({ xy, closed: false }, KNOTS, { fitPoints: 100 });
    for (let a = 0; a < 4; a++) {
      for (let k = 0; k < table.reach[a]; k++) expect(table.weight[a * table.width + k]).toBe(1);
    }
  });

  it('goes round a closed line from any knot', () => {
    const table = fitTable({ xy, closed: true }, KNOTS, { fitPoints: 100 });
    expect([...table.reach]).toEqual([5, 5, 5, 5, 5]);
    const twice = Float64Array.from([...xy, ...xy]);
    const fit = fitCubic(twice, 40, 60 + 25);
    const run = 3 * table.width + 3;
    expect(table.points(run)).toEqual(fit.points);
    expect(table.error[run]).toBe(fit.error);
    for (let a = 0; a < 5; a++) {
      const points = table.points(a * table.width + 4);
      expect([...points.subarray(6)]).toEqual([...points.subarray(0, 2)]);
    }
  });

  it('looks at some points of long runs', () => {
    const table = fitTable({ xy, closed: false }, [0, 59], { fitPoints: 10 });
    expect(table.points(0)).toEqual(fitCubic(xy, 0, 59, 5).points);
  });

  it('leaves out what is longer than runs that cubics are too far off from', () => {
    const all = fitTable({ xy, closed: false }, KNOTS, { fitPoints: 100 });
    expect(all.error[1]).toBeLessThan(all.error[2]);
    const limit = { error: (all.error[1] + all.error[2]) / 2, misses: 1 };
    const { reach } = fitTable({ xy, closed: false }, KNOTS, { fitPoints: 100, limit });
    expect(reach[0]).toBe(3);
    const twice = fitTable({ xy, closed: false }, KNOTS, { fitPoints: 100, limit: { ...limit, misses: 2 } });
    expect(twice.reach[0]).toBe(4);
  });
});
