import { describe, expect, it } from 'vitest';
import { CHAINS, traceChains } from '../../src/contours/chains.ts';
import type { EdgeMap } from '../../src/contours/edges.ts';
import type { Chain } from '../../src/lines/polyline.ts';

const SIZE = 100;

interface Curve {
  /** Point at t in [0, 1]. */
  readonly at: (t: number) => readonly [number, number];
  readonly strength?: number;
}

/** An edge map whose thinned pixels are those that the curves pass through. */
function mapOf(...curves: readonly Curve[]): { map: EdgeMap; thinned: Float32Array } {
  const count = SIZE * SIZE;
  const thinned = new Float32Array(count);
  const normalX = new Float32Array(count);
  const normalY = new Float32Array(count);
  for (const { at, strength = 1 } of curves) {
    for (let k = 0; k <= 2000; k++) {
      const [x, y] = at(k / 2000);
      const [ax, ay] = at(Math.max(0, k - 1) / 2000);
      const [bx, by] = at(Math.min(2000, k + 1) / 2000);
      const i = Math.floor(y) * SIZE + Math.floor(x);
      const length = Math.hypot(bx - ax, by - ay);
      thinned[i] = strength;
      normalX[i] = -(by - ay) / length;
      normalY[i] = (bx - ax) / length;
    }
  }
  return { map: { width: SIZE, height: SIZE, strength: thinned, normalX, normalY }, thinned };
}

const trace = (...curves: Curve[]): Chain[] => {
  const { map, thinned } = mapOf(...curves);
  return traceChains(map, thinned);
};
const line = (x0: number, y0: number, x1: number, y1: number, strength = 1): Curve => ({
  at: (t) => [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t],
  strength,
});
const count = (chain: Chain) => chain.strength.length;
const ends = ({ xy }: Chain) => [...xy.slice(0, 2), ...xy.slice(-2)];

describe('chains', () => {
  it('follow a line from end to end', () => {
    const [chain, ...others] = trace(line(10.5, 20.5, 80.5, 55.5));
    expect(others).toEqual([]);
    expect(chain.closed).toBe(false);
    expect(count(chain)).toBeGreaterThanOrEqual(65);
    const [x0, y0, x1, y1] = ends(chain);
    const forward = x0 < x1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    forward.forEach((v, k) => {
      expect(Math.abs(v - [10.5, 20.5, 80.5, 55.5][k])).toBeLessThanOrEqual(1.5);
    });
    for (let k = 0; k < count(chain); k++) {
      const [x, y] = chain.xy.slice(2 * k, 2 * k + 2);
      expect(Math.abs((y - 20.5) * 2 - (x - 10.5)) / Math.sqrt(5)).toBeLessThan(1);
    }
  });

  it('close around a circle', () => {
    const circle: Curve = {
      at: (t) => [50 + 30 * Math.cos(2 * Math.PI * t), 50 + 30 * Math.sin(2 * Math.PI * t)],
    };
    const [chain, ...others] = trace(circle);
    expect(others).toEqual([]);
    expect(chain.closed).toBe(true);
    for (let k = 0; k < count(chain); k++) {
      expect(Math.abs(Math.hypot(chain.xy[2 * k] - 50, chain.xy[2 * k + 1] - 50) - 30)).toBeLessThan(1);
    }
  });

  it('bridge a gap in their direction', () => {
    const chains = trace(line(10.5, 50.5, 45.5, 50.5), line(45.5 + CHAINS.gap, 50.5, 90.5, 50.5));
    expect(chains).toHaveLength(1);
    const xs = chains[0].xy.filter((_, i) => i % 2 === 0);
    expect(Math.min(...xs)).toBeLessThan(12);
    expect(Math.max(...xs)).toBeGreaterThan(89);
  });

  it('bridge neither a wide gap, nor one to the side, nor one to an edge across', () => {
    expect(trace(line(10.5, 50.5, 40.5, 50.5), line(55.5, 50.5, 90.5, 50.5))).toHaveLength(2);
    expect(trace(line(10.5, 50.5, 45.5, 50.5), line(50.5, 57.5, 90.5, 57.5))).toHaveLength(2);
    expect(trace(line(10.5, 50.5, 45.5, 50.5), line(50.5, 20.5, 50.5, 80.5))).toHaveLength(2);
  });

  it('bridge a gap only to an edge that runs on in about the same direction', () => {
    const turned = (degrees: number): Curve => {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      return line(50.5, 50.5, 50.5 + 35 * cos, 50.5 + 35 * sin);
    };
    expect(trace(line(10.5, 50.5, 45.5, 50.5), turned(25))).toHaveLength(1);
    for (const degrees of [45, 60, 90]) {
      // the first chain ends where the gap begins
      const [x0, , x1] = ends(trace(line(10.5, 50.5, 45.5, 50.5), turned(degrees))[0]);
      expect(Math.max(x0, x1)).toBeLessThan(47);
    }
  });

  it('take what lies beside them with them: a thick edge is one chain', () => {
    const thick = [line(10.5, 50.5, 80.5, 50.5), line(10.5, 51.5, 80.5, 51.5, 0.9)];
    expect(trace(...thick)).toHaveLength(1);
    const slanted = [line(10.5, 20.5, 60.5, 70.5), line(11.5, 20.5, 61.5, 70.5, 0.9)];
    expect(trace(...slanted)).toHaveLength(1);
  });

  it('go straight on at a crossing', () => {
    const chains = trace(line(10.5, 50.5, 90.5, 50.5), line(50.5, 10.5, 50.5, 90.5, 0.8));
    expect(chains).toHaveLength(2);
    for (const chain of chains) {
      const [x0, y0, x1, y1] = ends(chain);
      expect(Math.hypot(x1 - x0, y1 - y0)).toBeGreaterThan(75);
      expect(Math.min(Math.abs(x1 - x0), Math.abs(y1 - y0))).toBeLessThan(3);
    }
  });

  it('start only on strong pixels, and go on over weaker ones', () => {
    const between = (CHAINS.high + CHAINS.low) / 2;
    expect(trace(line(10.5, 20.5, 90.5, 20.5, between))).toEqual([]);
    const [chain] = trace(line(10.5, 20.5, 50.5, 20.5), line(51.5, 20.5, 90.5, 20.5, between));
    expect(count(chain)).toBeGreaterThan(75);
    expect(chain.strength.some((v) => v < CHAINS.high)).toBe(true);
    const [short] = trace(line(10.5, 20.5, 50.5, 20.5), line(51.5, 20.5, 90.5, 20.5, CHAINS.low / 2));
    expect(count(short)).toBeLessThan(45);
  });

  it('are not made of a few pixels, nor of none', () => {
    expect(trace(line(40.5, 40.5, 40.5 + CHAINS.minimum - 3, 40.5))).toEqual([]);
    expect(trace()).toEqual([]);
  });

  it('come in order of their strongest pixel, and always the same', () => {
    const curves = [line(10.5, 20.5, 90.5, 20.5, 0.5), line(10.5, 60.5, 90.5, 60.5, 0.9)];
    const chains = trace(...curves);
    expect(chains.map(({ strength }) => Math.fround(strength[10]))).toEqual([0.9, 0.5].map(Math.fround));
    expect(trace(...curves)).toEqual(chains);
  });
});
