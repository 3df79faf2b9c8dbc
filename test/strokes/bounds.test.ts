import { expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { createStrokeSampler } from '../../src/strokes/bezier.ts';
import { curveBounds, inkBounds } from '../../src/strokes/bounds.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

it('is the box of the curves, not of their control points', () => {
  const strokes = uniformStrokes([0, 0, 0, 4, 8, 4, 8, 0], 2);
  expect(curveBounds(strokes)).toEqual({ left: 0, top: 0, right: 8, bottom: 3 });
  expect(inkBounds(strokes)).toEqual({ left: -1, top: -1, right: 9, bottom: 4 });
});

it('holds finely sampled curves, tightly', () => {
  const random = createRandom(3);
  for (let i = 0; i < 200; i++) {
    const strokes = uniformStrokes(
      Array.from({ length: 16 }, () => Math.round(random.uniform(-5, 5))),
      1,
    );
    const { left, top, right, bottom } = curveBounds(strokes);
    const { points } = createStrokeSampler().sample(strokes);
    const x = points.filter((_, k) => k % 2 === 0);
    const y = points.filter((_, k) => k % 2 === 1);
    for (const [found, bound] of [
      [-Math.min(...x), -left],
      [-Math.min(...y), -top],
      [Math.max(...x), right],
      [Math.max(...y), bottom],
    ]) {
      expect(found).toBeLessThan(bound + 1e-9);
      expect(found).toBeGreaterThan(bound - 0.3);
    }
  }
});
