import { describe, expect, it } from 'vitest';
import { type OptimizeInput, optimize, TOURNAMENT } from '../../src/optimize/optimize.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { canvas, inkObjective, near, PER_SEED, stage, TARGET, views } from '../helpers/ink-objective.ts';

const startsOf = (...sigmas: number[]) => sigmas.map((sigma, seed) => ({ seed, strokes: near(sigma, seed) }));
const input = { stage, iterations: 60, learningRate: 0.4, decay: 0.1, tournament: TOURNAMENT };

describe('optimize', () => {
  it('descends', async () => {
    const runs = await optimize(inkObjective(), { ...input, starts: startsOf(2) });
    expect(runs[0].iterations).toBe(60);
    expect(runs[0].bestLoss).toBeLessThan(0.2 * runs[0].startLoss);
  });

  it('reports losses that are those of the strokes it returns', async () => {
    const objective = inkObjective();
    const runs = await optimize(objective, { ...input, iterations: 15, starts: startsOf(1, 2, 3) });
    for (const run of runs) {
      const ink = new Float32Array(PER_SEED);
      createViewRenderer({ ...canvas, views }).render(run.bestStrokes, ink);
      const { totals } = await objective.evaluate(ink, 1);
      expect(run.bestLoss).toBe(totals[0]);
      expect([...run.bestTerms]).toEqual([totals[0]]);
    }
  });

  it('puts the best seed first', async () => {
    const runs = await optimize(inkObjective(), { ...input, iterations: 10, starts: startsOf(5, 1, 3) });
    expect(runs[0].seed).toBe(1);
    for (let k = 1; k < runs.length; k++)
      expect(runs[k].bestLoss).toBeGreaterThanOrEqual(runs[k - 1].bestLoss);
  });

  it('returns nothing worse than its start, even when every step is a bad one', async () => {
    for (const learningRate of [0.4, 30]) {
      const runs = await optimize(inkObjective(), {
        ...input,
        learningRate,
        starts: startsOf(0.3, 1, 2, 4),
      });
      for (const run of runs) expect(run.bestLoss).toBeLessThanOrEqual(run.startLoss);
      expect(runs[0].bestLoss).toBeLessThanOrEqual(Math.min(...runs.map((run) => run.startLoss)));
    }
  });

  it('judges the last state too', async () => {
    const runs = await optimize(inkObjective(), { ...input, iterations: 1, starts: startsOf(2) });
    expect(runs[0].bestLoss).toBeLessThan(runs[0].startLoss);
  });

  it('draws the start when there are no iterations', async () => {
    const starts = startsOf(2);
    const runs = await optimize(inkObjective(), { ...input, iterations: 0, starts });
    expect(runs[0].bestStrokes).toEqual(starts[0].strokes);
    expect(runs[0].iterations).toBe(0);
    expect(Number.isFinite(runs[0].bestLoss)).toBe(true);
  });

  it('stops seeds that fall behind, and goes on with the best', async () => {
    const objective = inkObjective();
    const starts = startsOf(0.5, 1, 2, 4, 6, 8);
    const runs = await optimize(objective, { ...input, iterations: 40, starts });
    expect(objective.batches[0]).toBe(6);
    for (let k = 1; k < 41; k++) expect(objective.batches[k]).toBeLessThanOrEqual(objective.batches[k - 1]);
    expect(objective.batches[40]).toBeLessThan(4);
    expect(runs).toHaveLength(6);
    expect(runs[0].iterations).toBe(40);
    const steps = runs.map((run) => run.iterations);
    expect(Math.min(...steps)).toBeLessThan(40);
    expect(steps.reduce((a, b) => a + b)).toBe(objective.batches.slice(0, 40).reduce((a, b) => a + b));
  });

  it('lets two thirds of the seeds go on after a quarter of the steps, a third after a half, and one at least', async () => {
    const batches = async (...sigmas: number[]) => {
      const objective = inkObjective();
      await optimize(objective, { ...input, iterations: 12, starts: startsOf(...sigmas) });
      return objective.batches;
    };
    expect(await batches(0.5, 1, 2, 4, 6, 8)).toEqual([6, 6, 6, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2]);
    expect(await batches(1, 2)).toEqual([2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(await batches(1)).toEqual(new Array(13).fill(1));
  });

  it('moves by the learning rate at first, and less and less', async () => {
    const drawn: Float64Array[] = [];
    const onStep: OptimizeInput['onStep'] = (_, [run]) => drawn.push(run.drawn.points);
    await optimize(inkObjective(), { ...input, iterations: 20, starts: startsOf(2), onStep });
    const farthest = (k: number) => Math.max(...drawn[k].map((v, i) => Math.abs(v - drawn[k - 1][i])));
    expect(drawn).toHaveLength(21);
    expect(farthest(1)).toBeCloseTo(0.4, 3);
    // Adam's steps are bounded by about the rate, of which half a cosine leaves a tenth
    expect(farthest(20)).toBeLessThan(0.06);
  });

  it('without a tournament lets every seed run to the end', async () => {
    const starts = startsOf(0.5, 1, 2, 4, 6, 8);
    const objective = inkObjective();
    const runs = await optimize(objective, { ...input, iterations: 8, starts, tournament: null });
    expect(runs.map((run) => run.iterations)).toEqual([8, 8, 8, 8, 8, 8]);
  });

  it('moves no frozen stroke', async () => {
    const starts = startsOf(2);
    const runs = await optimize(inkObjective(), { ...input, starts, frozen: 1 });
    const { points } = runs[0].bestStrokes;
    expect(points.slice(0, 8)).toEqual(starts[0].strokes.points.slice(0, 8));
    expect(points.slice(8)).not.toEqual(starts[0].strokes.points.slice(8));
  });

  it('leaves the starts and the widths as they were', async () => {
    const starts = startsOf(1, 2);
    const runs = await optimize(inkObjective(), { ...input, iterations: 5, starts });
    expect(starts).toEqual(startsOf(1, 2));
    for (const run of runs) expect(run.bestStrokes.widths).toEqual(TARGET.widths);
  });

  it('gives the same numbers twice', async () => {
    const once = await optimize(inkObjective(), { ...input, starts: startsOf(1, 2, 3) });
    const twice = await optimize(inkObjective(), { ...input, starts: startsOf(1, 2, 3) });
    expect(twice.map((run) => [run.seed, run.bestLoss, ...run.bestStrokes.points])).toEqual(
      once.map((run) => [run.seed, run.bestLoss, ...run.bestStrokes.points]),
    );
  });

  it('returns the best so far when it is aborted', async () => {
    const controller = new AbortController();
    const steps: number[] = [];
    const runs = await optimize(inkObjective(), {
      ...input,
      starts: startsOf(2),
      signal: controller.signal,
      onStep(step, live) {
        steps.push(step);
        expect(live[0].bestLoss).toBeLessThanOrEqual(live[0].startLoss);
        if (step === 7) controller.abort();
      },
    });
    expect(steps).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(runs[0].iterations).toBe(8);
    expect(runs[0].bestLoss).toBeLessThan(runs[0].startLoss);
  });

  it('looks at its starts once even when it is aborted beforehand', async () => {
    const runs = await optimize(inkObjective(), {
      ...input,
      starts: startsOf(3, 1),
      signal: AbortSignal.abort(),
    });
    expect(runs[0].seed).toBe(1);
    expect(runs[0].bestStrokes).toEqual(near(1, 1));
  });
});
