import { describe, expect, it } from 'vitest';
import { audition, evaluateAll } from '../../src/optimize/evaluate.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { canvas, inkObjective, near, PER_SEED, TARGET, views } from '../helpers/ink-objective.ts';

const stage = { canvas, views };
const starts = [4, 0.5, 8, 1, 2, 6].map((sigma, seed) => ({ seed, strokes: near(sigma, seed) }));

describe('evaluateAll', () => {
  it('gives every drawing the loss that it has alone', async () => {
    const objective = inkObjective();
    const losses = await evaluateAll(
      objective,
      stage,
      starts.map(({ strokes }) => strokes),
    );
    for (const [k, { strokes }] of starts.entries()) {
      const ink = new Float32Array(PER_SEED);
      createViewRenderer({ ...canvas, views }).render(strokes, ink);
      expect(losses[k]).toBe((await objective.evaluate(ink, 1)).totals[0]);
    }
    expect(await evaluateAll(objective, stage, [])).toEqual(new Float64Array(0));
  });

  it('is 0 for the target', async () => {
    expect((await evaluateAll(inkObjective(), stage, [TARGET]))[0]).toBe(0);
  });
});

describe('audition', () => {
  it('keeps the most promising starts, best first', async () => {
    const kept = await audition(inkObjective(), stage, starts, 3);
    expect(kept.map(({ seed }) => seed)).toEqual([1, 3, 4]);
  });

  it('keeps one of several that are the same', async () => {
    const copies = [0, 1, 2].map((seed) => ({ seed, strokes: near(1, 9) }));
    const kept = await audition(inkObjective(), stage, [...copies, { seed: 3, strokes: near(5, 1) }], 2);
    expect(kept.map(({ seed }) => seed)).toEqual([0, 3]);
  });

  it('looks at nothing when all may stay', async () => {
    const objective = inkObjective();
    expect(await audition(objective, stage, starts, 6)).toEqual(starts);
    expect(objective.batches).toEqual([]);
  });
});
