import { describe, expect, it } from 'vitest';
import { chooseInRounds } from '../../src/choose/rounds.ts';
import type { Offer } from '../../src/choose/strategy.ts';
import { createRandom } from '../../src/random.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import { always, criticOf, inkObjective, near, stopAfter, TARGET } from '../helpers/ink-objective.ts';

const BLANK = uniformStrokes([], 0);

const critic = criticOf(inkObjective());
const choose = (offer: Offer, count: number, fixed = BLANK, rounds = 1) =>
  chooseInRounds(critic, { ...offer, fixed }, count, rounds);

/** Strokes that the target has nothing of: in its corners. */
function junk(seed: number): Strokes {
  const random = createRandom(seed);
  const [right, left] = [random.uniform(28, 32), random.uniform(1, 4)];
  return uniformStrokes([right, 3, 34, 3, 35, 4, 37, 5, left, 18, 2, 20, 3, 22, 3, 24], 2);
}

/** Of all ways to choose so many strokes, the one with the least loss. */
async function best(strokes: Strokes, count: number): Promise<Strokes> {
  const subsets = Array.from({ length: 2 ** strokeCount(strokes) }, (_, bits) =>
    [...Array(strokeCount(strokes)).keys()].filter((s) => bits & (1 << s)),
  ).filter((subset) => subset.length === count);
  const drawings = subsets.map((subset) => selectStrokes(strokes, subset));
  const losses = await critic.losses(drawings);
  return drawings[losses.indexOf(Math.min(...losses))];
}

describe('chooseInRounds', () => {
  it('draws as many strokes as asked for: those that the loss misses most', async () => {
    expect(await choose(always(concatStrokes(junk(1), TARGET)), 2)).toEqual(TARGET);
    const candidates = concatStrokes(near(0.3, 2), junk(2));
    expect(await choose(always(candidates), 2)).toEqual(near(0.3, 2));
    for (const count of [1, 3]) expect(strokeCount(await choose(always(candidates), count))).toBe(count);
  });

  it('draws no line twice, though the loss may like it', async () => {
    const twice = concatStrokes(TARGET, near(0.3, 2), junk(1));
    const chosen = await choose(always(twice), 3);
    expect([junk(1).points.slice(0, 8), junk(1).points.slice(8)]).toContainEqual(chosen.points.slice(16));
  });

  it('draws a line twice, as the loss likes it, before it draws fewer than asked for', async () => {
    const twice = concatStrokes(near(0.3, 2), TARGET, junk(1));
    expect(await choose(always(twice), 5)).toEqual(await best(twice, 5));
  });

  it('draws no worse than any other choice of so many', async () => {
    const strokes = concatStrokes(near(1, 1), junk(1), near(6, 2));
    const [loss] = await critic.losses([await choose(always(strokes), 2)]);
    const [least] = await critic.losses([await best(strokes, 2)]);
    expect(loss).toBeCloseTo(least, 12);
  });

  it('keeps given strokes first, as they are', async () => {
    const given = junk(4);
    for (const rounds of [1, 2]) {
      const chosen = await choose(always(concatStrokes(TARGET, junk(5))), 4, given, rounds);
      expect(chosen).toEqual(concatStrokes(given, TARGET));
    }
    expect(await choose(always(TARGET), 2, given)).toEqual(given);
  });

  it('draws all that is proposed when that is no more than asked for', async () => {
    expect(await choose(always(TARGET), 2)).toEqual(TARGET);
    expect(await choose(always(TARGET), 5)).toEqual(TARGET);
  });

  it('draws an equal share of the strokes in each round, beside those of the rounds before', async () => {
    const given = junk(5);
    const asked: number[] = [];
    const seen: Strokes[] = [];
    const offered = [concatStrokes(junk(6), TARGET), concatStrokes(near(0.5, 3), junk(7)), near(4, 4)];
    const propose: Offer['propose'] = (count, drawn) => {
      seen.push(drawn);
      asked.push(count);
      return concatStrokes(drawn, offered[asked.length - 1]);
    };
    const chosen = await choose(always(BLANK, { propose }), 7, given, 3);
    expect(asked).toEqual([4, 6, 7]);
    expect(seen.map(strokeCount)).toEqual([2, 4, 6]);
    expect(seen[0]).toEqual(given);
    expect(seen[1]).toEqual(concatStrokes(given, TARGET));
    expect(selectStrokes(seen[2], [0, 1])).toEqual(given);
    expect(strokeCount(chosen)).toBe(7);
  });

  it('ends the first of two rounds with half of the strokes, rounded up', async () => {
    const halves = async (count: number) => {
      const drawnBefore: number[] = [];
      const propose: Offer['propose'] = (_, drawn) => {
        drawnBefore.push(strokeCount(drawn));
        return concatStrokes(drawn, TARGET, near(3, 5), junk(8));
      };
      const chosen = await choose(always(BLANK, { propose }), count, BLANK, 2);
      return [...drawnBefore, strokeCount(chosen)];
    };
    expect(await halves(4)).toEqual([0, 2, 4]);
    expect(await halves(5)).toEqual([0, 3, 5]);
  });

  it('gives up a stroke of an earlier round for a better one', async () => {
    const offered = [selectStrokes(near(4, 6), [0]), TARGET];
    const propose: Offer['propose'] = (_, drawn) => concatStrokes(drawn, offered[strokeCount(drawn)]);
    expect(await choose(always(BLANK, { propose }), 2, BLANK, 2)).toEqual(TARGET);
  });

  it('draws the first of what is proposed once it is aborted', async () => {
    const [given, first] = [junk(4), near(5, 1)];
    const offer = always(concatStrokes(first, TARGET), { fixed: given });
    const stopped = stopAfter(inkObjective(), 1);
    expect(await chooseInRounds(stopped, offer, 4, 1)).toEqual(concatStrokes(given, first));
    const inRounds = await chooseInRounds(stopped, offer, 5, 2);
    expect(strokeCount(inRounds)).toBe(5);
    expect(selectStrokes(inRounds, [0, 1, 2, 3])).toEqual(concatStrokes(given, first));
  });
});
