import { describe, expect, it } from 'vitest';
import { thinIslands } from '../../src/contours/islands.ts';
import { outlineLines } from '../../src/contours/outline-lines.ts';
import { type Polyline, pointsOf, resampleLine } from '../../src/lines/polyline.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIZE = 256;
type Inside = (x: number, y: number) => boolean;
const bordersOf = (inside: Inside) => outlineLines(planeOf(SIZE, SIZE, (x, y) => (inside(x, y) ? 1 : 0)));
const areaOf = (inside: Inside) =>
  Uint8Array.from({ length: SIZE * SIZE }, (_, i) => (inside(i % SIZE, Math.floor(i / SIZE)) ? 1 : 0));
const line = (...points: (readonly [number, number])[]): Polyline => resampleLine(points);

const body: Inside = (x, y) => Math.hypot(x - 128, y - 80) < 75;
/** A foot that bends upwards in its middle, 40 wide and 10 high. */
const sole = (x: number) => 220 + ((x - 128) / 20) ** 2 * 8;
const foot: Inside = (x, y) => Math.abs(x - 128) < 20 && Math.abs(y - sole(x)) < 5;
const leg: Inside = (x, y) => Math.abs(x - 128) < 5 && y > 153 && y < 214;
const middles = [line([128, 160], [128, 209])];
const thin = (inside: Inside, cut: Inside = leg, lines = middles) =>
  thinIslands(
    { outlines: bordersOf(inside), middles: lines },
    { chains: [], area: areaOf(cut), width: SIZE },
  );

describe('thinIslands', () => {
  it('draws a foot by its middle line, from tip to tip', () => {
    const { outlines, middles: lines } = thin((x, y) => body(x, y) || foot(x, y));
    expect(outlines).toHaveLength(1);
    expect(lines).toHaveLength(2);
    const points = pointsOf(lines[1].xy);
    for (const [x, y] of points.slice(4, -4)) expect(Math.abs(y - sole(x))).toBeLessThan(4);
    const ends = [points[0][0], points[points.length - 1][0]].sort((a, b) => a - b);
    expect(ends[0]).toBeLessThan(111);
    expect(ends[1]).toBeGreaterThan(145);
    expect(lines[1].closed).toBe(false);
  });

  it.each([30, 60, 120, 150])('draws a foot that slants by %i degrees along its axis', (degrees) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const [along, across] = [
      (x: number, y: number) => (x - 128) * cos + (y - 220) * sin,
      (x: number, y: number) => (y - 220) * cos - (x - 128) * sin,
    ];
    const slanted: Inside = (x, y) => Math.abs(along(x, y)) < 22 && Math.abs(across(x, y)) < 5;
    const cut: Inside = (x, y) => Math.abs(x - 128) < 5 && Math.abs(y - 220) < 12;
    const { middles: lines } = thin((x, y) => body(x, y) || slanted(x, y), cut, []);
    expect(lines).toHaveLength(1);
    const points = pointsOf(lines[0].xy);
    for (const [x, y] of points.slice(2, -2)) expect(Math.abs(across(x, y))).toBeLessThan(2.5);
    const reach = points.map(([x, y]) => along(x, y));
    expect(Math.max(...reach) - Math.min(...reach)).toBeGreaterThan(38);
  });

  it('keeps the outline of what a limb runs through', () => {
    const through = [line([128, 160], [128, 240])];
    const { outlines, middles: lines } = thin((x, y) => body(x, y) || foot(x, y), leg, through);
    expect(outlines).toHaveLength(2);
    expect(lines).toEqual(through);
  });

  it('keeps the outlines of what was cut off no limb, of holes, and of what is large', () => {
    const apart = (x: number, y: number) => body(x, y) || foot(x, y);
    expect(thin(apart, () => false).outlines).toHaveLength(2);
    const hole = (x: number, y: number) => body(x, y) && Math.hypot(x - 128, y - 80) > 10;
    const around = (x: number, y: number) => Math.hypot(x - 128, y - 80) < 12;
    expect(thin(hole, around).outlines).toHaveLength(2);
    const two = (x: number, y: number) => body(x, y) || Math.hypot(x - 128, y - 235) < 20;
    expect(thin(two).outlines).toHaveLength(2);
  });

  it('has nothing to do without outlines', () => {
    expect(thin(() => false)).toEqual({ outlines: [], middles });
  });
});

describe('what is an island', () => {
  const speck: Inside = (x, y) => Math.abs(x - 128) < 15 && Math.abs(y - 220) < 5;
  const counts = (cut: Inside) => thin((x, y) => body(x, y) || speck(x, y), cut, []).middles.length;

  it('lies within four pixels of a limb, on whichever side', () => {
    // outlines run half a pixel around: from x = 113 to 143, and from y = 215 to 225
    const column = (at: number) => counts((x, y) => x === at && Math.abs(y - 220) < 3);
    const row = (at: number) => counts((x, y) => y === at && Math.abs(x - 128) < 3);
    expect([column(109), column(108), column(146), column(147)]).toEqual([1, 0, 1, 0]);
    expect([row(211), row(210), row(229), row(230)]).toEqual([1, 0, 1, 0]);
  });

  it('has at most a quarter of the longest outline', () => {
    const long =
      (half: number): Inside =>
      (x, y) =>
        Math.abs(x - 128) < half && Math.abs(y - 225) < 5;
    const island = (half: number) =>
      thin(
        (x, y) => body(x, y) || long(half)(x, y),
        (x, y) => long(half)(x, y + 8),
        [],
      ).middles.length;
    // the body's is 471 pixels long
    expect([island(22), island(30)]).toEqual([1, 0]);
  });

  it('has a middle line of points about two pixels apart', () => {
    const { middles: lines } = thin((x, y) => body(x, y) || speck(x, y), leg, []);
    const points = pointsOf(lines[0].xy);
    points.slice(1).forEach(([x, y], k) => {
      expect(Math.hypot(x - points[k][0], y - points[k][1])).toBeLessThan(3);
    });
  });
});
