import { describe, expect, it } from 'vitest';
import { FOLLOW_RIDGE, followRidge } from '../../src/contours/follow-ridge.ts';
import type { Point } from '../../src/lines/polyline.ts';
import { plane } from '../../src/raster/raster.ts';

const SIDE = 200;
/** A ridge one high and about three pixels wide along a curve. */
function ridge(isOn: (x: number, y: number) => boolean) {
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    Number(isOn((i % SIDE) + 0.5, Math.floor(i / SIDE) + 0.5)),
  );
  return plane({ width: SIDE, height: SIDE }, data);
}
const open = () => true;
const down = { at: [50, 20] as Point, direction: [0, 1] as Point };
const lengthOf = (way: readonly Point[]) => FOLLOW_RIDGE.step * way.length;

describe('a line that follows a ridge', () => {
  it('ends where the ridge does', () => {
    const way = followRidge(
      down,
      ridge((x, y) => Math.abs(x - 50) < 2 && y < 45),
      open,
    );
    expect(way.at(-1)![0]).toBeCloseTo(50, 0);
    expect(way.at(-1)![1]).toBeGreaterThan(40);
    expect(way.at(-1)![1]).toBeLessThan(46);
  });

  it('crosses a short gap, not a long one', () => {
    const gap = (pixels: number) =>
      followRidge(
        down,
        ridge((x, y) => Math.abs(x - 50) < 2 && (y < 32 || y > 32 + pixels)),
        open,
      );
    expect(gap(5).at(-1)![1]).toBeGreaterThan(40);
    expect(gap(20).at(-1)![1]).toBeLessThan(34);
  });

  it('bends with an arc, and stops when it has turned far enough', () => {
    const arc = ridge((x, y) => Math.abs(Math.hypot(x - 80, y - 20) - 30) < 2);
    const way = followRidge(down, arc, open, { ...FOLLOW_RIDGE, longest: 1 });
    for (const [x, y] of way) expect(Math.abs(Math.hypot(x - 80, y - 20) - 30)).toBeLessThan(3.5);
    const last = way.at(-1)!;
    const turned = Math.PI - Math.atan2(last[1] - 20, last[0] - 80);
    expect(turned).toBeGreaterThan(0.6 * FOLLOW_RIDGE.most);
    expect(turned).toBeLessThan(1.2 * FOLLOW_RIDGE.most);
  });

  it('is no longer than the longest, and stays where it is open and on the map', () => {
    const long = ridge((x) => Math.abs(x - 50) < 2);
    expect(lengthOf(followRidge(down, long, open))).toBe(FOLLOW_RIDGE.longest * SIDE);
    expect(lengthOf(followRidge(down, long, (_, y) => y < 31))).toBe(10);
    const out = followRidge({ at: [50, 10], direction: [0, -1] }, long, open);
    expect(out.at(-1)![1]).toBeGreaterThanOrEqual(0);
    expect(out).toHaveLength(5);
  });

  it('has no points where there is no ridge', () => {
    expect(
      followRidge(
        down,
        ridge(() => false),
        open,
      ),
    ).toEqual([]);
  });
});
