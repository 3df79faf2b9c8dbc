import { describe, expect, it } from 'vitest';
import { findLimbs } from '../../src/contours/limbs.ts';
import { evaluate } from '../../src/lines/fit.ts';
import { planWholeOutline, WHOLE_OUTLINE } from '../../src/sources/whole-outline.ts';
import { planeOf } from '../helpers/pictures.ts';

const SIZE = 256;
const maskOf = (inside: (x: number, y: number) => boolean) =>
  planeOf(SIZE, SIZE, (x, y) => (inside(x, y) ? 1 : 0));
const disc = (x: number, y: number, radius: number) => (u: number, v: number) =>
  Math.hypot(u - x, v - y) < radius;
const SQUARE = maskOf((x, y) => Math.max(Math.abs(x - 128), Math.abs(y - 128)) < 70);
/** Ten tips at a distance of 90, ten notches at 45. */
const starRadius = (angle: number) => {
  const turn = ((((angle / (2 * Math.PI)) * 10) % 1) + 1) % 1;
  return 45 + 45 * Math.abs(2 * turn - 1);
};
const STAR = maskOf((x, y) => Math.hypot(x - 128, y - 128) < starRadius(Math.atan2(y - 128, x - 128)));

const plan = (mask: ReturnType<typeof maskOf>, limbs = false) => {
  const outline = planWholeOutline(mask, limbs ? findLimbs(mask) : null);
  if (!outline) throw new Error('no outline');
  return outline;
};
const strokesOf = (points: Float64Array) =>
  Array.from({ length: points.length / 8 }, (_, s) => points.subarray(8 * s, 8 * s + 8));
const samplesOf = (points: Float64Array) =>
  strokesOf(points).flatMap((cubic) => Array.from({ length: 41 }, (_, k) => evaluate(cubic, k / 40)));
/** Mean distance of the star's border from the nearest stroke. */
function missed(points: Float64Array): number {
  const samples = samplesOf(points);
  const border = Array.from({ length: 400 }, (_, k) => {
    const angle = (k / 400) * 2 * Math.PI;
    return [128 + starRadius(angle) * Math.cos(angle), 128 + starRadius(angle) * Math.sin(angle)];
  });
  const distances = border.map(([x, y]) => Math.min(...samples.map(([u, v]) => Math.hypot(u - x, v - y))));
  return distances.reduce((a, b) => a + b) / distances.length;
}

describe('planWholeOutline', () => {
  it('leaves small holes out: between an arm and a body they look like eyes', () => {
    const around = (radius: number) =>
      plan(maskOf((x, y) => disc(128, 128, 100)(x, y) && !disc(128, 128, radius)(x, y))).length;
    const rim = 2 * Math.PI * 100;
    // 2 pi 25 is 157, 2 pi 26 is 163
    expect(Math.abs(around(25) - rim)).toBeLessThan(8);
    expect(Math.abs(around(27) - rim - 2 * Math.PI * 27)).toBeLessThan(10);
  });

  it('cuts a square at its corners', () => {
    const points = plan(SQUARE).divide(4);
    expect(points).toHaveLength(4 * 8);
    for (const stroke of strokesOf(points)) {
      for (const end of [0, 6]) {
        expect(Math.abs(Math.abs(stroke[end] - 128) - 70)).toBeLessThan(3);
        expect(Math.abs(Math.abs(stroke[end + 1] - 128) - 70)).toBeLessThan(3);
      }
      expect(Math.hypot(stroke[6] - stroke[0], stroke[7] - stroke[1])).toBeGreaterThan(130);
    }
    for (const [x, y] of samplesOf(points)) {
      expect(Math.abs(Math.max(Math.abs(x - 128), Math.abs(y - 128)) - 70)).toBeLessThan(2.5);
    }
  });

  it('closes outlines: each stroke starts where the one before ends', () => {
    for (const count of [7, 12]) {
      const strokes = strokesOf(plan(STAR).divide(count));
      expect(strokes).toHaveLength(count);
      strokes.forEach((stroke, s) => {
        const before = strokes[(s + count - 1) % count];
        expect([...stroke.subarray(0, 2)]).toEqual([...before.subarray(6)]);
      });
    }
  });

  it('leaves out tips that few strokes cannot follow rather than cut across them', () => {
    const points = plan(STAR).divide(3);
    expect(points).toHaveLength(3 * 8);
    const off = samplesOf(points).map(([x, y]) =>
      Math.abs(Math.hypot(x - 128, y - 128) - starRadius(Math.atan2(y - 128, x - 128))),
    );
    expect(off.reduce((a, b) => a + b) / off.length).toBeLessThan(8);
  });

  it('counts a hole no more than the rest, however much notches count', () => {
    const ring = maskOf((x, y) => disc(128, 128, 90)(x, y) && !disc(128, 128, 20)(x, y));
    const loud = planeOf(SIZE, SIZE, (x, y) => (disc(128, 128, 40)(x, y) ? 50 : 0));
    const points = planWholeOutline(ring, null, WHOLE_OUTLINE, loud)?.divide(2) ?? new Float64Array();
    for (const [x, y] of samplesOf(points)) expect(Math.hypot(x - 128, y - 128)).toBeGreaterThan(70);
  });

  it('has the holes that are no specks', () => {
    const around = (radius: number) =>
      plan(maskOf((x, y) => disc(128, 128, 90)(x, y) && !disc(128, 128, radius)(x, y))).length;
    const round = WHOLE_OUTLINE.shortestHole / (2 * Math.PI);
    const alone = around(0);
    expect(around(0.9 * round)).toBeCloseTo(alone, 6);
    expect(around(1.1 * round) - alone).toBeCloseTo(2 * Math.PI * 1.1 * round, -1);
    // of outlines, not of holes, are others of this length
    const beside = plan(
      maskOf((x, y) => disc(128, 128, 90)(x, y) || disc(236, 30, 0.7 * round)(x, y)),
    ).length;
    expect(beside - alone).toBeGreaterThan(80);
  });

  it('follows the more closely the more strokes there are', () => {
    const star = plan(STAR);
    const distances = [4, 7, 10, 14, 20].map((count) => missed(star.divide(count)));
    distances.slice(1).forEach((distance, k) => {
      expect(distance).toBeLessThan(distances[k]);
    });
    expect(distances.at(-1)).toBeLessThan(1);
  });

  it('says how few strokes are enough: few for a disc, more for a star', () => {
    const disc80 = plan(maskOf(disc(128, 128, 80)));
    expect(disc80.fewest(32)).toBeGreaterThanOrEqual(2);
    expect(disc80.fewest(32)).toBeLessThanOrEqual(4);
    expect(disc80.fewest(1)).toBeNull();
    const star = plan(STAR);
    const close = star.fewest(32) ?? 0;
    expect(close).toBeGreaterThan(5);
    expect(close).toBeLessThanOrEqual(20);
    expect(missed(star.divide(close - 1))).toBeGreaterThan(2);
  });

  it('follows what is too detailed for its strokes less closely, if it gets nearly all of them', () => {
    const star = plan(STAR);
    const loose = Array.from({ length: 32 }, (_, count) => count).filter((n) => star.fewest(n) !== null)[0];
    expect(loose).toBeLessThan(star.fewest(32) ?? 0);
    expect(star.fewest(loose)).toBe(loose);
    expect(missed(star.divide(loose))).toBeLessThan(6);
  });

  it('shares strokes out between outlines by what they need', () => {
    const two = maskOf(
      (x, y) => disc(70, 128, 40)(x, y) || Math.max(Math.abs(x - 190), Math.abs(y - 128)) < 30,
    );
    const onRight = (count: number) => strokesOf(plan(two).divide(count)).filter(([x]) => x > 128).length;
    expect(onRight(1)).toBeLessThanOrEqual(1);
    expect(onRight(6)).toBeGreaterThanOrEqual(3);
    expect(onRight(6)).toBeLessThan(5);
    expect(onRight(8)).toBeGreaterThanOrEqual(4);
  });

  it('draws limbs by their middle line', () => {
    const windmill = maskOf(
      (x, y) => disc(128, 128, 40)(x, y) || (Math.abs(y - 128) < 5 && Math.abs(x - 128) < 110),
    );
    const strokes = strokesOf(plan(windmill, true).divide(6));
    const bars = strokes.filter((stroke) => samplesOf(stroke).every(([, y]) => Math.abs(y - 128) < 2));
    expect(bars.map((bar) => Math.abs(bar[6] - bar[0]) > 50)).toEqual([true, true]);
    for (const stroke of strokes.filter((s) => !bars.includes(s))) {
      for (const [x, y] of samplesOf(stroke)) expect(Math.hypot(x - 128, y - 128)).toBeLessThan(48);
    }
  });

  it('closes limbs that go round', () => {
    const hoop = maskOf((x, y) => Math.abs(Math.hypot(x - 128, y - 128) - 80) < 4);
    expect(findLimbs(hoop).chains.map(({ closed }) => closed)).toEqual([true]);
    const strokes = strokesOf(plan(hoop, true).divide(4));
    expect(strokes).toHaveLength(4);
    for (const [x, y] of strokes.flatMap(samplesOf))
      expect(Math.abs(Math.hypot(x - 128, y - 128) - 80)).toBeLessThan(3);
    strokes.forEach((stroke, s) => {
      expect([...stroke.subarray(0, 2)]).toEqual([...strokes[(s + 3) % 4].subarray(6)]);
    });
  });

  it('gives what there is to tell apart, however many are asked for', () => {
    const points = plan(SQUARE).divide(1000);
    expect(points.length / 8).toBeGreaterThan(4);
    expect(points.length / 8).toBeLessThanOrEqual(32);
    expect(points.every(Number.isFinite)).toBe(true);
    expect(plan(SQUARE).divide(0)).toHaveLength(0);
  });

  it('leaves crumbs out', () => {
    const dusty = maskOf((x, y) => disc(90, 128, 60)(x, y) || disc(220, 40, 2)(x, y));
    for (const [x] of samplesOf(plan(dusty).divide(12))) expect(x).toBeLessThan(160);
  });

  it('is null where no border lies within the photo', () => {
    for (const inside of [() => false, () => true]) expect(planWholeOutline(maskOf(inside), null)).toBeNull();
  });

  it('leaves limbs out that are shorter than a twentieth of the side, and counts the length of others', () => {
    const mask = maskOf(disc(90, 90, 60));
    const limb = (length: number) => {
      const xy = Float64Array.from(Array.from({ length: length + 1 }, (_, k) => [200, 180 + k]).flat());
      const chain = { xy, closed: false, strength: new Float64Array(length + 1).fill(1) };
      return planWholeOutline(mask, { chains: [chain], area: new Uint8Array(SIZE * SIZE), width: SIZE })!
        .length;
    };
    const alone = planWholeOutline(mask, null)!.length;
    expect(alone).toBeGreaterThan(2 * Math.PI * 59);
    expect(alone).toBeLessThan(2 * Math.PI * 60.5);
    expect(limb(12)).toBeCloseTo(alone, 6);
    expect(limb(14)).toBeCloseTo(alone + 14, 6);
  });

  it('leaves outlines out that are shorter than a twentieth of the longest', () => {
    const count = (radius: number) => {
      const mask = maskOf((x, y) => disc(90, 90, 80)(x, y) || disc(220, 220, radius)(x, y));
      return strokesOf(plan(mask).divide(12)).filter(([x]) => x! > 190).length;
    };
    // round a disc of 80 it is 503 pixels, a twentieth of which goes round one of 4
    expect(count(3.4)).toBe(0);
    expect(count(5.5)).toBeGreaterThan(0);
  });

  it('says how far off strokes are on average, and of more strokes than there can be nothing', () => {
    const square = plan(SQUARE);
    expect(square.distance(4)).toBeLessThan(1.5);
    expect(square.distance(2)).toBeGreaterThan(3);
    expect(square.distance(1000)).toBe(Number.POSITIVE_INFINITY);
    const star = plan(STAR);
    const close = star.fewest(32)!;
    expect(star.distance(close)).toBeLessThanOrEqual(3);
    expect(star.distance(close - 1)).toBeGreaterThan(3);
    expect(star.simplified).toBe(false);
  });

  it('is followed closest where it matters most', () => {
    const right = planeOf(SIZE, SIZE, (x) => (x > 128 ? 8 : 0));
    const weighted = planWholeOutline(STAR, null, undefined, right)!;
    const onRight = (points: Float64Array) => strokesOf(points).filter((s) => s[0]! + s[6]! > 256).length;
    expect(onRight(weighted.divide(9))).toBeGreaterThan(onRight(plan(STAR).divide(9)));
  });
});
