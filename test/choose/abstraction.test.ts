import { describe, expect, it } from 'vitest';
import { fewestStrokes, traceAbstraction } from '../../src/choose/abstraction.ts';
import {
  concatStrokes,
  type Strokes,
  selectStrokes,
  strokeCount,
  uniformStrokes,
} from '../../src/strokes/stroke.ts';
import { criticOf, inkObjective, near, stopAfter, TARGET } from '../helpers/ink-objective.ts';

const objective = inkObjective();
const critic = criticOf(objective);
const lossOf = (...drawings: Strokes[]) => critic.losses(drawings);
const BLANK = uniformStrokes([], 1);
/** In a corner where the target has no ink. */
const astray = uniformStrokes([1, 14, 2, 15, 3, 16, 4, 18], 2);
const further = uniformStrokes([36, 14, 37, 15, 38, 16, 39, 18], 2);
/** Two more corners. */
const corners = uniformStrokes([28, 3, 31, 3, 34, 4, 37, 5, 36, 28, 37, 29, 38, 30, 38, 31], 2);

describe('the curve', () => {
  it('has the loss of every number of strokes, from one to all, scored from blank paper to the best', async () => {
    const strokes = concatStrokes(astray, corners, TARGET);
    const curve = await traceAbstraction(critic, strokes);
    expect(curve.map((point) => point.strokes)).toEqual([1, 2, 3, 4, 5]);
    const [blank, target, all, ...single] = await lossOf(
      BLANK,
      TARGET,
      strokes,
      ...[0, 1, 2, 3, 4].map((s) => selectStrokes(strokes, [s])),
    );
    expect(curve[0].loss).toBeGreaterThanOrEqual(Math.min(...single) - 1e-12);
    expect(curve[1].loss).toBeCloseTo(target, 12);
    expect(curve[4].loss).toBeCloseTo(all, 12);
    expect(curve[1].score).toBe(1);
    for (const { loss, score } of curve) {
      expect(score).toBeCloseTo((blank - loss) / (blank - target), 10);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(fewestStrokes(curve, 1)?.strokes).toBe(2);
  });

  it('leaves out what repeats others', async () => {
    const alone = await traceAbstraction(critic, TARGET);
    expect(await traceAbstraction(critic, concatStrokes(TARGET, near(0.2, 1)))).toHaveLength(2);
    expect(await traceAbstraction(critic, concatStrokes(TARGET, TARGET))).toEqual(alone);
  });

  it('keeps frozen strokes, however little they tell', async () => {
    const curve = await traceAbstraction(critic, concatStrokes(astray, TARGET), 1);
    const [lonely] = await lossOf(astray);
    expect(curve.map((point) => point.strokes)).toEqual([1, 2, 3]);
    expect(curve[0].loss).toBeCloseTo(lonely, 12);
    expect(curve[0].score).toBeLessThan(0);
    expect(fewestStrokes(curve, 0.9)?.strokes).toBe(3);
  });

  it('of one stroke, or of frozen ones alone, is one point', async () => {
    const [blank, both, one] = await lossOf(BLANK, TARGET, selectStrokes(TARGET, [0]));
    expect(await traceAbstraction(critic, selectStrokes(TARGET, [0]))).toEqual([
      { strokes: 1, loss: one, score: 1 },
    ]);
    const frozen = await traceAbstraction(critic, TARGET, strokeCount(TARGET));
    expect(frozen).toEqual([{ strokes: 2, loss: both, score: 1 }]);
    expect(both).toBeLessThan(blank);
  });

  it('scores nothing where blank paper is best, and the fewest are enough', async () => {
    const curve = await traceAbstraction(critic, concatStrokes(astray, astray, further), 2);
    expect(curve.map((point) => [point.strokes, point.score])).toEqual([
      [2, 0],
      [3, 0],
    ]);
    expect(fewestStrokes(curve, 0.9)?.strokes).toBe(2);
  });

  it('ends where it is aborted, with all strokes at least', async () => {
    const strokes = concatStrokes(astray, corners, TARGET, further);
    const whole = await traceAbstraction(critic, strokes);
    const until = (calls: number) => traceAbstraction(stopAfter(objective, calls), strokes);
    const losses = (curve: typeof whole) => curve.map((point) => [point.strokes, point.loss]);
    expect(losses(await until(1))).toEqual(losses(whole.slice(-1)));
    const part = await until(12);
    expect(part.length).toBeGreaterThan(1);
    expect(part.length).toBeLessThan(7);
    expect(losses(part)).toEqual(losses(whole.slice(-part.length)));
  });

  it('of no strokes is empty', async () => {
    expect(await traceAbstraction(critic, BLANK)).toEqual([]);
    expect(fewestStrokes([], 0.5)).toBeUndefined();
  });
});

describe('the fewest strokes', () => {
  const curve = [0.5, 0.75, 0.625, 1, 0.875].map((score, k) => ({
    strokes: k + 1,
    loss: 2 - score,
    score,
  }));

  it.each([
    [0, 1],
    [0.5, 1],
    [0.51, 2],
    [0.75, 2],
    [0.76, 4],
    [1, 4],
  ])('that reach %d are %d, where the curve falls again too', (target, strokes) => {
    expect(fewestStrokes(curve, target)?.strokes).toBe(strokes);
  });
});
