import { describe, expect, it } from 'vitest';
import { settleOnSpot, soften } from '../../src/photo/spots.ts';
import { plane } from '../../src/raster/raster.ts';

const SIZE = { width: 61, height: 51 };
/** Lightness f(x, y) at the middles of pixels. */
const lightness = (f: (x: number, y: number) => number) =>
  plane(
    SIZE,
    Float32Array.from({ length: 61 * 51 }, (_, i) => f((i % 61) + 0.5, Math.floor(i / 61) + 0.5)),
  );
/** A dark Gaussian spot of a standard deviation. */
const spot =
  (x: number, y: number, spread: number, depth = 0.8) =>
  (px: number, py: number) =>
    -depth * Math.exp(-((px - x) ** 2 + (py - y) ** 2) / (2 * spread ** 2));
const SCALES = [1.5, 3, 6];
const settle = (f: (x: number, y: number) => number, x: number, y: number, reach = 12, spread = 1e6) =>
  settleOnSpot(soften(lightness(f), SCALES, 100), { x, y }, { reach, spread });

describe('soften', () => {
  it('has the scales of spots with at most a radius', () => {
    const scales = (largest: number) =>
      soften(
        lightness(() => 1),
        SCALES,
        largest,
      ).map(({ scale }) => scale);
    expect(scales(3 * Math.SQRT2)).toEqual([1.5, 3]);
    expect(scales(3 * Math.SQRT2 - 1e-6)).toEqual([1.5]);
    expect(scales(1)).toEqual([]);
  });
});

describe('settleOnSpot', () => {
  it.each(SCALES)('finds the middle of a spot, with its radius, at the scale of its size (%s)', (scale) => {
    // the response to a Gaussian spot of deviation s is the largest at the scale s
    const found = settle(spot(28.5, 24.5, scale), 32, 22);
    expect(found).toEqual({ x: 28.5, y: 24.5, radius: Math.SQRT2 * scale });
  });

  it('stays where it is if nothing is dark, or what is dark is beyond its reach', () => {
    for (const f of [() => 0.5, spot(28.5, 24.5, 3, -0.8)])
      expect(settle(f, 32.25, 22)).toEqual({ x: 32.25, y: 22, radius: 0 });
    const far = settle(spot(28.5, 24.5, 1.5), 48, 24.5, 5);
    expect(Math.hypot(far.x - 48, far.y - 24.5)).toBeLessThanOrEqual(6);
  });

  it('takes the darkest of two, and the nearer of two that are as dark', () => {
    const two = (depth: number) => (x: number, y: number) =>
      spot(24.5, 24.5, 1.5, depth)(x, y) + spot(38.5, 24.5, 1.5)(x, y);
    expect(settle(two(0.9), 33, 24.5)).toMatchObject({ x: 24.5, y: 24.5 });
    expect(settle(two(0.7), 30, 24.5)).toMatchObject({ x: 38.5, y: 24.5 });
    // the spots count alike where exp(-(8.5^2 - 5.5^2) / (2 s^2)) = 0.8 / 0.9: at s = 13.4
    const chosen = (spread: number) => settle(two(0.9), 33, 24.5, 12, spread).x;
    for (const spread of [3, 12]) expect(chosen(spread)).toBeGreaterThan(36);
    expect(chosen(16)).toBeLessThan(26);
  });

  it.each([0, Math.PI / 2, Math.PI / 4, -Math.PI / 4])('takes no line at %s for a spot', (angle) => {
    const line = (x: number, y: number) => {
      const across = (x - 24.5) * Math.sin(angle) - (y - 24.5) * Math.cos(angle);
      return -0.9 * Math.exp(-(across ** 2) / (2 * 1.5 ** 2));
    };
    const both = (x: number, y: number) => line(x, y) + spot(34.5, 18.5, 1.5, 0.2)(x, y);
    const found = settle(both, 28, 22, 14);
    expect(Math.hypot(found.x - 34.5, found.y - 18.5)).toBeLessThan(4);
  });

  it('reads nothing outside the picture', () => {
    const found = settle(spot(1.5, 1.5, 3), 0, 0);
    expect([found.x, found.y]).toEqual([1.5, 1.5]);
    const end = settle(spot(59.5, 49.5, 3), 61, 51);
    expect([end.x, end.y]).toEqual([59.5, 49.5]);
  });
});
