import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import type { Landmark } from '../../src/photo/landmarks.ts';
import { plane } from '../../src/raster/raster.ts';
import { planOverlaps } from '../../src/sources/overlaps.ts';

const SIZE = { width: 240, height: 240 };
const planeOf = (value: (x: number, y: number) => boolean) =>
  plane(
    SIZE,
    Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) =>
      Number(value((i % SIZE.width) + 0.5, Math.floor(i / SIZE.width) + 0.5)),
    ),
  );
const straight = (x0: number, y0: number, x3: number, y3: number) => {
  const at = (t: number) => [x0 + t * (x3 - x0), y0 + t * (y3 - y0)];
  return [...at(0), ...at(1 / 3), ...at(2 / 3), ...at(1)];
};

/** A body, and a leg below it whose front edge is seen on the body as far as y = 70. */
const mask = planeOf(
  (x, y) => (y > 30 && y < 140 && x > 20 && x < 220) || (x > 100 && x < 130 && y < 220 && y >= 140),
);
const heights = planeOf((x, y) => Math.abs(x - 100) < 2 && y > 70);
const seen = { mask, heights, landmarks: [], portraits: [] };
/** The belly comes to the notch from the left, the leg's front from below. */
const BELLY = straight(30, 140, 100, 140);
const LEG = straight(100, 215, 100, 140);
const outline = Float64Array.from([...BELLY, ...LEG]);
const none = new Float64Array(0);
const stroke = (points: Float64Array, s: number) => points.subarray(8 * s, 8 * s + 8);

describe('an outline that goes on within', () => {
  const goOn = planOverlaps(seen);

  it('follows the part in front past the notch, and leaves the other as it is', () => {
    const points = goOn(outline, none);
    expect([...stroke(points, 0)]).toEqual(BELLY);
    const leg = stroke(points, 1);
    expect([leg[0], leg[1]]).toEqual([100, 215]);
    expect(leg[7]).toBeGreaterThan(90);
    expect(leg[7]).toBeLessThan(106);
    for (let k = 0; k <= 10; k++) expect(Math.abs(evaluate(leg, k / 10)[0] - 100)).toBeLessThan(2);
  });

  it('does the same to a stroke that starts at the notch, whose direction stays', () => {
    const down = goOn(Float64Array.from([...BELLY, ...straight(100, 140, 100, 215)]), none);
    const leg = stroke(down, 1);
    expect([leg[6], leg[7]]).toEqual([100, 215]);
    expect(leg[1]).toBeLessThan(106);
  });

  it('does not change what it is given', () => {
    const before = [...outline];
    goOn(outline, none);
    expect([...outline]).toEqual(before);
  });

  it('ends at what is drawn within, and stays away where that is near', () => {
    const crossed = goOn(outline, Float64Array.from(straight(60, 100, 140, 100)));
    expect(stroke(crossed, 1)[7]).toBeGreaterThan(100);
    expect(stroke(crossed, 1)[7]).toBeLessThan(110);
    const near = goOn(outline, Float64Array.from(straight(60, 122, 140, 122)));
    expect([...near]).toEqual([...outline]);
  });

  it('does not run through an eye', () => {
    const eye: Landmark = { kind: 'eye', x: 100, y: 120, radius: 4, likelihood: 1 };
    expect([...planOverlaps({ ...seen, landmarks: [eye] })(outline, none)]).toEqual([...outline]);
  });

  it.each([
    ['no border is seen', { heights: planeOf(() => false) }],
    ['the border is short', { heights: planeOf((x, y) => Math.abs(x - 100) < 2 && y > 115) }],
    ['there is no notch', { mask: planeOf((x) => x > 100) }],
    ['the border runs along the outline', { mask: planeOf((x, y) => x > 96 && (y > 140 || x > 99)) }],
  ])('stays where %s', (_, other) => {
    expect([...planOverlaps({ ...seen, ...other })(outline, none)]).toEqual([...outline]);
  });

  it('follows one border at a notch only', () => {
    const both = planeOf((x, y) => (Math.abs(x - 100) < 2 && y > 70) || (Math.abs(y - 140) < 2 && x < 160));
    const points = goOn(outline, none);
    const crossing = planOverlaps({ ...seen, heights: both })(outline, none);
    const changed = [0, 1].filter((s) => [...stroke(crossing, s)].join() !== [...stroke(outline, s)].join());
    expect(changed).toHaveLength(1);
    expect([...points]).not.toEqual([...outline]);
  });
});
