import { describe, expect, it } from 'vitest';
import {
  BOUNDARY_LINES,
  cutAway,
  findRidges,
  traceRidges,
  withoutOutline,
} from '../../src/contours/boundary-lines.ts';
import { type Chain, polylineLength } from '../../src/lines/polyline.ts';
import { blur } from '../../src/raster/blur.ts';
import { boundariesAlong, constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 120;
const everywhere = () => true;
/** A ridge along the middle of column 60. */
const upright = (peak: number, halfWidth = 4) =>
  planeOf(SIZE, SIZE, (x) => peak * Math.max(0, 1 - Math.abs(x - 60.5) / halfWidth));
/** Columns in which there is a middle of a ridge, in the rows from `from` to `to` - 1. */
const columnsOf = (thinned: Float32Array, from = 2, to = SIZE - 2) => {
  const rows = thinned.subarray(from * SIZE, to * SIZE);
  return [...new Set([...rows.keys()].filter((i) => rows[i]! > 0).map((i) => i % SIZE))];
};

describe('ridges', () => {
  it('have a middle, as strong as the blurred map is there of a full one', () => {
    const boundaries = upright(0.6);
    const { thinned } = findRidges(boundaries, everywhere);
    expect(columnsOf(thinned)).toEqual([60]);
    const peak = blur(boundaries, BOUNDARY_LINES.blur).data[50 * SIZE + 60]!;
    expect(thinned[50 * SIZE + 60]).toBeCloseTo(peak / BOUNDARY_LINES.full, 5);
    expect(peak / BOUNDARY_LINES.full).toBeLessThan(0.7);
  });

  it('are of full strength at most, and then have their middle where it is as well', () => {
    const { thinned } = findRidges(upright(1, 12), everywhere);
    expect(columnsOf(thinned)).toEqual([60]);
    expect(thinned[50 * SIZE + 60]).toBe(1);
  });

  it('are none where nothing counts', () => {
    const { thinned } = findRidges(upright(0.6), (i) => i < 60 * SIZE);
    expect(columnsOf(thinned, 2, 58)).toEqual([60]);
    expect(columnsOf(thinned, 62)).toEqual([]);
    expect(columnsOf(findRidges(constantPlane(SIZE, SIZE, 0), everywhere).thinned)).toEqual([]);
  });

  it('know the direction across them', () => {
    const { normalX, normalY } = findRidges(upright(0.6), everywhere);
    const i = 50 * SIZE + 60;
    expect([Math.abs(normalX[i]!), normalY[i]]).toEqual([expect.closeTo(1, 3), expect.closeTo(0, 3)]);
    const lying = planeOf(SIZE, SIZE, (_, y) => Math.max(0, 1 - Math.abs(y - 50.5) / 4));
    const other = findRidges(lying, everywhere);
    expect([other.normalX[i]!, Math.abs(other.normalY[i]!)]).toEqual([
      expect.closeTo(0, 3),
      expect.closeTo(1, 3),
    ]);
  });
});

describe('lines along ridges', () => {
  const traced = (at: (t: number) => readonly [number, number], from = 0, to = 1) => {
    const line = Array.from({ length: 101 }, (_, k) => at(from + ((to - from) * k) / 100));
    return traceRidges(findRidges(boundariesAlong({ width: SIZE, height: SIZE }, [line]).near, everywhere));
  };
  const ring = (radius: number) => (t: number) =>
    [60 + radius * Math.cos(2 * Math.PI * t), 60 + radius * Math.sin(2 * Math.PI * t)] as const;

  it('follow them from end to end, with their strength', () => {
    const [line, ...others] = traced((t) => [20 + 80 * t, 30 + 40 * t]);
    expect(others).toEqual([]);
    expect(line!.closed).toBe(false);
    expect(Math.abs(polylineLength(line!.xy) - Math.hypot(80, 40))).toBeLessThan(8);
    for (let k = 0; k < line!.strength.length; k++) {
      const [x, y] = [line!.xy[2 * k]!, line!.xy[2 * k + 1]!];
      expect(Math.abs(y - 30 - (x - 20) / 2)).toBeLessThan(1.2);
    }
    expect(line!.strength[40]).toBe(1);
  });

  it('are closed where they go all around', () => {
    const closed = (part: number) => traced(ring(35), 0, part).map((line) => line.closed);
    expect(closed(1)).toEqual([true]);
    expect(closed(0.6)).toEqual([false]);
  });
});

/** A line through these points, as strong as its points are many before it. */
function chain(points: readonly (readonly [number, number])[], closed = false): Chain {
  return {
    xy: Float64Array.from(points.flat()),
    strength: Float64Array.from(points.keys()),
    closed,
  };
}
const columns = ({ xy }: Chain) => [...xy.filter((_, i) => i % 2 === 0)];
const along = (count: number) => Array.from({ length: count }, (_, k) => [k, 7] as const);

describe('cutting stretches out of a line', () => {
  const cut = (isAway: (x: number) => boolean, least?: number, of = chain(along(10))) =>
    cutAway(of, (x) => isAway(x), least);

  it('leaves what is before and after them, with its strength', () => {
    const pieces = cut((x) => x === 3 || x === 4);
    expect(pieces.map(columns)).toEqual([
      [0, 1, 2],
      [5, 6, 7, 8, 9],
    ]);
    expect(pieces.map(({ strength }) => [...strength])).toEqual(pieces.map(columns));
    expect(pieces.every(({ xy }) => xy[1] === 7 && xy[3] === 7)).toBe(true);
    expect(cut((x) => x < 3 || x === 6 || x === 9).map(columns)).toEqual([
      [3, 4, 5],
      [7, 8],
    ]);
  });

  it('leaves no single points, and nothing of a line that is away whole', () => {
    expect(cut((x) => x !== 4)).toEqual([]);
    expect(cut((x) => x !== 4 && x !== 5).map(columns)).toEqual([[4, 5]]);
    expect(cut(() => true)).toEqual([]);
  });

  it('asks where each point is', () => {
    expect(cutAway(chain(along(10)), (_, y) => y === 7)).toEqual([]);
    expect(cutAway(chain(along(10)), (_, y) => y !== 7)).toHaveLength(1);
  });

  it('keeps stretches of fewer points than are worth it', () => {
    const isAway = (x: number) => x === 2 || (x > 4 && x < 8);
    expect(cut(isAway, 3).map(columns)).toEqual([
      [0, 1, 2, 3, 4],
      [8, 9],
    ]);
    expect(cut(isAway, 4)).toHaveLength(1);
  });

  it('keeps the line itself where nothing is cut, and opens a closed one where something is', () => {
    const ring = chain(along(10), true);
    expect(cut(() => false, 1, ring)[0]).toBe(ring);
    expect(cut((x) => x === 5, 2, ring)[0]).toBe(ring);
    expect(cut((x) => x === 5, 1, ring).map(({ closed }) => closed)).toEqual([false, false]);
  });
});

describe('lines without the outline', () => {
  const mask = planeOf(SIZE, SIZE, (x) => (x < 80 ? 1 : 0));
  /** Down column 40, but for so many points beside the outline. */
  const dipping = (points: number) =>
    chain(Array.from({ length: 100 }, (_, k) => [k >= 40 && k < 40 + points ? 78 : 40, k + 10] as const));

  it('have no stretch along it', () => {
    const beside = chain(Array.from({ length: 100 }, (_, k) => [77, k + 10] as const));
    expect(withoutOutline([beside], mask)).toEqual([]);
    const inside = chain(Array.from({ length: 100 }, (_, k) => [70, k + 10] as const));
    expect(withoutOutline([beside, inside], mask)).toEqual([inside]);
    const [line, ...others] = withoutOutline([chain(along(110))], mask);
    expect(others).toEqual([]);
    // where the blurred mask is about 0.93: 1.5 standard deviations within
    expect(line!.strength.length).toBeGreaterThan(80 - 2 * BOUNDARY_LINES.depth);
    expect(line!.strength.length).toBeLessThan(80 - BOUNDARY_LINES.depth);
  });

  it('may run near it over a few points', () => {
    const { crossing } = BOUNDARY_LINES;
    const [few, many] = [dipping(crossing - 1), dipping(crossing)];
    expect(withoutOutline([few], mask)).toEqual([few]);
    expect(withoutOutline([many], mask).map(({ strength }) => strength.length)).toEqual([40, 60 - crossing]);
  });
});
