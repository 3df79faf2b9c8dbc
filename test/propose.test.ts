import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../src/options.ts';
import type { Placement } from '../src/photo/coordinates.ts';
import { createProposer, makeStarts, type Proposer } from '../src/propose.ts';
import { createRandom } from '../src/random.ts';
import type { StartPlan } from '../src/start/start.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../src/strokes/stroke.ts';
import { canvas, inkObjective, near, TARGET, views } from './helpers/ink-objective.ts';

const stage = { canvas, views };
const BLANK = uniformStrokes([], 0);

describe('makeStarts', () => {
  /** A proposer of one round that offers each seed its own drawing. */
  const offering = (offers: readonly Strokes[]): Proposer => ({
    propose: (count, k, drawn) => ({ strokes: concatStrokes(drawn, offers[k]), edges: count - k }),
    rounds: () => 1,
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

  it('draws in as many rounds as the proposer says', async () => {
    const counts: number[][] = [[], []];
    const proposer: Proposer = {
      propose(count, k, drawn) {
        counts[k].push(count);
        return { strokes: concatStrokes(drawn, near(1, k), TARGET), edges: count };
      },
      rounds: (k) => k + 1,
    };
    const { starts } = await make(proposer, 2, 4);
    expect(starts.map(({ strokes }) => strokeCount(strokes))).toEqual([4, 4]);
    expect(new Set(counts[0])).toEqual(new Set([4]));
    expect(counts[1]).toEqual([2, 4]);
  });

  it('starts one seed when the given strokes are all there is to draw', async () => {
    const { starts } = await make(offering([BLANK, BLANK]), 2, 2, TARGET);
    expect(starts).toEqual([{ seed: 10, strokes: TARGET }]);
  });

  it('leaves out the seeds after an abort, but never the first', async () => {
    const controller = new AbortController();
    const offers = [near(1, 1), near(2, 2), near(3, 3)];
    const { rounds, propose } = offering(offers);
    const stopping: Proposer = {
      rounds,
      propose(count, k, drawn) {
        if (k === 1) controller.abort();
        return propose(count, k, drawn);
      },
    };
    expect(seedsOf(await make(stopping, 3, 2, BLANK, controller.signal))).toEqual([10, 11]);
    expect(seedsOf(await make(offering(offers), 3, 2, BLANK, controller.signal))).toEqual([10]);
  });
});

describe('createProposer', () => {
  /** Twice as many strokes as asked for, in units; one of them lacks an edge. */
  const ways: StartPlan = {
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
  const proposer = (init: 'contour' | 'saliency' = 'contour', plan = ways) =>
    createProposer(plan, placement, { ...DEFAULT_OPTIONS, init, width: 3 }, createRandom(1));

  it('offers strokes for what is missing, on the canvas, after those already drawn', () => {
    const { strokes, edges } = proposer().propose(5, 0, TARGET);
    expect(strokeCount(strokes)).toBe(2 + 2 * 3);
    expect(selectStrokes(strokes, [0, 1])).toEqual(TARGET);
    expect(edges).toBe(4);
    expect([...strokes.widths.subarray(2)]).toEqual(Array(6).fill(6));
    expect(Math.max(...strokes.points.subarray(16))).toBeGreaterThan(50);
  });

  it('tells the start what is drawn, in its units, and which seeds are plain', () => {
    const calls: { drawn: Float64Array | undefined; plain: boolean }[] = [];
    const noting: StartPlan = {
      start(count, random, plain, drawn) {
        calls.push({ drawn, plain });
        return ways.start(count, random, plain, drawn);
      },
    };
    for (const k of [0, 1, 2]) proposer('contour', noting).propose(3, k, TARGET);
    expect(calls.map(({ plain }) => plain)).toEqual([true, true, false]);
    expect(calls[0].drawn).toEqual(TARGET.points.map((v) => v / 100));
  });

  it('gives each seed numbers of its own, the same ones again', () => {
    const offer = (k: number) => proposer().propose(2, k, BLANK).strokes;
    expect(offer(1)).toEqual(offer(1));
    expect(offer(1)).not.toEqual(offer(0));
  });

  it('lets every second seed that starts on contours draw in two rounds', () => {
    expect([0, 1, 2, 3].map(proposer().rounds)).toEqual([1, 2, 1, 2]);
    expect([0, 1].map(proposer('saliency').rounds)).toEqual([1, 1]);
  });
});
