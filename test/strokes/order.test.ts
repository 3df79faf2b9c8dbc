import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { greedyOrder, orderForPen, orientForPen } from '../../src/strokes/order.ts';
import { type Strokes, uniformStrokes } from '../../src/strokes/stroke.ts';

const random = createRandom(41);
const randomStrokes = (count: number) =>
  uniformStrokes(
    Array.from({ length: count * 8 }, () => random.uniform(0, 100)),
    2,
  );

/** Each stroke from its smaller end, the strokes sorted: equal for drawings that look equal. */
function look({ points }: Strokes): string[] {
  const strokes = Array.from({ length: points.length / 8 }, (_, s) => {
    const pairs = [0, 2, 4, 6].map((i) => `${points[8 * s + i]},${points[8 * s + i + 1]}`);
    return [pairs.join(' '), pairs.reverse().join(' ')].sort()[0];
  });
  return strokes.sort();
}

/** Way of the pen through the air. */
function penTravel({ points }: Strokes): number {
  let travel = 0;
  for (let p = 8; p < points.length; p += 8) {
    travel += Math.hypot(points[p] - points[p - 2], points[p + 1] - points[p - 1]);
  }
  return travel;
}

describe('greedyOrder', () => {
  // worth of a drawing: what its strokes add, where strokes 1 and 2 show the same thing
  const worth = [1, 5, 4.5, 3, 2];
  const loss = (subset: readonly number[]) =>
    20 - subset.reduce((sum, s) => sum + (s === 2 && subset.includes(1) ? 0.5 : worth[s]), 0);
  const calls: number[] = [];
  const losses = async (subsets: readonly (readonly number[])[]) => {
    calls.push(subsets.length);
    return subsets.map(loss);
  };

  it('takes what helps most after what is there', async () => {
    expect(await greedyOrder(5, losses)).toEqual([1, 3, 4, 0, 2]);
    expect(calls).toEqual([5, 4, 3, 2]);
  });

  it('tries only the most promising when there are many', async () => {
    calls.length = 0;
    expect((await greedyOrder(5, losses, 2)).sort()).toEqual([0, 1, 2, 3, 4]);
    expect(calls).toEqual([5, 2, 2, 2]);
  });

  it('orders one stroke and none', async () => {
    expect(await greedyOrder(1, losses)).toEqual([0]);
    expect(await greedyOrder(0, losses)).toEqual([]);
  });
});

describe('pen travel', () => {
  it('is least over all directions after orientForPen', () => {
    const strokes = randomStrokes(6);
    const best = Math.min(
      ...Array.from({ length: 64 }, (_, mask) => {
        const points = strokes.points.slice();
        for (let s = 0; s < 6; s++) {
          if (!((mask >> s) & 1)) continue;
          for (let i = 0; i < 8; i++) points[8 * s + i] = strokes.points[8 * s + 6 - (i & 6) + (i & 1)];
        }
        return penTravel({ ...strokes, points });
      }),
    );
    const oriented = orientForPen(strokes);
    expect(penTravel(oriented)).toBeCloseTo(best, 9);
    expect(look(oriented)).toEqual(look(strokes));
    for (let s = 0; s < 6; s++) {
      const first = [oriented.points[8 * s], oriented.points[8 * s + 6]];
      expect(first.sort()).toEqual([strokes.points[8 * s], strokes.points[8 * s + 6]].sort());
    }
  });

  it('leaves fixed strokes as they are', () => {
    const strokes = randomStrokes(6);
    const oriented = orientForPen(strokes, 4);
    expect(oriented.points.subarray(0, 32)).toEqual(strokes.points.subarray(0, 32));
    expect(penTravel(oriented)).toBeLessThanOrEqual(penTravel(strokes));
    expect(orientForPen(strokes, 6)).toEqual(strokes);
  });

  it('is far less after orderForPen, which draws the same', () => {
    const strokes = { ...randomStrokes(40), widths: Float64Array.from({ length: 40 }, () => random.next()) };
    const ordered = orderForPen(strokes);
    expect(penTravel(ordered)).toBeLessThan(penTravel(strokes) / 3);
    expect(look(ordered)).toEqual(look(strokes));
    expect([...ordered.widths].sort()).toEqual([...strokes.widths].sort());
  });

  it('cannot be made less by drawing a part of the tour in reverse', () => {
    for (let trial = 0; trial < 5; trial++) {
      const ordered = orderForPen(randomStrokes(12));
      const least = penTravel(ordered);
      for (let i = 0; i < 12; i++) {
        for (let j = i; j < 12; j++) {
          const pairs = Array.from({ length: 4 * 12 }, (_, k) => [...ordered.points.slice(2 * k, 2 * k + 2)]);
          const turned = pairs.slice(4 * i, 4 * j + 4).reverse();
          const points = [...pairs.slice(0, 4 * i), ...turned, ...pairs.slice(4 * j + 4)].flat();
          expect(penTravel(uniformStrokes(points, 2))).toBeGreaterThan(least - 1e-6);
        }
      }
    }
  });

  it('of a cut line becomes nothing', () => {
    const line = (a: number, b: number) => [a, 0, a + (b - a) / 3, 0, b - (b - a) / 3, 0, b, 0];
    const pieces = uniformStrokes([...line(6, 9), ...line(3, 0), ...line(6, 3)], 1);
    expect(penTravel(orderForPen(pieces))).toBe(0);
  });
});
