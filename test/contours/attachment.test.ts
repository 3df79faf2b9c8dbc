import { describe, expect, it } from 'vitest';
import { attachEnds } from '../../src/contours/attachment.ts';
import { type Point, type Polyline, pointsOf, resampleLine } from '../../src/lines/polyline.ts';

const line = (...points: Point[]): Polyline => resampleLine(points);
const ring = (x: number, y: number, radius: number): Polyline =>
  resampleLine(
    Array.from({ length: 72 }, (_, k) => {
      const angle = (k * Math.PI) / 36;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
    }),
    true,
  );
const endsOf = ({ xy }: Polyline) => [[...xy.subarray(0, 2)], [...xy.subarray(-2)]];
/** A leg from 12 pixels below a body of radius 40 downwards. */
const BODY = ring(100, 100, 40);
const LEG = line([100, 152], [100, 220]);

describe('attachEnds', () => {
  it('lets a leg go on to its body, at either end, and leaves its foot where it is', () => {
    for (const leg of [LEG, line([100, 220], [100, 152])]) {
      const [attached] = attachEnds([leg], [BODY]);
      const ends = endsOf(attached).sort((a, b) => a[1] - b[1]);
      expect(Math.abs(ends[0][0] - 100)).toBeLessThan(2);
      expect(ends[0][1]).toBeCloseTo(140, 1);
      expect(ends[1]).toEqual([100, 220]);
      expect(attached.closed).toBe(false);
      const points = pointsOf(attached.xy);
      for (let k = 1; k < points.length; k++) {
        expect(Math.hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1])).toBeLessThan(3);
      }
    }
  });

  it('lets limbs meet each other', () => {
    const foot = line([80, 230], [130, 230]);
    const [leg, same] = attachEnds([LEG, foot], []);
    expect(leg.xy.at(-1)).toBeCloseTo(230, 1);
    expect(same).toEqual(foot);
  });

  it('looks neither far, nor aside, nor back', () => {
    const aside = line([118, 150], [118, 225]);
    for (const other of [ring(100, 88, 40), aside, line([60, 190], [140, 190])]) {
      expect(attachEnds([LEG], [other])[0].xy).toEqual(LEG.xy);
    }
  });

  it('leaves closed lines alone', () => {
    expect(attachEnds([BODY], [LEG])).toEqual([BODY]);
  });

  it('reaches for 20 pixels, within 60 degrees of its direction', () => {
    const dot = (x: number, y: number): Polyline => ({ xy: Float64Array.of(x, y), closed: false });
    const reached = (x: number, y: number) => {
      const ends = endsOf(attachEnds([LEG], [dot(x, y), dot(0, 0)])[0]);
      return ends.some(([u, v]) => Math.hypot(u - x, v - y) < 1e-6);
    };
    // the upper end lies at (100, 152) and points up
    expect([reached(100, 132.5), reached(100, 131.5)]).toEqual([true, false]);
    const at = (degrees: number) =>
      [
        100 + 10 * Math.sin((degrees * Math.PI) / 180),
        152 - 10 * Math.cos((degrees * Math.PI) / 180),
      ] as const;
    for (const sign of [1, -1]) {
      expect(reached(...at(sign * 58))).toBe(true);
      expect(reached(...at(sign * 62))).toBe(false);
    }
    // of several the nearest
    const [attached] = attachEnds([LEG], [dot(100, 140), dot(102, 145), dot(95, 138)]);
    expect(endsOf(attached)[0]).toEqual([102, 145]);
  });
});
