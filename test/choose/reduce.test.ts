import { describe, expect, it } from 'vitest';
import { reduceByLoss } from '../../src/choose/reduce.ts';
import type { Objective } from '../../src/loss/objective.ts';
import { createRandom } from '../../src/random.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import {
  canvas,
  coverObjective,
  criticOf,
  inkObjective,
  JUNK,
  near,
  PER_SEED,
  stopAfter,
  TARGET,
} from '../helpers/ink-objective.ts';

/** Strokes anywhere, crossing each other; so thin that none lies on others. */
function tangle(count: number, seed: number): Strokes {
  const random = createRandom(seed);
  const coordinate = (_: unknown, i: number) => random.uniform(0, i % 2 === 0 ? canvas.width : canvas.height);
  return uniformStrokes(Array.from({ length: 8 * count }, coordinate), 1);
}

/** How much ink is wanted where, at random: every view's pixels. */
function wants(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: PER_SEED }, () => random.next() ** 3);
}

/** Backward elimination that tries every stroke every time: what was removed, and the losses. */
async function removeOneByOne(objective: Objective, strokes: Strokes, count: number, frozen = 0) {
  const lossOf = async (subset: readonly number[]) =>
    (await criticOf(objective).losses([selectStrokes(strokes, subset)]))[0];
  let kept = Array.from({ length: strokeCount(strokes) }, (_, s) => s);
  const losses = [await lossOf(kept)];
  const removed: number[] = [];
  while (kept.length > count) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const s of kept.filter((k) => k >= frozen)) {
      const loss = await lossOf(kept.filter((k) => k !== s));
      if (loss < least) [best, least] = [s, loss];
    }
    kept = kept.filter((k) => k !== best);
    losses.push(least);
    removed.push(best);
  }
  return { kept, losses, removed };
}

describe('reduceByLoss', () => {
  it.each([1, 2, 3, 4, 5])('removes what trying all removals each time would (%i)', async (seed) => {
    const strokes = tangle(9, seed);
    const exact = await removeOneByOne(coverObjective(wants(seed)), strokes, 1);
    for (const count of [1, 4, 8]) {
      const objective = coverObjective(wants(seed));
      const { kept, removed, losses } = await reduceByLoss(criticOf(objective), strokes, count);
      const gone = exact.removed.slice(0, 9 - count);
      expect(removed).toEqual(gone);
      expect(kept).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].filter((s) => !gone.includes(s)));
      expect(losses).toHaveLength(10 - count);
      losses.forEach((loss, k) => {
        expect(loss).toBeCloseTo(exact.losses[k], 10);
      });
    }
  });

  it('looks at fewer drawings than that', async () => {
    const [lazy, exact] = [coverObjective(wants(7)), coverObjective(wants(7))];
    await reduceByLoss(criticOf(lazy), tangle(12, 7), 2);
    await removeOneByOne(exact, tangle(12, 7), 2);
    const drawings = ({ batches }: { batches: number[] }) => batches.reduce((a, b) => a + b);
    expect(drawings(lazy)).toBeLessThan(0.75 * drawings(exact));
  });

  it('takes away what does harm first, and the loss sinks', async () => {
    const strokes = concatStrokes(selectStrokes(TARGET, [0]), JUNK, selectStrokes(TARGET, [1]));
    const { kept, losses } = await reduceByLoss(criticOf(inkObjective()), strokes, 2);
    expect(kept).toEqual([0, 3]);
    expect(losses[1]).toBeLessThan(losses[0]);
    expect(losses[2]).toBe(0);
  });

  it('reports the losses of what was left after each removal', async () => {
    const strokes = concatStrokes(near(3, 1), near(2, 2), near(5, 3));
    const { losses } = await reduceByLoss(criticOf(inkObjective()), strokes, 1);
    for (let count = 1; count < 6; count++) {
      const { kept, losses: shorter } = await reduceByLoss(criticOf(inkObjective()), strokes, count);
      expect(kept).toHaveLength(count);
      const [loss] = await criticOf(inkObjective()).losses([selectStrokes(strokes, kept)]);
      expect(shorter.at(-1)).toBeCloseTo(loss, 12);
      expect(losses.slice(0, shorter.length)).toEqual(shorter);
    }
  });

  it('never takes away frozen strokes, however bad', async () => {
    const strokes = concatStrokes(tangle(2, 8), TARGET, near(1, 4));
    for (const count of [2, 3, 4]) {
      const { kept, losses } = await reduceByLoss(criticOf(inkObjective()), strokes, count, 2);
      expect(kept).toHaveLength(count);
      expect(kept.slice(0, 2)).toEqual([0, 1]);
      expect(losses).toHaveLength(7 - count);
    }
    const free = await reduceByLoss(criticOf(inkObjective()), strokes, 2);
    expect(free.kept).not.toContain(0);
    const cover = coverObjective(wants(9));
    const exact = await removeOneByOne(cover, tangle(7, 9), 4, 3);
    expect((await reduceByLoss(criticOf(cover), tangle(7, 9), 4, 3)).kept).toEqual(exact.kept);
  });

  it.each([6, 7, 100])('keeps all six when %i may stay, and looks at nothing', async (count) => {
    const objective = inkObjective();
    const { kept } = await reduceByLoss(criticOf(objective), tangle(6, 1), count);
    expect(kept).toEqual([0, 1, 2, 3, 4, 5]);
    expect(objective.batches).toEqual([]);
  });

  it('takes the last strokes away without looking once it is aborted', async () => {
    const objective = inkObjective();
    const strokes = tangle(9, 1);
    const whole = await reduceByLoss(criticOf(objective), strokes, 3, 1);
    for (const calls of [1, 4, 8]) {
      objective.batches.length = 0;
      const { kept, losses } = await reduceByLoss(stopAfter(objective, calls), strokes, 3, 1);
      expect(objective.batches).toHaveLength(calls);
      expect(kept).toHaveLength(3);
      expect(kept[0]).toBe(0);
      expect(losses).toEqual(whole.losses.slice(0, losses.length));
      expect(losses.length).toBeLessThan(whole.losses.length);
      if (calls === 1) expect(kept).toEqual([0, 1, 2]);
    }
  });
});
