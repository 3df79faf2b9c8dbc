import { describe, expect, it } from 'vitest';
import { growEnds, LINE_ENDS } from '../../src/contours/line-ends.ts';
import type { Chain, Point } from '../../src/lines/polyline.ts';
import { plane } from '../../src/raster/raster.ts';

const SIZE = { width: 200, height: 160 };
const everywhere = () => true;

/** A line of strength 1 with points a pixel apart. */
function chain(from: Point, to: Point): Chain {
  const steps = Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]));
  const points = Array.from({ length: steps + 1 }, (_, k) => [
    from[0] + ((to[0] - from[0]) * k) / steps,
    from[1] + ((to[1] - from[1]) * k) / steps,
  ]);
  return {
    xy: Float64Array.from(points.flat()),
    strength: new Float64Array(steps + 1).fill(1),
    closed: false,
  };
}

/** The sides of a rectangle from (20.5, 20.5) to (180.5, 140.5), closed. */
function rectangle(): Chain {
  const corners: Point[] = [
    [20.5, 20.5],
    [180.5, 20.5],
    [180.5, 140.5],
    [20.5, 140.5],
  ];
  const sides = corners.map((from, k) => chain(from, corners[(k + 1) % 4]!));
  const xy = Float64Array.from(sides.flatMap((side) => [...side.xy.subarray(0, -2)]));
  return { xy, strength: new Float64Array(xy.length / 2).fill(1), closed: true };
}

/** Borders of height 0.9 along rows. */
function borders(rows: readonly number[]) {
  const { width, height } = SIZE;
  const data = Float32Array.from({ length: width * height }, (_, i) =>
    rows.includes(Math.floor(i / width)) ? 0.9 : 0,
  );
  return plane(SIZE, data);
}

const ends = ({ xy }: Chain) => [xy[0], xy[1], xy.at(-2), xy.at(-1)];

describe('ends of lines', () => {
  it('go on along a border to the outline, and say little themselves', () => {
    const line = chain([50.5, 80.5], [150.5, 80.5]);
    const [grown] = growEnds([line], borders([80]), [rectangle()], everywhere);
    expect(ends(grown!)).toEqual([20.5, 80.5, 180.5, 80.5]);
    expect(grown!.strength.length).toBe(grown!.xy.length / 2);
    expect(grown!.strength[0]).toBeLessThan(0.9 * LINE_ENDS.says + 0.01);
    expect(grown!.strength[0]).toBeGreaterThan(0.8 * LINE_ENDS.says);
    expect(grown!.strength[80]).toBe(1);
  });

  it('go on to another line, which stays', () => {
    const across = chain([100.5, 40.5], [100.5, 120.5]);
    const line = chain([40.5, 80.5], [80.5, 80.5]);
    const [grown, other] = growEnds([line, across], borders([80]), [], everywhere);
    expect(ends(grown!)).toEqual([40.5, 80.5, 100.5, 80.5]);
    expect(other).toBe(across);
  });

  it('stay where no border leads on, and where lines may not go', () => {
    const line = chain([50.5, 80.5], [150.5, 80.5]);
    expect(growEnds([line], borders([]), [rectangle()], everywhere)).toEqual([line]);
    const isFree = (x: number) => x > 40 && x < 160;
    expect(growEnds([line], borders([80]), [rectangle()], isFree)).toEqual([line]);
  });

  it('lead a short line across a limb from side to side', () => {
    const short = chain([60.5, 30.5], [90.5, 30.5]);
    const sides = [chain([50.5, 10.5], [50.5, 150.5]), chain([100.5, 150.5], [100.5, 10.5])];
    const [parting] = growEnds([short], borders([30]), sides, everywhere);
    expect(ends(parting!)).toEqual([50.5, 30.5, 100.5, 30.5]);
  });

  it('of rings and hairpins stay', () => {
    const points = Array.from({ length: 60 }, (_, k) => [
      100 + 20 * Math.cos((k * 5 * Math.PI) / 180),
      80 + 20 * Math.sin((k * 5 * Math.PI) / 180),
    ]);
    const ring: Chain = {
      xy: Float64Array.from(points.flat()),
      strength: new Float64Array(60).fill(1),
      closed: false,
    };
    const everything = plane(SIZE, new Float32Array(SIZE.width * SIZE.height).fill(0.9));
    expect(growEnds([ring], everything, [rectangle()], everywhere)).toEqual([ring]);
  });
});
