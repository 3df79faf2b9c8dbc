import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { importanceAlong, outline } from '../../src/sources/outline.ts';
import { mapContours } from '../helpers/map-contours.ts';
import { constantPlane, drawPicture, noBoundaries, planeOf } from '../helpers/pictures.ts';

const SIZE = 256;
/** Strokes that the outline is drawn with. */
const COUNT = 2;
/** A disc with a wavy border, and a shallow notch at the right. */
const radius = (angle: number) => 90 + 4 * Math.sin(3 * angle) ** 2;
const inside = (x: number, y: number) =>
  Math.hypot(x - 120, y - 128) < radius(Math.atan2(y - 128, x - 120)) && Math.hypot(x - 222, y - 128) > 22;

const mapOf = (mask: Plane) =>
  mapContours({
    image: drawPicture(SIZE, SIZE, () => {}),
    mask,
    attention: () => constantPlane(SIZE, SIZE, 1),
    subject: constantPlane(SIZE, SIZE, 1),
    heads: constantPlane(SIZE, SIZE, 0),
    boundaries: noBoundaries(mask),
    landmarks: [],
  });

it('an outline is followed closer at a notch, where one part ends, than along a curve', () => {
  const map = mapOf(planeOf(SIZE, SIZE, (x, y) => (inside(x, y) ? 1 : 0)));
  /** Distance of the notch's deepest point from the nearest of the strokes. */
  const missed = (notch: number) => {
    const [whole] = outline.propose(map, { ...outline.params, notch, mostNotches: 1 }).wholes?.() ?? [];
    const points = whole.divide(COUNT);
    const samples = Array.from({ length: COUNT * 41 }, (_, k) =>
      evaluate(points.subarray(8 * Math.floor(k / 41), 8 * Math.floor(k / 41) + 8), (k % 41) / 40),
    );
    return Math.min(...samples.map(([x, y]) => Math.hypot(x - 200, y - 128)));
  };
  expect(missed(0)).toBeGreaterThan(2);
  expect(missed(outline.params.notch)).toBeLessThan(0.7 * missed(0));
});

it('offers the outline as it is first, and last with wide limbs as single lines, which is nothing where nothing is', () => {
  // a disc with an arm of 22 pixels
  const withArm = (x: number, y: number) =>
    Math.hypot(x - 80, y - 128) < 60 || (x > 80 && x < 235 && Math.abs(y - 128) < 11);
  const wholesOf = (is: (x: number, y: number) => boolean) =>
    outline.propose(mapOf(planeOf(SIZE, SIZE, (x, y) => (is(x, y) ? 1 : 0))), outline.params).wholes!();
  const wholes = wholesOf(withArm);
  expect(wholes.map(({ simplified }) => simplified)).toEqual([false, false, true]);
  expect(wholes[2].length).toBeLessThan(0.95 * wholes[0].length);
  expect(wholes[2].divide(6)).toHaveLength(8 * 6);
  const nothing = wholesOf(() => false);
  expect(nothing.map(({ fewest }) => fewest(16))).toEqual([null]);
  expect([nothing[0].distance(16), nothing[0].length]).toEqual([Number.POSITIVE_INFINITY, 0]);
});

it('offers an outline that its strokes cannot follow more evenly too, unless most of it were lost', () => {
  const star = (spikes: number, height: number) =>
    planeOf(SIZE, SIZE, (x, y) => {
      const wave = Math.sin(spikes * Math.atan2(y - 128, x - 128));
      return Math.hypot(x - 128, y - 128) < 80 + height * wave ? 1 : 0;
    });
  const params = { ...outline.params, jagged: { strokes: 16, farthest: 1 } };
  const distances = (mask: Plane) =>
    outline.propose(mapOf(mask), params).wholes!()
      .slice(0, -1)
      .map((whole) => whole.distance(16));
  const [asItIs, , evened] = distances(star(16, 18));
  expect(asItIs).toBeGreaterThan(1);
  expect(evened).toBeLessThan(0.8 * asItIs);
  // what can be followed, and fronds
  expect(distances(star(3, 16))).toHaveLength(2);
  expect(distances(star(40, 16))).toHaveLength(2);
});

describe('what counts along an outline', () => {
  const none = constantPlane(SIZE, SIZE, 0);
  const left = planeOf(SIZE, SIZE, (x) => (x < 128 ? 1 : 0));
  const { params } = outline;
  const at = (plane: Plane, x: number, y = 128) => plane.data[y * SIZE + x];
  /** Standard normal distribution function, by its integral. */
  const normal = (z: number) => {
    let sum = 0;
    for (let k = 0; k < 4000; k++) {
      const t = (Math.min(8, Math.max(-8, z)) + 8) * ((k + 0.5) / 4000) - 8;
      sum += Math.exp((-t * t) / 2);
    }
    return (sum * (Math.min(8, Math.max(-8, z)) + 8)) / 4000 / Math.sqrt(2 * Math.PI);
  };
  const notchAt = (x: number) =>
    1 + params.notch * Math.max(0, 2 * normal((128 - x - 0.5) / params.notchBlur) - 1);

  it('is nothing outside, and grows with how far the subject is all around', () => {
    const plain = importanceAlong(left, none, { ...params, mostNotches: 1 });
    expect(at(plain, 200)).toBe(0);
    expect(at(plain, 20)).toBeCloseTo(params.notch, 3);
    for (const x of [110, 120, 126]) expect(at(plain, x) / (notchAt(x) - 1)).toBeCloseTo(1, 1);
  });

  it('is more in heads, by a factor', () => {
    const heads = constantPlane(SIZE, SIZE, 1);
    const plain = importanceAlong(left, heads, { ...params, mostNotches: 1 });
    expect(at(plain, 200)).toBeCloseTo(params.head, 3);
    expect(at(plain, 20)).toBeCloseTo((1 + params.head) * (1 + params.notch) - 1, 2);
  });

  it('is less where there are notches, by their mean along the outline, but by no more than is said', () => {
    // pixels at which a mask blurred by the lines' softness has a quarter to three quarters
    const edge = Array.from({ length: SIZE }, (_, x) => x).filter((x) => {
      const soft = normal((128 - x - 0.5) / params.whole.lines.softness);
      return soft >= 0.25 && soft < 0.75;
    });
    const mean = edge.reduce((sum, x) => sum + notchAt(x), 0) / edge.length;
    const heads = constantPlane(SIZE, SIZE, 1);
    const free = importanceAlong(left, heads, { ...params, mostNotches: 100 });
    expect(mean).toBeGreaterThan(1.2);
    expect((at(free, 200) + 1) / ((1 + params.head) / mean)).toBeCloseTo(1, 2);
    const held = importanceAlong(left, heads, { ...params, mostNotches: 1.1 });
    expect(at(held, 200) + 1).toBeCloseTo((1 + params.head) / 1.1, 3);
  });

  it('is told without an edge as well', () => {
    const all = importanceAlong(none, constantPlane(SIZE, SIZE, 0.5));
    expect(at(all, 50)).toBeCloseTo(params.head / 2, 4);
  });
});
