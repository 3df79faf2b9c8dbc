import { describe, expect, it } from 'vitest';
import { keepCorners, sharpestCorner } from '../../src/lines/corners.ts';
import { createRandom } from '../../src/random.ts';

/** A polygon's border from its first corner on, `steps` points a side. */
function walk(corners: readonly (readonly [number, number])[], steps: number, closed: boolean): Float64Array {
  const ends = closed ? [...corners, corners[0]] : corners;
  const xy = ends
    .slice(1)
    .flatMap(([x, y], k) =>
      Array.from({ length: steps }, (_, i) => [
        ends[k][0] + ((x - ends[k][0]) * i) / steps,
        ends[k][1] + ((y - ends[k][1]) * i) / steps,
      ]),
    );
  return Float64Array.from((closed ? xy : [...xy, ends[ends.length - 1]]).flat());
}

describe('keepCorners', () => {
  const zigzag = walk(
    [
      [0, 0],
      [40, 30],
      [80, 0],
      [120, 60],
      [130, 0],
    ],
    20,
    false,
  );

  it('keeps the ends and all corners first', () => {
    expect(keepCorners(zigzag, 5)).toEqual([0, 20, 40, 60, 80]);
  });

  it('gives up the flattest corner first', () => {
    expect(keepCorners(zigzag, 4)).toEqual([0, 40, 60, 80]);
  });

  it('keeps everything of a line with fewer points', () => {
    expect(keepCorners(zigzag.subarray(0, 6), 5)).toEqual([0, 1, 2]);
    expect(keepCorners(zigzag.subarray(0, 2), 5)).toEqual([0]);
  });
});

describe('sharpestCorner', () => {
  it('is the most acute of a triangle’s', () => {
    const triangle = walk(
      [
        [0, 0],
        [100, 10],
        [0, 40],
      ],
      30,
      true,
    );
    expect(sharpestCorner(triangle)).toBe(30);
  });

  it('is found wherever the line starts, and however its points are spaced', () => {
    // apex of 30 degrees, its sides of 200 points, the base of 8
    const side = (from: readonly [number, number], to: readonly [number, number], steps: number) =>
      walk([from, to], steps, false).subarray(0, -2);
    const [apex, left, right] = [[0, 0] as const, [100, 26.8] as const, [100, -26.8] as const];
    const ring = [...side(left, right, 8), ...side(right, apex, 200), ...side(apex, left, 200)];
    expect(sharpestCorner(Float64Array.from(ring))).toBe(208);
    const turned = [...ring.slice(2 * 208 - 20), ...ring.slice(0, 2 * 208 - 20)];
    expect(sharpestCorner(Float64Array.from(turned))).toBe(10);
    const late = [...ring.slice(2 * 220), ...ring.slice(0, 2 * 220)];
    expect(sharpestCorner(Float64Array.from(late))).toBe(408 - 12);
  });

  it('is somewhere on a line of few points', () => {
    expect(sharpestCorner(Float64Array.of(0, 0, 1, 0, 1, 1))).toBeLessThan(3);
  });
});

/** One after another, the first of the points with the smallest triangle is left out. */
function keepByDefinition(xy: Float64Array, count: number): number[] {
  const left = Array.from({ length: xy.length / 2 }, (_, k) => k);
  const area = (k: number): number => {
    if (k === 0 || k === left.length - 1) return Number.POSITIVE_INFINITY;
    const [a, b, c] = [2 * left[k - 1], 2 * left[k], 2 * left[k + 1]];
    return Math.abs((xy[b] - xy[a]) * (xy[c + 1] - xy[a + 1]) - (xy[b + 1] - xy[a + 1]) * (xy[c] - xy[a]));
  };
  while (left.length > count) {
    const areas = left.map((_, k) => area(k));
    left.splice(areas.indexOf(Math.min(...areas)), 1);
  }
  return left;
}

it('corners are kept as leaving points out one by one keeps them, ties included', () => {
  const random = createRandom(6);
  for (const points of [2, 3, 4, 17, 64, 150]) {
    for (const step of [1, 1e-3]) {
      const xy = Float64Array.from(
        { length: 2 * points },
        () => step * Math.round(random.uniform(-4, 4) / step),
      );
      for (const count of [2, 3, 8, 64, points])
        if (count <= points) expect(keepCorners(xy, count)).toEqual(keepByDefinition(xy, count));
    }
  }
});

it('the sharpest corner is the first point with the least cosine of its turn, by its definition', () => {
  const random = createRandom(9);
  for (const points of [8, 21, 60, 200]) {
    const xy = Float64Array.from({ length: 2 * points }, () => random.uniform(0, 50));
    const reach = Math.min(8, Math.floor(points / 4));
    const at = (k: number) =>
      [xy[2 * ((k + points) % points)]!, xy[2 * ((k + points) % points) + 1]!] as const;
    const cosines = Array.from({ length: points }, (_, k) => {
      const [[ax, ay], [x, y], [bx, by]] = [at(k - reach), at(k), at(k + reach)];
      const dot = (x - ax) * (bx - x) + (y - ay) * (by - y);
      return dot / (Math.hypot(x - ax, y - ay) * Math.hypot(bx - x, by - y));
    });
    expect(sharpestCorner(xy)).toBe(cosines.indexOf(Math.min(...cosines)));
  }
  // all corners of a square are alike: the first counts
  const square = walk(
    [
      [0, 0],
      [40, 0],
      [40, 40],
      [0, 40],
    ],
    20,
    true,
  );
  expect(sharpestCorner(square)).toBe(0);
});
