import { describe, expect, it } from 'vitest';
import { byPhotoInterval, isRight, judgeUnseen, splitByPhoto } from '../../bench/pairs/critic/folds.ts';
import { type Comparison, fitCritic, margin } from '../../bench/pairs/critic/model.ts';
import { createRandom } from '../../src/random.ts';

/** Readers who choose by 2 x - y, and now and then by mistake; z means nothing. */
function choices(count: number): Comparison[] {
  const random = createRandom(7);
  return Array.from({ length: count }, (_, k) => {
    const drawing = () => ({ x: random.normal(), y: random.normal(), z: random.normal() });
    const [a, b] = [drawing(), drawing()];
    const better = 2 * (a.x - b.x) - (a.y - b.y);
    const chance = 1 / (1 + Math.exp(-better));
    return { photo: `photo-${k % 20}`, a, b, choice: random.next() < chance ? 'a' : 'b' };
  });
}

describe('the critic', () => {
  const comparisons = choices(1500);

  it('finds the weights by which readers chose', () => {
    const critic = fitCritic(comparisons, ['x', 'y', 'z'], 1);
    expect(critic.x).toBeCloseTo(2, 0);
    expect(critic.y).toBeCloseTo(-1, 0);
    expect(Math.abs(critic.z!)).toBeLessThan(0.15);
  });

  it('prefers no side', () => {
    const critic = fitCritic(comparisons, ['x', 'y'], 10);
    const [one] = comparisons;
    const turned = { ...one!, a: one!.b, b: one!.a };
    expect(margin(critic, turned)).toBeCloseTo(-margin(critic, one!), 6);
  });

  it('takes a feature that one drawing lacks for the same in both', () => {
    const critic = { x: 1, y: 1 };
    const comparison: Comparison = { photo: 'cat', a: { x: 3 }, b: { x: 1, y: 9 }, choice: 'a' };
    expect(margin(critic, comparison)).toBe(2);
  });

  it('is asked about photos that it has not seen', () => {
    const judged = judgeUnseen(comparisons.slice(0, 400), ['x', 'y', 'z'], createRandom(1));
    expect(judged).toHaveLength(400);
    const right = judged.reduce((sum, one) => sum + isRight(one), 0) / 400;
    // 2 x - y itself agrees with these readers in 81 %
    expect(right).toBeGreaterThan(0.76);
    const folds = splitByPhoto(comparisons, 5, createRandom(1));
    const photos = folds.map((fold) => new Set(fold.map(({ photo }) => photo)));
    expect(photos.flatMap((set) => [...set])).toHaveLength(20);
  });
});

it('an interval is wider when the same answers come from fewer photos', () => {
  const values = (photos: number) =>
    Array.from({ length: 200 }, (_, k) => ({
      photo: `${k % photos}`,
      value: k % photos < photos / 2 ? 1 : 0,
    }));
  const width = (photos: number) => {
    const { low, high, mean } = byPhotoInterval(values(photos), createRandom(2));
    expect(mean).toBe(0.5);
    return high - low;
  };
  expect(width(10)).toBeGreaterThan(1.5 * width(100));
});
