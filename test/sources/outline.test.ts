import { expect, it } from 'vitest';
import { mapContours } from '../../src/contours/map.ts';
import { evaluate } from '../../src/lines/fit.ts';
import type { Plane } from '../../src/raster/raster.ts';
import { outline } from '../../src/sources/outline.ts';
import { constantPlane, drawPicture, planeOf } from '../helpers/pictures.ts';

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
    parts: [],
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
