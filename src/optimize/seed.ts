/** One seed of a run: its strokes, its optimiser and the best state it has been in. */

import { createViewRenderer, type Stage, type ViewRenderer } from '../rasterizer/views.ts';
import { POINT_STRIDE, type Strokes } from '../strokes/stroke.ts';
import { type AdamState, adamStep, createAdam } from './adam.ts';
import { closeJoints, findJoints, type Joints, meanAtJoints } from './joints.ts';

export interface SeedRun {
  readonly seed: number;
  readonly renderer: ViewRenderer;
  /** Ends that meet in the start, and stay together. */
  readonly joints: Joints;
  strokes: Strokes;
  /** The strokes that were rendered last. */
  drawn: Strokes;
  adam: AdamState;
  startLoss: number;
  bestLoss: number;
  bestTerms: Float64Array;
  bestStrokes: Strokes;
  /** Steps taken. */
  iterations: number;
}

/** @param frozen the first so many strokes stay where they are */
export function createSeedRun(seed: number, open: Strokes, stage: Stage, frozen = 0): SeedRun {
  const joints = findJoints(open, frozen);
  const start = closeJoints(open, joints);
  return {
    seed,
    renderer: createViewRenderer(stage),
    joints,
    strokes: start,
    drawn: start,
    adam: createAdam(start.points.length),
    startLoss: Number.POSITIVE_INFINITY,
    bestLoss: Number.POSITIVE_INFINITY,
    bestTerms: new Float64Array(0),
    bestStrokes: start,
    iterations: 0,
  };
}

/** Takes note of the loss of the current strokes. */
export function recordLoss(run: SeedRun, loss: number, terms: Float64Array): void {
  if (run.startLoss === Number.POSITIVE_INFINITY) run.startLoss = loss;
  if (loss < run.bestLoss) {
    run.bestLoss = loss;
    run.bestTerms = terms;
    run.bestStrokes = run.strokes;
  }
}

/**
 * One Adam step of the control points; widths and the first `frozen` strokes stay.
 * @param gradient (S, 4, 2), on the control points; the frozen strokes' part is set to 0
 */
export function moveStrokes(run: SeedRun, gradient: Float64Array, learningRate: number, frozen = 0): void {
  const points = Float64Array.from(run.strokes.points);
  const free = gradient.fill(0, 0, frozen * POINT_STRIDE);
  run.adam = adamStep(run.adam, points, meanAtJoints(free, run.joints), learningRate);
  run.strokes = { points, widths: run.strokes.widths };
  run.iterations++;
}
