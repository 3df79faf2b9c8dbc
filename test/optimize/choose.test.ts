import { describe, expect, it } from 'vitest';
import { chooseStrokes } from '../../src/optimize/choose.ts';
import { evaluateAll } from '../../src/optimize/evaluate.ts';
import { createRandom } from '../../src/random.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import { canvas, inkObjective, near, TARGET, views } from '../helpers/ink-objective.ts';

const stage = { canvas, views };
const choose = (candidates: readonly Strokes[], count: number, frozen = 0) =>
  chooseStrokes(
    inkObjective(),
    stage,
    candidates.map((strokes, k) => ({ seed: 10 + k, strokes })),
    count,
    frozen,
  );

/** Strokes that the target has nothing of: in its corners. */
function junk(seed: number): Strokes {
  const random = createRandom(seed);
  const [right, left] = [random.uniform(28, 32), random.uniform(1, 4)];
  return uniformStrokes([right, 3, 34, 3, 35, 4, 37, 5, left, 18, 2, 20, 3, 22, 3, 24], 2);
}

describe('chooseStrokes', () => {
  it('leaves each seed as many strokes as asked for: those that the loss misses most', async () => {
    const candidates = [concatStrokes(junk(1), TARGET), concatStrokes(near(0.3, 2), junk(2))];
    const chosen = await choose(candidates, 2);
    expect(chosen).toEqual([
      { seed: 10, strokes: TARGET },
      { seed: 11, strokes: near(0.3, 2) },
    ]);
    for (const count of [1, 3]) {
      for (const { strokes } of await choose(candidates, count)) expect(strokeCount(strokes)).toBe(count);
    }
  });

  it('draws no worse than any other choice of so many', async () => {
    const strokes = concatStrokes(near(1, 1), junk(1), near(6, 2));
    const [{ strokes: chosen }] = await choose([strokes], 2);
    const pairs = [0, 1, 2, 3, 4, 5].flatMap((a) => [0, 1, 2, 3, 4, 5].slice(a + 1).map((b) => [a, b]));
    const losses = await evaluateAll(
      inkObjective(),
      stage,
      pairs.map((pair) => selectStrokes(strokes, pair)),
    );
    const [loss] = await evaluateAll(inkObjective(), stage, [chosen]);
    expect(loss).toBeCloseTo(Math.min(...losses), 12);
  });

  it('keeps one of several that come out the same, the first', async () => {
    const turned = selectStrokes(TARGET, [1, 0]);
    const candidates = [
      concatStrokes(near(4, 5), junk(1)),
      concatStrokes(TARGET, junk(2)),
      concatStrokes(junk(3), turned),
      TARGET,
      near(3, 6),
    ];
    const chosen = await choose(candidates, 2);
    expect(chosen.map(({ seed }) => seed)).toEqual([10, 11, 14]);
    expect(chosen[1].strokes).toEqual(TARGET);
  });

  it('tells strokes of another width apart', async () => {
    const wider = { ...TARGET, widths: TARGET.widths.map((v) => v + 1) };
    expect(await choose([TARGET, wider], 2)).toHaveLength(2);
  });

  it('keeps the frozen strokes of each first, as they are', async () => {
    const given = junk(4);
    const candidates = [
      concatStrokes(given, TARGET, near(5, 1)),
      concatStrokes(given, near(5, 2), near(1, 3)),
    ];
    const chosen = await choose(candidates, 4, 2);
    expect(chosen).toHaveLength(2);
    for (const { strokes } of chosen) {
      expect(strokeCount(strokes)).toBe(4);
      expect(selectStrokes(strokes, [0, 1])).toEqual(given);
    }
    expect(selectStrokes(chosen[0].strokes, [2, 3])).toEqual(TARGET);
    expect((await choose([concatStrokes(given, TARGET)], 2, 2))[0].strokes).toEqual(given);
  });

  it('leaves starts as they are that have no more strokes than asked for', async () => {
    expect(await choose([TARGET, near(2, 1)], 2)).toEqual([
      { seed: 10, strokes: TARGET },
      { seed: 11, strokes: near(2, 1) },
    ]);
    expect((await choose([TARGET], 5))[0].strokes).toEqual(TARGET);
  });
});
