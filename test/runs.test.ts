import { describe, expect, it } from 'vitest';
import { createSeedRun } from '../src/optimize/seed.ts';
import { finish } from '../src/runs.ts';
import { concatStrokes, type Strokes, strokeCount, uniformStrokes } from '../src/strokes/stroke.ts';
import { tune } from '../src/tuning.ts';
import { inkObjective, stage, TARGET } from './helpers/ink-objective.ts';

/** A line of the target again, a little beside it: as the two sides of a thin leg. */
const beside = uniformStrokes(
  TARGET.points.subarray(0, 8).map((v) => v + 0.1),
  3,
);
const doubled = concatStrokes(TARGET, beside);

describe('a finished run', () => {
  const drawn = async (countsLines: boolean, atMost = true) => {
    const start = { seed: 0, strokes: doubled, ...(countsLines && { countsLines }) };
    const runs = [createSeedRun(0, doubled, stage)];
    const toSketch = (strokes: Strokes) => ({ width: 1, height: 1, strokes });
    const canvas = { given: uniformStrokes([], 0), toSketch };
    const judge = { objective: inkObjective(), stage };
    const run = { context: {}, tuning: tune({}) };
    const { strokes } = await finish({ runs, starts: [start] }, { atMost, frozen: 0 }, judge, canvas, run);
    return strokeCount(strokes);
  };

  it('is without strokes that draw a line again', async () => {
    expect(await drawn(false)).toBe(strokeCount(TARGET));
  });

  it('keeps all strokes where each was given a line of its own, or as many as these were asked for', async () => {
    expect(await drawn(true)).toBe(strokeCount(doubled));
    expect(await drawn(false, false)).toBe(strokeCount(doubled));
  });
});
