import { describe, expect, it } from 'vitest';
import { chooseOutlineFirst } from '../../src/choose/outline-first.ts';
import type { Offer, WholeOnCanvas } from '../../src/choose/strategy.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import {
  always,
  criticOf,
  inkObjective,
  JUNK,
  stopAfter,
  TARGET,
  wholeOf,
} from '../helpers/ink-objective.ts';

const [FIRST, SECOND] = [selectStrokes(TARGET, [0]), selectStrokes(TARGET, [1])];
/** The first stroke of the target, or its two halves. */
const IN_ONE = wholeOf(() => FIRST, { fewest: () => 1 });
const HALVES = uniformStrokes(
  [...[6, 6, 10, 4, 14.5, 9.5, 19.25, 14.75], ...[19.25, 14.75, 24, 20, 29, 26, 34, 24]],
  3,
);
const choose = (outlines: readonly WholeOnCanvas[], proposed: Strokes, count: number) =>
  chooseOutlineFirst(criticOf(inkObjective()), always(proposed, { wholes: outlines }), count);

describe('chooseOutlineFirst', () => {
  it('draws the outline first, then what is missed most within it', async () => {
    expect(await choose([IN_ONE], concatStrokes(JUNK, SECOND), 2)).toEqual(concatStrokes(FIRST, SECOND));
  });

  it('draws the outline in as many strokes as the loss likes, no fewer than follow it closely', async () => {
    const counts: number[] = [];
    const outline = wholeOf(
      (count) => {
        counts.push(count);
        return count === 1 ? FIRST : HALVES;
      },
      { fewest: () => 1 },
    );
    expect(await choose([outline], concatStrokes(JUNK, SECOND), 2)).toEqual(concatStrokes(FIRST, SECOND));
    expect(new Set(counts)).toEqual(new Set([1, 2]));
    expect(await choose([{ ...outline, fewest: () => 2 }], concatStrokes(JUNK, SECOND), 3)).toEqual(
      concatStrokes(HALVES, SECOND),
    );
  });

  it('takes the outline with the lowest loss', async () => {
    const away = wholeOf(() => selectStrokes(JUNK, [0]), { fewest: () => 1 });
    for (const outlines of [
      [away, IN_ONE],
      [IN_ONE, away],
    ]) {
      expect(await choose(outlines, SECOND, 2)).toEqual(concatStrokes(FIRST, SECOND));
    }
  });

  it('draws nothing twice while there is anything else, and never fewer than asked for', async () => {
    const proposed = concatStrokes(FIRST, JUNK);
    const chosen = await choose([IN_ONE], proposed, 3);
    expect(chosen).toEqual(
      concatStrokes(FIRST, chosen.points[8] === JUNK.points[0] ? JUNK : selectStrokes(JUNK, [1, 0])),
    );
    expect(strokeCount(await choose([IN_ONE], proposed, 4))).toBe(4);
  });

  it('asks for what the coarsest outline leaves, beside the finest', async () => {
    const asked: { count: number; drawn: Strokes }[] = [];
    const propose: Offer['propose'] = (count, drawn) => {
      asked.push({ count, drawn });
      return concatStrokes(drawn, SECOND, JUNK);
    };
    const outline = wholeOf((count) => (count === 1 ? FIRST : HALVES), { fewest: () => 1 });
    await chooseOutlineFirst(criticOf(inkObjective()), always(JUNK, { propose, wholes: [outline] }), 3);
    expect(asked).toEqual([{ count: 2 + 2, drawn: HALVES }]);
  });

  it('draws the outline, and first what was proposed, once it is aborted', async () => {
    const stopped = stopAfter(inkObjective(), 1);
    const chosen = await chooseOutlineFirst(stopped, always(JUNK, { wholes: [IN_ONE] }), 3);
    expect(strokeCount(chosen)).toBe(3);
    expect(selectStrokes(chosen, [0])).toEqual(FIRST);
  });
});
