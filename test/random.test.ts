import { describe, expect, it } from 'vitest';
import { createRandom } from '../src/random.ts';

const draw = (seed: number, count: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

describe('a generator', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    expect(draw(7, 20)).toEqual(draw(7, 20));
    expect(draw(7, 20)).not.toEqual(draw(8, 20));
    expect(draw(2 ** 40, 20)).not.toEqual(draw(2 ** 40 + 1, 20));
  });

  it('gives these numbers on every machine', () => {
    const random = createRandom(0);
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.7927755899727345, 0.17101399786770344, 0.9973569833673537,
    ]);
    expect(random.fork('views').integer(1000)).toBe(733);
  });

  it('forks by label without advancing, whenever it is asked', () => {
    const [a, b] = [createRandom(1), createRandom(1)];
    const early = a.fork('seed 1').next();
    expect(a.next()).toBe(b.next());
    expect(b.fork('seed 1').next()).toBe(early);
    expect(a.fork('seed 2').next()).not.toBe(early);
    expect(a.fork('x').fork('y').next()).not.toBe(a.fork('y').fork('x').next());
  });

  it('is uniform on [0, 1), on intervals and on integers', () => {
    const values = draw(3, 20_000);
    expect(values.every((v) => v >= 0 && v < 1)).toBe(true);
    expect(mean(values)).toBeCloseTo(0.5, 1);
    expect(mean(values.map((v) => (v - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
    const random = createRandom(4);
    const counts = new Array<number>(6).fill(0);
    for (let k = 0; k < 12_000; k++) counts[random.integer(6)]++;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
    const between = Array.from({ length: 1000 }, () => random.uniform(-3, 5));
    expect(between.every((v) => v >= -3 && v < 5)).toBe(true);
    expect(mean(between)).toBeCloseTo(1, 0);
  });

  it('is normal with mean 0 and deviation 1', () => {
    const random = createRandom(5);
    const values = Array.from({ length: 20_000 }, () => random.normal());
    expect(values.every(Number.isFinite)).toBe(true);
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    expect(Math.abs(mean(values.map((v) => v * v)) - 1)).toBeLessThan(0.05);
  });
});
