import { describe, expect, it } from 'vitest';
import { createEdgeTerm } from '../../src/loss/edges.ts';
import { createRandom } from '../../src/random.ts';
import { cosine, finiteDifferenceAt } from '../helpers/finite-difference.ts';
import { planeOf } from '../helpers/pictures.ts';

const WIDTH = 48;
const HEIGHT = 36;
const COUNT = WIDTH * HEIGHT;
const line = (y0: number) => planeOf(WIDTH, HEIGHT, (_, y) => (Math.abs(y - y0) < 1.1 ? 1 : 0));
const term = createEdgeTerm(line(18));

describe('the contour term', () => {
  it('is 0 on the contours, and grows with the distance from them', () => {
    const losses = [18, 20, 24, 32].map((y) => term.evaluate(line(y).data, 0));
    expect(losses[0]).toBeCloseTo(0, 5);
    for (let k = 1; k < losses.length; k++) expect(losses[k]).toBeGreaterThan(losses[k - 1] + 0.02);
    expect(losses[3]).toBeLessThanOrEqual(1);
  });

  it('is 1 for an empty sheet, with no gradient', () => {
    const gradient = new Float32Array(COUNT);
    expect(term.addGradient(new Float32Array(COUNT), 0, gradient, 1)).toBe(1);
    expect(gradient.every((v) => v === 0)).toBe(true);
  });

  it('has the gradient of finite differences', () => {
    const random = createRandom(2);
    const ink = Float32Array.from({ length: COUNT }, () => random.next());
    const gradient = new Float32Array(COUNT);
    const loss = term.addGradient(ink, 0, gradient, 1);
    expect(loss).toBe(term.evaluate(ink, 0));
    const places = [0, 47, 500, 18 * WIDTH + 10, 900, COUNT - 1];
    const numeric = finiteDifferenceAt((moved) => term.evaluate(moved, 0), ink, places, 0.5);
    const analytic = places.map((place) => gradient[place]);
    expect(cosine(analytic, numeric)).toBeGreaterThan(0.999);
  });

  it('reads and writes at its offset, and scales', () => {
    const ink = new Float32Array(3 * COUNT);
    ink.set(line(25).data, COUNT);
    const [once, twice] = [new Float32Array(3 * COUNT), new Float32Array(3 * COUNT)];
    expect(term.addGradient(ink, COUNT, once, 1)).toBe(term.evaluate(line(25).data, 0));
    term.addGradient(ink, COUNT, twice, 2);
    expect([...once.subarray(0, COUNT), ...once.subarray(2 * COUNT)].every((v) => v === 0)).toBe(true);
    for (let i = 0; i < twice.length; i++) expect(twice[i]).toBeCloseTo(2 * once[i], 6);
  });
});
