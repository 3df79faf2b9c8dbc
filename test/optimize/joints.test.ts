import { expect, it } from 'vitest';
import { closeJoints, findJoints, meanAtJoints } from '../../src/optimize/joints.ts';
import { optimize } from '../../src/optimize/optimize.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { inkObjective, stage } from '../helpers/ink-objective.ts';

/** The second stroke starts a pixel from where the first one ends; the third is on its own. */
const OPEN = uniformStrokes(
  [...[6, 6, 10, 4, 14, 10, 20, 14], ...[21, 14, 24, 20, 29, 26, 34, 24], ...[6, 26, 12, 22, 14, 20, 18, 26]],
  3,
);

it('ends that nearly meet are a joint, others are none', () => {
  expect(findJoints(OPEN)).toEqual([[3, 4]]);
  expect(findJoints(OPEN, 0, 0.5)).toEqual([]);
});

it('strokes that stay where they are are not moved to join others', () => {
  expect(findJoints(OPEN, 1)).toEqual([]);
});

it('a joint lies in the middle, other points stay', () => {
  const { points } = closeJoints(OPEN, findJoints(OPEN));
  expect([...points.slice(6, 10)]).toEqual([20.5, 14, 20.5, 14]);
  expect([...points.slice(10)]).toEqual([...OPEN.points.slice(10)]);
});

it('a gradient moves both ends alike', () => {
  const gradient = Float64Array.from(OPEN.points, (_, i) => i);
  const shared = meanAtJoints(gradient, [[3, 4]]);
  expect([...shared.slice(6, 10)]).toEqual([7, 8, 7, 8]);
  expect([...shared.slice(0, 6), ...shared.slice(10)]).toEqual([
    ...gradient.slice(0, 6),
    ...gradient.slice(10),
  ]);
});

it('ends that meet do so after optimisation, and the loss has fallen', async () => {
  const [run] = await optimize(inkObjective(), {
    stage,
    starts: [{ seed: 0, strokes: OPEN }],
    iterations: 15,
    learningRate: 0.5,
    decay: 1,
    tournament: null,
  });
  const { points } = run.bestStrokes;
  expect(run.bestLoss).toBeLessThan(run.startLoss);
  expect([...points.slice(6, 8)]).toEqual([...points.slice(8, 10)]);
  expect([...points.slice(6, 8)]).not.toEqual([20.5, 14]);
});
