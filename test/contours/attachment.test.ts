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
});
