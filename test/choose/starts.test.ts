import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/options.ts';
import type { Placement } from '../../src/photo/coordinates.ts';
import { createProposer, makeStarts, type Proposer } from '../../src/propose.ts';
import { createRandom } from '../../src/random.ts';
import type { StartPlan } from '../../src/sources/palette.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import { inkObjective, near, stage, TARGET } from '../helpers/ink-objective.ts';

const BLANK = uniformStrokes([], 0);

describe('makeStarts', () => {
  /** A proposer of one round that offers each seed its own drawing. */
  const offering = (offers: readonly Strokes[]): Proposer => ({
    propose: (count, k, drawn) => ({ strokes: concatStrokes(drawn, offers[k]), edges: count - k }),
    ways: ['at once'],
    outlines: [],
    features: () => BLANK,
  });
  const make = (proposer: Proposer, seeds: number, count = 2, given = BLANK, signal?: AbortSignal) =>
    makeStarts(
      inkObjective(),
      stage,
      proposer,
      { ...DEFAULT_OPTIONS, seed: 10, seeds },
      count,
      given,
      signal,
    );
  const seedsOf = ({ starts }: Awaited<ReturnType<typeof make>>) => starts.map(({ seed }) => seed);

  it('lets each seed choose from its own strokes, numbered from the first seed on', async () => {
    const { starts, edges } = await make(offering([near(1, 1), TARGET, near(3, 2)]), 3);
    expect(starts).toEqual([
      { seed: 10, strokes: near(1, 1) },
      { seed: 11, strokes: TARGET },
      { seed: 12, strokes: near(3, 2) },
    ]);
    expect(edges).toBe(2);
  });

  it('leaves out seeds that draw what an earlier one does; the others keep their numbers', async () => {
    const offers = [TARGET, selectStrokes(TARGET, [1, 0]), near(2, 3), TARGET];
    expect(seedsOf(await make(offering(offers), 4))).toEqual([10, 12]);
  });

  it('lets seeds choose in the proposer’s ways by turns', async () => {
    const counts: number[][] = [[], [], [], []];
    const tastes: boolean[] = [];
    const outline = near(2, 9);
    const proposer: Proposer = {
      ways: ['at once', 'outline', 'rounds'],
      outlines: [{ fewest: () => 2, draw: () => outline }],
      features: () => BLANK,
      propose(count, k, drawn, plain) {
        counts[k].push(count);
        tastes[k] = !plain;
        return { strokes: concatStrokes(drawn, near(1, k), TARGET), edges: count };
      },
    };
    const { starts } = await make(proposer, 4, 4);
    expect(starts.map(({ strokes }) => strokeCount(strokes))).toEqual([4, 4, 4, 4]);
    expect(counts[0]).toEqual([4]);
    expect(counts[2]).toEqual([2, 4]);
    expect(counts[3]).toEqual([4]);
    expect(tastes).toEqual([false, false, false, true]);
    const drawsOutline = starts.map(({ strokes }) => outline.points.every((v, i) => strokes.points[i] === v));
    expect(drawsOutline).toEqual([false, true, false, false]);
  });

  it('draws eyes and noses in any case, around the outline too, and spends the fewer strokes on it', async () => {
    const eyes = selectStrokes(near(1, 5), [0]);
    const border = concatStrokes(near(1, 9), near(2, 4));
    const asked: number[] = [];
    const proposer: Proposer = {
      ways: ['at once', 'outline'],
      outlines: [
        {
          fewest(count) {
            asked.push(count);
            return 2;
          },
          draw: (count) => selectStrokes(border, [...Array(count).keys()]),
        },
      ],
      features: () => eyes,
      propose: (count, _, drawn) => ({ strokes: concatStrokes(drawn, TARGET, near(2, 3)), edges: count }),
    };
    const { starts } = await make(proposer, 2, 4);
    expect(starts).toHaveLength(2);
    for (const { strokes } of starts) {
      expect(strokeCount(strokes)).toBe(4);
      expect(selectStrokes(strokes, [0])).toEqual(eyes);
    }
    expect(new Set(asked)).toEqual(new Set([3]));
    const given = await make(proposer, 1, 4, near(2, 7));
    expect(selectStrokes(given.starts[0].strokes, [0, 1])).toEqual(near(2, 7));
  });

  it('draws no outline that so few strokes could not follow', async () => {
    const proposer: Proposer = {
      ...offering([near(1, 1), near(2, 2), near(3, 3)]),
      ways: ['at once', 'outline', 'rounds'],
      outlines: [{ fewest: (count) => (count < 3 ? null : 3), draw: () => TARGET }],
    };
    const { starts } = await make(proposer, 2);
    expect(starts.map(({ strokes }) => strokes)).toEqual([near(1, 1), near(2, 2)]);
  });

  it('tries one more way than there are seeds, and lets the best go on', async () => {
    const proposer: Proposer = {
      ...offering([near(3, 1), BLANK, near(1, 2)]),
      ways: ['at once', 'outline', 'rounds'],
      outlines: [{ fewest: () => 2, draw: () => TARGET }],
    };
    expect(seedsOf(await make(proposer, 2))).toEqual([11, 12]);
    expect(seedsOf(await make(proposer, 3))).toEqual([10, 11, 12]);
  });

  it('lets a single seed start from the better of two ways', async () => {
    for (const [offer, outline, seed] of [
      [near(6, 1), TARGET, 11],
      [TARGET, near(6, 1), 10],
    ] as const) {
      const { starts } = await make(
        {
          ...offering([offer, offer]),
          ways: ['at once', 'outline'],
          outlines: [{ fewest: () => 2, draw: () => outline }],
        },
        1,
      );
      expect(starts).toEqual([{ seed, strokes: TARGET }]);
    }
  });

  it('starts one seed when the given strokes are all there is to draw', async () => {
    const { starts } = await make(offering([BLANK, BLANK]), 2, 2, TARGET);
    expect(starts).toEqual([{ seed: 10, strokes: TARGET }]);
  });

  it('leaves out the seeds after an abort, but never the first', async () => {
    const controller = new AbortController();
    const offers = [near(1, 1), near(2, 2), near(3, 3)];
    const { propose, ...rest } = offering(offers);
    const stopping: Proposer = {
      ...rest,
      propose(count, k, ...others) {
        if (k === 1) controller.abort();
        return propose(count, k, ...others);
      },
    };
    expect(seedsOf(await make(stopping, 3, 2, BLANK, controller.signal))).toEqual([10, 11]);
    expect(seedsOf(await make(offering(offers), 3, 2, BLANK, controller.signal))).toEqual([10]);
  });
});

describe('createProposer', () => {
  /** Twice as many strokes as asked for, in units; one of them lacks an edge. */
  const outline = { fewest: () => 2, divide: (count: number) => new Float64Array(8 * count).fill(0.5) };
  const ways: StartPlan = {
    outlines: () => [outline],
    features: (count) => new Float64Array(8 * count).fill(0.25),
    start: (count, random) => ({
      points: Float64Array.from({ length: 16 * count }, () => random.next()),
      edges: count - 1,
    }),
  };
  const placement: Placement = {
    zoom: 2,
    canvasToUnits: (points) => points.map((v) => v / 100),
    unitsToCanvas: (points) => points.map((v) => v * 100),
    paperToCanvas: (strokes) => strokes,
    canvasToPaper: (strokes) => strokes,
  };
  const proposer = (init: 'contour' | 'saliency' = 'contour', plan = ways, given = BLANK) =>
    createProposer(plan, placement, { ...DEFAULT_OPTIONS, init, width: 3 }, given, createRandom(1));

  it('offers strokes for what is missing, on the canvas, after those already drawn', () => {
    const { strokes, edges } = proposer().propose(5, 0, TARGET, true);
    expect(strokeCount(strokes)).toBe(2 + 2 * 3);
    expect(selectStrokes(strokes, [0, 1])).toEqual(TARGET);
    expect(edges).toBe(4);
    expect([...strokes.widths.subarray(2)]).toEqual(Array(6).fill(6));
    expect(Math.max(...strokes.points.subarray(16))).toBeGreaterThan(50);
  });

  it('tells the start what is drawn, in its units, and which seeds are plain', () => {
    const calls: { drawn: Float64Array | undefined; plain: boolean }[] = [];
    const noting: StartPlan = {
      ...ways,
      start(count, random, plain, drawn) {
        calls.push({ drawn, plain });
        return ways.start(count, random, plain, drawn);
      },
    };
    for (const k of [0, 1]) proposer('contour', noting).propose(3, k, TARGET, k === 0);
    expect(calls.map(({ plain }) => plain)).toEqual([true, false]);
    expect(calls[0].drawn).toEqual(TARGET.points.map((v) => v / 100));
  });

  it('gives each seed numbers of its own, the same ones again', () => {
    const offer = (k: number) => proposer().propose(2, k, BLANK, false).strokes;
    expect(offer(1)).toEqual(offer(1));
    expect(offer(1)).not.toEqual(offer(0));
  });

  it('chooses at once, around the outline and in rounds', () => {
    expect(proposer().ways).toEqual(['at once', 'outline', 'rounds']);
    expect(proposer('saliency').ways).toEqual(['at once']);
  });

  it('draws outlines on the canvas', () => {
    const [{ fewest, draw }] = proposer().outlines;
    expect(fewest(9)).toBe(2);
    expect(draw(3)).toEqual(uniformStrokes(new Float64Array(24).fill(50), 6));
  });

  it('draws eyes and noses on the canvas', () => {
    expect(proposer().features(2)).toEqual(uniformStrokes(new Float64Array(16).fill(25), 6));
  });

  it('draws no outline where there is none, nor around strokes that are drawn already', () => {
    const none = proposer('contour', { ...ways, outlines: () => [] });
    for (const { ways: left, outlines } of [none, proposer('contour', ways, TARGET)]) {
      expect(left).toEqual(['at once', 'rounds']);
      expect(outlines).toEqual([]);
    }
  });
});
