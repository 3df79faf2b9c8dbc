import { describe, expect, it } from 'vitest';
import { createGapTerm } from '../../src/loss/gaps.ts';
import { createRandom } from '../../src/random.ts';
import { cosine, finiteDifferenceAt } from '../helpers/finite-difference.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

const SIZE = 96;
const COUNT = SIZE * SIZE;
/** A line of the default pen across the sheet, from x = 0 to `end`. */
const line = (y0: number, end = SIZE) =>
  planeOf(SIZE, SIZE, (x, y) => (Math.abs(y - y0) < 1.6 && x < end ? 1 : 0));
const term = createGapTerm(line(48));
const near = term.evaluate(line(48).data, 0);

describe('the gap term', () => {
  it('is 1 for an empty sheet and close to 0 on the contours', () => {
    expect(term.evaluate(new Float32Array(COUNT), 0)).toBeCloseTo(1, 6);
    expect(near).toBeLessThan(0.07);
  });

  it('forgives what lies near, and grows to 1 with the distance', () => {
    const losses = [48, 52, 58, 68, 84].map((y) => term.evaluate(line(y).data, 0));
    for (let k = 1; k < losses.length; k++) expect(losses[k]).toBeGreaterThan(losses[k - 1]);
    expect(losses[1]).toBeLessThan(0.1);
    expect(losses[4]).toBeGreaterThan(0.99);
  });

  it('counts the part that is missing, and no second line on the first', () => {
    const half = term.evaluate(line(48, SIZE / 2).data, 0);
    expect(half).toBeGreaterThan(0.4);
    expect(half).toBeLessThan(0.55);
    const both = line(48, SIZE / 2).data;
    line(52, SIZE / 2).data.forEach((v, i) => {
      both[i] = Math.max(both[i], v);
    });
    expect(half - term.evaluate(both, 0)).toBeLessThan(0.2 * (half - near));
  });

  it('is 0 where nothing is wanted', () => {
    const none = createGapTerm(constantPlane(SIZE, SIZE, 0));
    const gradient = new Float32Array(COUNT);
    expect(none.addGradient(line(48).data, 0, gradient, 1)).toBe(0);
    expect(gradient.every((v) => v === 0)).toBe(true);
  });

  it('has the gradient of finite differences, at its offset and scaled', () => {
    const random = createRandom(3);
    const ink = new Float32Array(2 * COUNT);
    for (let i = COUNT; i < ink.length; i++) ink[i] = 0.2 * random.next();
    const gradient = new Float32Array(2 * COUNT);
    const loss = term.addGradient(ink, COUNT, gradient, 2);
    expect(loss).toBe(term.evaluate(ink, COUNT));
    expect(gradient.subarray(0, COUNT).every((v) => v === 0)).toBe(true);
    const places = [0, 95, 40 * SIZE + 10, 48 * SIZE + 50, 60 * SIZE + 90, COUNT - 1].map((i) => COUNT + i);
    const numeric = finiteDifferenceAt((moved) => term.evaluate(moved, COUNT), ink, places, 0.5);
    const analytic = places.map((place) => gradient[place] / 2);
    expect(cosine(analytic, numeric)).toBeGreaterThan(0.999);
    expect(Math.hypot(...analytic) / Math.hypot(...numeric)).toBeCloseTo(1, 1);
  });
});
