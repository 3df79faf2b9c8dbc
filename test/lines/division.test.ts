import { describe, expect, it } from 'vitest';
import { DIVISION, divideLine, type StrokeWorth, shareOut } from '../../src/lines/division.ts';
import { fitCubic } from '../../src/lines/fit.ts';
import { type Polyline, polylineLength, resampleLine } from '../../src/lines/polyline.ts';
import { createRandom } from '../../src/random.ts';

const POINTS = 9;
/** A circle whose points lie a little off, or an open line like it. */
function wobbly(seed: number, closed: boolean): Polyline {
  const random = createRandom(seed);
  const turn = closed ? 2 * Math.PI : 5;
  const points = Array.from({ length: POINTS }, (_, k) => {
    const [angle, radius] = [(k / POINTS) * turn, 50 + 6 * random.normal()];
    return [100 + radius * Math.cos(angle), 100 + radius * Math.sin(angle)];
  });
  return { xy: Float64Array.from(points.flat()), closed };
}

/** Cost of one cubic over points a to b, counted on round a closed line. */
function runCost({ xy, closed }: Polyline, a: number, b: number): number {
  const at = (k: number) => (closed ? k % POINTS : k);
  const run = Float64Array.from(
    Array.from({ length: b - a + 1 }, (_, k) => [xy[2 * at(a + k)], xy[2 * at(a + k) + 1]]).flat(),
  );
  return fitCubic(run, 0, b - a).meanSquare * polylineLength(run);
}

/** All ways to choose `count` of the numbers from..to - 1, ascending. */
function choices(from: number, to: number, count: number): number[][] {
  if (count === 0) return [[]];
  const first = Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);
  return first.flatMap((k) => choices(k + 1, to, count - 1).map((rest) => [k, ...rest]));
}

/** The lowest cost of all ways to cut a line into `count` strokes. */
function leastCost(line: Polyline, count: number): number {
  const cuts = line.closed
    ? choices(0, POINTS, count).map((at) => [...at, at[0] + POINTS])
    : choices(1, POINTS - 1, count - 1).map((at) => [0, ...at, POINTS - 1]);
  return Math.min(...cuts.map((at) => at.slice(1).reduce((sum, b, k) => sum + runCost(line, at[k], b), 0)));
}

describe('divideLine', () => {
  for (const closed of [true, false]) {
    it.each([1, 2, 3])(
      `finds the best of all ways to cut ${closed ? 'a closed' : 'an open'} line (%i)`,
      (seed) => {
        const line = wobbly(seed, closed);
        const { costs } = divideLine(line);
        for (const count of [2, 3, 4, 5]) expect(costs[count]).toBeCloseTo(leastCost(line, count), 6);
      },
    );
  }

  it('leaves out a stretch that strokes would be further from than it is dear to leave out', () => {
    // a straight line with four teeth of 60 px in the middle, which one stroke cannot follow
    const tooth = [0, 100, 130, 140, 150, 160, 170, 180, 190, 200, 210, 310].map((x, k) => [
      x,
      k > 2 && k < 10 && k % 2 === 1 ? 160 : 100,
    ]);
    const line = resampleLine(tooth.map(([x, y]) => [x, y] as const));
    const dear = divideLine(line, { ...DIVISION, missed: 1000 }).strokes(2);
    expect([...dear[1].subarray(0, 2)]).toEqual([...dear[0].subarray(6)]);
    const [left, right] = divideLine(line, { ...DIVISION, scarce: 1 }).strokes(2);
    expect(right[0] - left[6]).toBeGreaterThan(15);
    // few strokes are to show the whole line
    const few = divideLine(line, { ...DIVISION, scarce: 12 }).strokes(2);
    expect([...few[1].subarray(0, 2)]).toEqual([...few[0].subarray(6)]);
  });

  it('draws what it says: strokes from end to end, as many as asked for', () => {
    const open = wobbly(4, false);
    const strokes = divideLine(open).strokes(3);
    expect(strokes).toHaveLength(3);
    expect([...strokes[0].subarray(0, 2)]).toEqual([...open.xy.subarray(0, 2)]);
    expect([...strokes[2].subarray(6)]).toEqual([...open.xy.subarray(-2)]);
    for (const k of [1, 2]) expect([...strokes[k].subarray(0, 2)]).toEqual([...strokes[k - 1].subarray(6)]);
  });
});

describe('what strokes are worth', () => {
  const line = resampleLine([
    [0, 100],
    [60, 130],
    [120, 100],
  ]);
  const { missed } = DIVISION;
  const costsFor = (worth?: StrokeWorth) => divideLine(line, DIVISION, undefined, worth).costs;

  it('is all unless it is said', () => {
    expect(costsFor(() => 1)).toEqual(costsFor());
  });

  it('makes the rest of a stretch cost as if it were left out', () => {
    const [none, exact] = costsFor();
    expect(none).toBeCloseTo(missed ** 2 * polylineLength(line.xy), 6);
    const half = 0.5 * exact! + 0.5 * none!;
    expect(costsFor(() => 0.5)[1]).toBeCloseTo(half, 6);
    expect(costsFor(() => 0)[1]).toBeCloseTo(none!, 6);
    expect(costsFor(() => 0)[0]).toBeCloseTo(none!, 6);
  });

  it('is asked of each stroke, with the length of its stretch', () => {
    const asked: { chord: number; length: number }[] = [];
    costsFor((points, length) => {
      asked.push({ chord: Math.hypot(points[6]! - points[0]!, points[7]! - points[1]!), length });
      return 1;
    });
    expect(asked.length).toBeGreaterThan(3);
    for (const { chord, length } of asked) expect(length).toBeGreaterThanOrEqual(chord - 1e-6);
    expect(Math.max(...asked.map(({ length }) => length))).toBeCloseTo(polylineLength(line.xy), 6);
    expect(asked.every(({ length }) => length > 0)).toBe(true);
  });

  it('decides which strokes a line gets', () => {
    const right: StrokeWorth = (points) => (points[0]! >= 58 ? 1 : 0);
    const [stroke, ...others] = divideLine(line, { ...DIVISION, scarcity: 0 }, undefined, right).strokes(1);
    expect(others).toEqual([]);
    expect(stroke![0]).toBeGreaterThanOrEqual(58);
  });
});

describe('shareOut', () => {
  it('gives each line what makes the sum of costs least', () => {
    const lines = [wobbly(5, true), wobbly(6, false), wobbly(7, true)].map((line) => divideLine(line));
    const shared = shareOut(lines);
    for (const count of [1, 4, 9]) {
      const sums: number[] = [];
      for (let a = 0; a <= count; a++) {
        for (let b = 0; a + b <= count; b++) {
          const sum = [a, b, count - a - b].reduce(
            (total, k, c) => total + (lines[c].costs[k] ?? Number.NaN),
            0,
          );
          if (!Number.isNaN(sum)) sums.push(sum);
        }
      }
      expect(shared.costs[count]).toBeCloseTo(Math.min(...sums), 6);
      expect(shared.strokes(count).length).toBeLessThanOrEqual(count);
    }
  });

  it('leaves lines out rather than draw them badly', () => {
    const [line, other] = [wobbly(8, true), wobbly(9, true)].map((line) => divideLine(line));
    expect(shareOut([line, other]).strokes(0)).toEqual([]);
    const cheap = { ...line, costs: line.costs.map((cost, k) => (k === 0 ? 0 : cost)) };
    expect(shareOut([cheap, other]).strokes(3)).toEqual(other.strokes(3));
  });
});
