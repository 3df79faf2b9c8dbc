import { describe, expect, it } from 'vitest';
import {
  endOf,
  lineLength,
  onceRound,
  pointsOf,
  polylineLength,
  resampleLine,
  roundness,
  signedArea,
  smoothLine,
} from '../../src/lines/polyline.ts';

describe('polylines', () => {
  it('are as long as their segments together', () => {
    expect(polylineLength(Float64Array.of(0, 0, 3, 4, 3, 10))).toBe(11);
    expect(polylineLength(Float64Array.of(5, 5))).toBe(0);
    expect(polylineLength(new Float64Array())).toBe(0);
  });

  it('are as long as once round where they are closed', () => {
    const xy = Float64Array.of(0, 0, 3, 4, 3, 0);
    expect(lineLength({ xy, closed: false })).toBe(9);
    expect(lineLength({ xy, closed: true })).toBe(12);
    expect(lineLength({ xy: Float64Array.of(5, 5), closed: true })).toBe(0);
  });

  it('do not repeat their first point where they are closed', () => {
    const square = [
      [0, 0],
      [6, 0],
      [6, 6],
      [0, 6],
    ] as const;
    const { xy, closed } = resampleLine(square, true);
    expect(closed).toBe(true);
    expect(pointsOf(xy)).toHaveLength(12);
    expect([...xy.subarray(0, 4), ...xy.subarray(-2)]).toEqual([0, 0, 2, 0, 0, 2]);
    expect(lineLength({ xy, closed })).toBe(24);
  });

  it('are opened at any of their points', () => {
    expect([...onceRound(Float64Array.of(0, 1, 2, 3, 4, 5), 1, 2)]).toEqual([2, 3, 4, 5, 0, 1, 2, 3]);
    expect([...onceRound(Float64Array.of(7, 8, 9), 0, 1)]).toEqual([7, 8, 9, 7]);
  });

  it('are resampled to points about 2 px apart, ends included', () => {
    const { xy, closed } = resampleLine([
      [0, 0],
      [30, 0],
      [30, 30],
    ]);
    const points = pointsOf(xy);
    expect(closed).toBe(false);
    expect(points).toHaveLength(31);
    expect(points[0]).toEqual([0, 0]);
    expect(points[15]).toEqual([30, 0]);
    expect(points[20]).toEqual([30, 10]);
    expect(points[30]).toEqual([30, 30]);
  });

  it('stay between their points where some are the same', () => {
    const { xy } = resampleLine([
      [1, 1],
      [1, 1],
      [5, 1],
      [5, 1],
    ]);
    expect([...xy]).toEqual([1, 1, 3, 1, 5, 1]);
    expect([
      ...resampleLine([
        [2, 3],
        [2, 3],
      ]).xy,
    ]).toEqual([2, 3, 2, 3]);
  });

  it('have no more than 4001 points', () => {
    expect(
      resampleLine([
        [0, 0],
        [9000, 0],
      ]).xy,
    ).toHaveLength(2 * 4001);
  });
});

describe('smoothLine', () => {
  const xy = Float64Array.of(0, 0, 4, 8, 8, 0, 12, 8);

  it('moves points half-way to the mean of their neighbours; open ends stay', () => {
    expect([...smoothLine(xy, false, 1)]).toEqual([0, 0, 4, 4, 8, 4, 12, 8]);
    expect([...smoothLine(xy, false, 2)]).toEqual([0, 0, 4, 3, 8, 5, 12, 8]);
    expect([...smoothLine(xy, false, 0)]).toEqual([...xy]);
  });

  it('goes round a closed line', () => {
    expect([...smoothLine(xy, true, 1)]).toEqual([4, 4, 4, 4, 8, 4, 8, 4]);
  });
});

describe('endOf', () => {
  // 60 px to the right, then 40 px down
  const line = resampleLine([
    [0, 0],
    [60, 0],
    [60, 40],
  ]);

  it('is where a line starts or ends, with the way it would go on', () => {
    const start = endOf(line, true);
    expect(start.at).toEqual([0, 0]);
    expect(start.direction).toEqual([-1, 0]);
    const end = endOf(line, false);
    expect(end.at).toEqual([60, 40]);
    expect(end.direction[0]).toBeCloseTo(0, 9);
    expect(end.direction[1]).toBeCloseTo(1, 9);
  });

  it('looks at the last 30 px only, and at all of a shorter line', () => {
    const bent = resampleLine([
      [0, 0],
      [50, 0],
      [50, 20],
    ]);
    const { direction } = endOf(bent, false);
    // the first point more than 30 px away as the crow flies
    const from = pointsOf(bent.xy).findLast(([x, y]) => Math.hypot(x - 50, y - 20) > 30)!;
    const length = Math.hypot(50 - from[0], 20 - from[1]);
    expect(length).toBeLessThan(33);
    expect(direction[0]).toBeCloseTo((50 - from[0]) / length, 9);
    expect(direction[1]).toBeCloseTo((20 - from[1]) / length, 9);
    const short = resampleLine([
      [0, 0],
      [3, 4],
    ]);
    expect(endOf(short, false).direction).toEqual([0.6, 0.8]);
  });

  it('has no direction where a line is a point', () => {
    expect(endOf({ xy: Float64Array.of(7, 8), closed: false }, false)).toEqual({
      at: [7, 8],
      direction: [0, 0],
    });
  });
});

describe('signedArea', () => {
  const triangle = Float64Array.of(10, 10, 16, 10, 16, 18);

  it('is the area within, wherever the line lies and begins', () => {
    expect(signedArea(triangle)).toBe(24);
    expect(signedArea(Float64Array.of(16, 18, 10, 10, 16, 10))).toBe(24);
    expect(signedArea(triangle.map((v, i) => v - (i % 2 ? 40 : 7)))).toBe(24);
  });

  it('is negative where the line runs the other way round', () => {
    expect(signedArea(Float64Array.of(16, 18, 16, 10, 10, 10))).toBe(-24);
  });

  it('is 0 of a line that runs back on itself', () => {
    expect(signedArea(Float64Array.of(0, 0, 5, 3))).toBe(0);
  });
});

describe('roundness', () => {
  const arc = (part: number) =>
    Float64Array.from(
      Array.from({ length: 201 }, (_, k) => {
        const angle = (2 * Math.PI * part * k) / 200;
        return [50 + 9 * Math.cos(angle), 40 - 9 * Math.sin(angle)];
      }).flat(),
    );

  it('is 1 of a circle, whichever way round', () => {
    expect(roundness(arc(1))).toBeCloseTo(1, 3);
    expect(roundness(arc(1).map((v, i) => (i % 2 ? -v : v)))).toBeCloseTo(1, 3);
  });

  it('is less of what a line and its chord enclose otherwise', () => {
    expect(roundness(Float64Array.of(0, 0, 8, 0, 8, 8, 0, 8))).toBeCloseTo(Math.PI / 4, 9);
    // half a disc
    expect(roundness(arc(0.5))).toBeCloseTo((2 * Math.PI ** 2) / (Math.PI + 2) ** 2, 3);
    expect(roundness(Float64Array.of(0, 0, 5, 3))).toBe(0);
    expect(roundness(Float64Array.of(5, 3, 5, 3))).toBe(0);
  });
});
