import { expect, it } from 'vitest';
import { lowestLoss } from '../../src/choose/critic.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { canvas, criticOf, inkObjective, near, PER_SEED, TARGET, views } from '../helpers/ink-objective.ts';

it('gives every drawing the loss that it has alone', async () => {
  const objective = inkObjective();
  const drawings = [4, 0.5, 8, 1, 2, 6].map((sigma, seed) => near(sigma, seed));
  const losses = await criticOf(objective).losses(drawings);
  for (const [k, strokes] of drawings.entries()) {
    const ink = new Float32Array(PER_SEED);
    createViewRenderer({ ...canvas, views }).render(strokes, ink);
    expect(losses[k]).toBe((await objective.evaluate(ink, 1)).totals[0]);
  }
  expect(await criticOf(objective).losses([])).toEqual(new Float64Array(0));
});

it('is 0 for the target', async () => {
  expect((await criticOf(inkObjective()).losses([TARGET]))[0]).toBe(0);
});

it('finds the drawing with the lowest loss, the first of equals', async () => {
  const critic = criticOf(inkObjective());
  expect(await lowestLoss(critic, [near(6, 1), TARGET, near(3, 2), TARGET])).toBe(1);
  expect(await lowestLoss(critic, [near(6, 1)])).toBe(0);
});
