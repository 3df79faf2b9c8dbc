import { describe, expect, it } from 'vitest';
import { msSsim } from '../../bench/quality/judge/ms-ssim.ts';
import { createRandom } from '../../src/random.ts';
import type { Plane } from '../../src/raster/raster.ts';

const SIDE = 64;

function plane(value: (x: number, y: number) => number): Plane {
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE, Math.floor(i / SIDE)));
  return { width: SIDE, height: SIDE, channels: 1 as const, data };
}

const disc = (cx: number, cy: number) => plane((x, y) => (Math.hypot(x - cx, y - cy) < 15 ? 0 : 1));

describe('msSsim', () => {
  it('is 1 for equal planes', () => {
    expect(msSsim(disc(30, 30), disc(30, 30))).toBeCloseTo(1, 6);
  });

  it('is symmetric', () => {
    expect(msSsim(disc(30, 30), disc(36, 30))).toBeCloseTo(msSsim(disc(36, 30), disc(30, 30)), 6);
  });

  it('falls as a shape moves away', () => {
    const scores = [0, 3, 8, 16].map((d) => msSsim(disc(24, 30), disc(24 + d, 30)));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[1]! - scores[3]!).toBeGreaterThan(0.2);
  });

  it('is 0 for the negative picture', () => {
    const random = createRandom(1);
    const noise = plane(() => random.next());
    expect(msSsim(noise, { ...noise, data: noise.data.map((v) => 1 - v) })).toBe(0);
  });
});
