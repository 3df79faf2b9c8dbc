import { describe, expect, it } from 'vitest';
import { outlineFirst } from '../../src/choose/outline-first.ts';
import { coarseToFine, singlePass } from '../../src/choose/rounds.ts';
import { differentStarts, makeStarts, type Seat } from '../../src/choose/starts.ts';
import { STRATEGIES } from '../../src/choose/strategies.ts';
import type { Offer, Strategy, WholeOnCanvas } from '../../src/choose/strategy.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import { always, criticOf, inkObjective, near, TARGET, wholeOf } from '../helpers/ink-objective.ts';

const BLANK = uniformStrokes([], 0);
const ALL: readonly Strategy[] = [singlePass, outlineFirst, coarseToFine];
const whole = (draw: WholeOnCanvas['draw'], fewest: WholeOnCanvas['fewest'] = () => 2) =>
  wholeOf(draw, { fewest });

describe('makeStarts', () => {
  /** Offers each seed its own drawing. */
  const offering =
    (offers: readonly Strokes[], rest: Partial<Offer> = {}) =>
    ({ k }: Seat): Offer =>
      always(offers[k], rest);
  const make = (
    offerTo: (seat: Seat) => Offer,
    seeds: number,
    count = 2,
    strategies: readonly Strategy[] = STRATEGIES.saliency,
    signal?: AbortSignal,
  ) => makeStarts(criticOf(inkObjective(), signal), offerTo, strategies, { seed: 10, seeds, count });
  const seedsOf = (starts: Awaited<ReturnType<typeof make>>) => starts.map(({ seed }) => seed);

  it('lets each seed choose from its own strokes, numbered from the first seed on', async () => {
    expect(await make(offering([near(1, 1), TARGET, near(3, 2)]), 3)).toEqual([
      { seed: 10, strokes: near(1, 1) },
      { seed: 11, strokes: TARGET },
      { seed: 12, strokes: near(3, 2) },
    ]);
  });

  it('leaves out seeds that draw what an earlier one does; the others keep their numbers', async () => {
    const offers = [TARGET, selectStrokes(TARGET, [1, 0]), near(2, 3), TARGET];
    expect(seedsOf(await make(offering(offers), 4))).toEqual([10, 12]);
  });

  it('lets strategies take turns, and varies what is offered when they come again', async () => {
    const counts: number[][] = [[], [], [], []];
    const varied: boolean[] = [];
    const outline = near(2, 9);
    const offerTo = ({ k, plain }: Seat): Offer => {
      varied[k] = !plain;
      return always(BLANK, {
        wholes: [whole(() => outline)],
        propose(count, drawn) {
          counts[k].push(count);
          return concatStrokes(drawn, near(1, k), TARGET);
        },
      });
    };
    const starts = await make(offerTo, 4, 4, ALL);
    expect(starts.map(({ strokes }) => strokeCount(strokes))).toEqual([4, 4, 4, 4]);
    expect(counts[0]).toEqual([4]);
    expect(counts[2]).toEqual([2, 4]);
    expect(counts[3]).toEqual([4]);
    expect(varied).toEqual([false, false, false, true]);
    const drawsOutline = starts.map(({ strokes }) => outline.points.every((v, i) => strokes.points[i] === v));
    expect(drawsOutline).toEqual([false, true, false, false]);
  });

  it('draws what is fixed in any case, around the outline too, and spends the fewer strokes on it', async () => {
    const eyes = selectStrokes(near(1, 5), [0]);
    const border = concatStrokes(near(1, 9), near(2, 4));
    const asked: number[] = [];
    const draw = (count: number) => selectStrokes(border, [...Array(count).keys()]);
    const fewest = (count: number) => {
      asked.push(count);
      return 2;
    };
    const offer = always(concatStrokes(TARGET, near(2, 3)), { fixed: eyes, wholes: [whole(draw, fewest)] });
    const starts = await make(() => offer, 2, 4, ALL.slice(0, 2));
    expect(starts).toHaveLength(2);
    for (const { strokes } of starts) {
      expect(strokeCount(strokes)).toBe(4);
      expect(selectStrokes(strokes, [0])).toEqual(eyes);
    }
    expect(new Set(asked)).toEqual(new Set([3]));
  });

  it('draws no outline that so few strokes could not follow', async () => {
    const wholes = [
      whole(
        () => TARGET,
        (count) => (count < 3 ? null : 3),
      ),
    ];
    const starts = await make(offering([near(1, 1), near(2, 2), near(3, 3)], { wholes }), 2, 2, ALL);
    expect(starts.map(({ strokes }) => strokes)).toEqual([near(1, 1), near(2, 2)]);
  });

  it('asks as many strategies as there are seeds, in their order', async () => {
    const offerTo = offering([near(3, 1), BLANK, near(1, 2)], { wholes: [whole(() => TARGET)] });
    expect(seedsOf(await make(offerTo, 1, 2, ALL))).toEqual([10]);
    expect(seedsOf(await make(offerTo, 2, 2, ALL))).toEqual([10, 11]);
    expect(seedsOf(await make(offerTo, 3, 2, ALL))).toEqual([10, 11, 12]);
  });

  it('starts one seed when what is fixed is all there is to draw', async () => {
    const starts = await make(offering([BLANK, BLANK], { fixed: TARGET }), 2);
    expect(starts).toEqual([{ seed: 10, strokes: TARGET }]);
  });

  it('leaves out the seeds after an abort, but never the first', async () => {
    const controller = new AbortController();
    const offers = [near(1, 1), near(2, 2), near(3, 3)];
    const stopping = ({ k }: Seat) =>
      always(offers[k], {
        propose(_, drawn) {
          if (k === 1) controller.abort();
          return concatStrokes(drawn, offers[k]);
        },
      });
    const once = STRATEGIES.saliency;
    expect(seedsOf(await make(stopping, 3, 2, once, controller.signal))).toEqual([10, 11]);
    expect(seedsOf(await make(offering(offers), 3, 2, once, controller.signal))).toEqual([10]);
  });
});

describe('differentStarts', () => {
  const seedsOf = (drawings: readonly Strokes[]) =>
    differentStarts(drawings.map((strokes, k) => ({ seed: 10 + k, strokes }))).map(({ seed }) => seed);

  it('keeps one of several that draw the same in any order, the first', () => {
    const turned = selectStrokes(TARGET, [1, 0]);
    expect(seedsOf([near(4, 5), TARGET, turned, TARGET, near(3, 6)])).toEqual([10, 11, 14]);
  });

  it('tells strokes of another width apart', () => {
    const wider = { ...TARGET, widths: TARGET.widths.map((v) => v + 1) };
    expect(seedsOf([TARGET, wider])).toEqual([10, 11]);
  });
});
