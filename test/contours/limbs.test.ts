import { describe, expect, it } from 'vitest';
import { findLimbs, liesAlong } from '../../src/contours/limbs.ts';
import { planeOf } from '../helpers/pictures.ts';

const WIDTH = 160;
const HEIGHT = 120;
const BODY = { x: 45, y: 60, radius: 30 };
/** A disc with a slanting bar, 2 x `half` pixels wide, on its right. */
const subject = (half: number) =>
  planeOf(WIDTH, HEIGHT, (x, y) => {
    const inBody = Math.hypot(x - BODY.x, y - BODY.y) <= BODY.radius;
    return inBody || (x > BODY.x && x < 150 && acrossBar(x, y) <= half) ? 1 : 0;
  });
/** Distance from the bar's axis, y = 60 - 0.25 (x - 45). */
const acrossBar = (x: number, y: number) => Math.abs(y - BODY.y + 0.25 * (x - BODY.x)) / Math.hypot(1, 0.25);
/** The line at this distance below the axis, from x = 85 to 145. */
const besideBar = (distance: number) =>
  Float64Array.from({ length: 2 * 61 }, (_, k) => {
    const x = 85 + (k >> 1);
    return k % 2 === 0 ? x : BODY.y - 0.25 * (x - BODY.x) + distance * Math.hypot(1, 0.25);
  });

describe('limbs', () => {
  for (const half of [3, 5, 7]) {
    it(`of ${2 * half} px are drawn along their axis`, () => {
      const { chains } = findLimbs(subject(half));
      const points = chains.flatMap(({ xy }) =>
        Array.from({ length: xy.length / 2 }, (_, k) => ({ x: xy[2 * k], y: xy[2 * k + 1] })),
      );
      const onBar = points.filter(({ x }) => x > 85 && x < 140);
      expect(new Set(onBar.map(({ x }) => Math.round(x))).size).toBeGreaterThan(50);
      for (const { x, y } of onBar) expect(acrossBar(x, y)).toBeLessThan(1.5);
      expect(points.some(({ x, y }) => Math.hypot(x - BODY.x, y - BODY.y) < 20)).toBe(false);
    });
  }

  it.each([0, 30, 60, 90, 120, 150])('in a direction of %i degrees are one chain', (degrees) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const across = (x: number, y: number) => Math.abs((y - 60) * cos - (x - 80) * sin);
    const along = (x: number, y: number) => (x - 80) * cos + (y - 60) * sin;
    const bar = planeOf(WIDTH, HEIGHT, (x, y) => (across(x, y) < 4 && Math.abs(along(x, y)) < 45 ? 1 : 0));
    const { chains } = findLimbs(bar);
    expect(chains).toHaveLength(1);
    const { xy } = chains[0];
    const reach: number[] = [];
    for (let k = 0; k < xy.length; k += 2) {
      expect(across(xy[k], xy[k + 1])).toBeLessThan(1.5);
      reach.push(along(xy[k], xy[k + 1]));
    }
    expect(Math.min(...reach)).toBeLessThan(-35);
    expect(Math.max(...reach)).toBeGreaterThan(35);
  });

  it('take the lines along their borders with them, but not the outline of the body', () => {
    const limbs = findLimbs(subject(5));
    for (const distance of [-5, 0, 5]) expect(liesAlong(limbs, besideBar(distance))).toBe(true);
    expect(liesAlong(limbs, besideBar(14))).toBe(false);
    const arc = Float64Array.from({ length: 2 * 60 }, (_, k) => {
      const angle = Math.PI / 2 + ((k >> 1) / 60) * Math.PI;
      return k % 2 === 0 ? BODY.x + BODY.radius * Math.cos(angle) : BODY.y + BODY.radius * Math.sin(angle);
    });
    expect(liesAlong(limbs, arc)).toBe(false);
  });

  it('are no stubs: what is a twentieth of the side or less stays in the outline', () => {
    const size = 320;
    const withBar = (length: number) =>
      planeOf(size, size, (x, y) =>
        Math.hypot(x - 120, y - 160) < 60 || (x > 120 && x < 180 + length && Math.abs(y - 160) < 4) ? 1 : 0,
      );
    expect(findLimbs(withBar(40)).chains).toHaveLength(1);
    const stub = findLimbs(withBar(14));
    expect(stub.chains).toEqual([]);
    expect(stub.area.includes(1)).toBe(false);
  });

  it('are none in a wide subject or an empty mask', () => {
    expect(findLimbs(planeOf(WIDTH, HEIGHT, (x) => (x > 40 ? 1 : 0))).chains).toEqual([]);
    expect(
      findLimbs({
        width: WIDTH,
        height: HEIGHT,
        channels: 1 as const,
        data: new Float32Array(WIDTH * HEIGHT),
      }).chains,
    ).toEqual([]);
  });
});
