import { describe, expect, it } from 'vitest';
import { joinInLine } from '../../src/contours/continuation.ts';
import { type Polyline, pointsOf, resampleLine } from '../../src/lines/polyline.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIZE = 300;
const maskOf = (inside: (x: number, y: number) => boolean) =>
  planeOf(SIZE, SIZE, (x, y) => (inside(x, y) ? 1 : 0));
/** Wide apart, and nearly straight. */
const join = (lines: readonly Polyline[], mask: Plane) =>
  joinInLine(lines, mask, { angle: 18, reach: 0.4, onSubject: 0.9 });
/** A disc of radius 45 in the middle. */
const body = maskOf((x, y) => Math.hypot(x - 150, y - 150) < 45);
/** From the disc outwards, at this angle in degrees to the right. */
function spoke(degrees: number, from = 42, to = 120): Polyline {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const at = (r: number) => [150 + r * cos, 150 + r * sin] as const;
  return resampleLine([at(from), at(to)]);
}
const angleOf = ([x, y]: readonly [number, number]) => (Math.atan2(y - 150, x - 150) * 180) / Math.PI;

describe('joinInLine', () => {
  it('makes opposite spokes one line across the body', () => {
    const [line, ...others] = join([spoke(40), spoke(-140)], body);
    expect(others).toEqual([]);
    const points = pointsOf(line.xy);
    expect([points[0], points.at(-1) ?? [0, 0]].map((p) => Math.round(angleOf(p))).sort()).toEqual([
      -140, 40,
    ]);
    for (const [x, y] of points)
      expect(Math.abs((y - 150) * Math.cos(0.698) - (x - 150) * Math.sin(0.698))).toBeLessThan(0.5);
    const steps = points.slice(1).map(([x, y], k) => Math.hypot(x - points[k][0], y - points[k][1]));
    expect(Math.max(...steps)).toBeLessThan(2.5);
  });

  it('whichever end of a line points at the other', () => {
    const turned = (line: Polyline): Polyline => ({
      ...line,
      xy: Float64Array.from(pointsOf(line.xy).reverse().flat()),
    });
    for (const a of [spoke(40), turned(spoke(40))]) {
      for (const b of [spoke(-140), turned(spoke(-140))]) expect(join([a, b], body)).toHaveLength(1);
    }
  });

  it('joins both pairs of four sails', () => {
    const lines = join([spoke(45), spoke(135), spoke(-45), spoke(-135)], body);
    expect(lines).toHaveLength(2);
    for (const { xy } of lines)
      expect(Math.hypot(xy[0] - xy.at(-2)!, xy[1] - xy.at(-1)!)).toBeCloseTo(240, 0);
  });

  it('leaves lines alone that bend away, lie beyond empty paper or far apart', () => {
    for (const [lines, mask] of [
      [[spoke(40), spoke(-100)], body],
      [[spoke(40), spoke(40, 130, 145)], body],
      [[spoke(0), spoke(180)], maskOf(() => false)],
      [[spoke(0, 80), spoke(180, 80)], maskOf(() => true)],
    ] as const) {
      expect(join(lines, mask)).toEqual(lines);
    }
  });

  it('leaves closed lines alone', () => {
    const closed = { ...spoke(-140), closed: true };
    expect(join([spoke(40), closed], body)).toHaveLength(2);
  });
});

describe('limits', () => {
  const everything = maskOf(() => true);
  const joins = (a: Polyline, b: Polyline, mask = everything) => join([a, b], mask).length === 1;
  const level = (from: number, to: number, y = 150) =>
    resampleLine([
      [from, y],
      [to, y],
    ]);

  it('join ends up to 18 degrees out of line', () => {
    const turned = (degrees: number) => {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      return resampleLine([
        [160, 150],
        [160 + 80 * cos, 150 + 80 * sin],
      ]);
    };
    for (const sign of [1, -1]) {
      expect(joins(level(40, 120), turned(sign * 17))).toBe(true);
      expect(joins(level(40, 120), turned(sign * 19))).toBe(false);
    }
    // the way between them counts as well
    expect([
      joins(level(40, 120), level(160, 240, 162)),
      joins(level(40, 120), level(160, 240, 164)),
    ]).toEqual([true, false]);
  });

  it('join ends up to two fifths of the longer side apart', () => {
    expect(joins(level(20, 80), level(199, 280))).toBe(true);
    expect(joins(level(20, 80), level(201, 280))).toBe(false);
  });

  it('join ends of which nine tenths of the way lie on the subject', () => {
    const gap = (width: number) => maskOf((x) => x < 140 || x > 140 + width);
    expect(joins(level(20, 100), level(200, 280), gap(8))).toBe(true);
    expect(joins(level(20, 100), level(200, 280), gap(13))).toBe(false);
  });

  it('leave closed lines alone, and join no line to itself', () => {
    const arc = resampleLine(
      Array.from(
        { length: 60 },
        (_, k) => [150 + 60 * Math.cos(0.1 * k), 150 + 60 * Math.sin(0.1 * k)] as const,
      ),
    );
    expect(join([arc], everything)).toEqual([arc]);
    expect(join([{ ...arc, closed: true }, level(20, 80)], everything)).toHaveLength(2);
  });
});
