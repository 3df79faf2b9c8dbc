import { describe, expect, it } from 'vitest';
import { chamfer, distanceTransform } from '../../bench/quality/judge/chamfer.ts';
import { createRandom } from '../../src/random.ts';
import type { Plane } from '../../src/raster/raster.ts';

const [WIDTH, HEIGHT] = [23, 17];

function points(...at: readonly (readonly [number, number])[]): Plane {
  const data = new Float32Array(WIDTH * HEIGHT);
  for (const [x, y] of at) data[y * WIDTH + x] = 1;
  return { width: WIDTH, height: HEIGHT, channels: 1 as const, data };
}

describe('distanceTransform', () => {
  it('equals the search over all points', () => {
    const random = createRandom(7);
    const set = Array.from({ length: 12 }, () => [random.integer(WIDTH), random.integer(HEIGHT)] as const);
    const found = distanceTransform(points(...set));
    found.forEach((distance, i) => {
      const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
      expect(distance).toBeCloseTo(Math.min(...set.map(([u, v]) => Math.hypot(x - u, y - v))), 5);
    });
  });

  it('is infinite everywhere when the set is empty', () => {
    expect(distanceTransform(points()).every((v) => v === Number.POSITIVE_INFINITY)).toBe(true);
  });
});

describe('chamfer', () => {
  it('measures both ways', () => {
    const ink = points([3, 4]);
    const target = points([3, 4], [6, 8]);
    expect(chamfer(ink, target)).toEqual({ toInk: 2.5, toTarget: 0 });
  });

  it('counts nothing drawn as far away', () => {
    const diagonal = Math.hypot(WIDTH, HEIGHT);
    const { toInk, toTarget } = chamfer(points(), points([1, 1]));
    expect(toInk).toBeCloseTo(diagonal, 4);
    expect(toTarget).toBe(diagonal);
  });

  it('weights distances by ink', () => {
    const ink = points([0, 0], [10, 0]);
    ink.data[0] = 0.25;
    expect(chamfer(ink, points([0, 0])).toTarget).toBeCloseTo(10 / 1.25, 5);
  });
});
