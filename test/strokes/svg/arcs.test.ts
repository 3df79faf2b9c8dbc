import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.ts';
import { arcCubics } from '../../../src/strokes/svg/arcs.ts';
import type { Cubic } from '../../../src/strokes/svg/path-data.ts';

const pointAt = (c: Cubic, t: number): [number, number] => {
  const u = 1 - t;
  const weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [0, 1].map((axis) => weights.reduce((sum, w, i) => sum + w * c[2 * i + axis], 0)) as [
    number,
    number,
  ];
};

describe('arcCubics', () => {
  it('follows the ellipse by its parametric formula, in the given direction and to the given end', () => {
    const random = createRandom(7);
    const between = (low: number, high: number) => low + (high - low) * random.next();
    for (let i = 0; i < 300; i++) {
      const [cx, cy, rx, ry] = [between(-9, 9), between(-9, 9), between(1, 20), between(1, 20)];
      const rotation = between(-400, 400);
      const [start, turn] = [
        between(-Math.PI, Math.PI),
        between(0.05, 2 * Math.PI - 0.05) * (i % 2 ? 1 : -1),
      ];
      const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
      const onEllipse = (angle: number): [number, number] => [
        cx + cos * rx * Math.cos(angle) - sin * ry * Math.sin(angle),
        cy + sin * rx * Math.cos(angle) + cos * ry * Math.sin(angle),
      ];
      const [from, to] = [onEllipse(start), onEllipse(start + turn)];
      const arc = { rx, ry, rotation, large: Math.abs(turn) > Math.PI, sweep: turn > 0 };
      const cubics = arcCubics(from, arc, to);
      expect(cubics.length).toBe(Math.ceil(Math.abs(turn) / (Math.PI / 2)));
      expect(cubics[0].slice(0, 2)).toEqual(from);
      expect(cubics.at(-1)!.slice(6)).toEqual(to);
      cubics.forEach((cubic, k) => {
        for (const t of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
          const [x, y] = pointAt(cubic, t);
          // back to the unit circle
          const [ux, uy] = [(cos * (x - cx) + sin * (y - cy)) / rx, (cos * (y - cy) - sin * (x - cx)) / ry];
          expect(Math.abs(Math.hypot(ux, uy) - 1)).toBeLessThan(3e-4);
          const expected = onEllipse(start + (turn * (k + t)) / cubics.length);
          expect(Math.hypot(x - expected[0], y - expected[1])).toBeLessThan(0.01 * Math.max(rx, ry));
        }
      });
    }
  });

  it('grows radii that do not reach, and takes negative ones as positive', () => {
    const arc = { rx: 1, ry: -1, rotation: 0, large: false, sweep: true };
    const cubics = arcCubics([0, 0], arc, [10, 0]);
    expect(cubics).toHaveLength(2);
    expect(cubics[0][6]).toBeCloseTo(5, 12);
    expect(cubics[0][7]).toBeCloseTo(-5, 12);
  });

  it('has no cubic without a length or a radius', () => {
    const arc = { rx: 1, ry: 1, rotation: 0, large: true, sweep: true };
    expect(arcCubics([2, 3], arc, [2, 3])).toEqual([]);
    expect(arcCubics([2, 3], { ...arc, rx: 0 }, [5, 3])).toEqual([]);
  });
});
