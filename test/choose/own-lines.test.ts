import { describe, expect, it } from 'vitest';
import { dropDoubles } from '../../src/choose/own-lines.ts';
import { concatStrokes, strokeCount, uniformStrokes } from '../../src/strokes/stroke.ts';
import { criticOf, inkObjective, JUNK, TARGET } from '../helpers/ink-objective.ts';

/** A line of the target again, a little beside it. */
const beside = uniformStrokes(
  TARGET.points.subarray(0, 8).map((v) => v + 0.1),
  3,
);

describe('dropDoubles', () => {
  it('leaves a drawing alone whose strokes all have a line of their own', async () => {
    const critic = criticOf(inkObjective());
    const strokes = concatStrokes(TARGET, JUNK);
    expect(await dropDoubles(critic, { strokes, loss: 7 }, 0)).toEqual({ strokes, loss: 7 });
  });

  it('takes away what draws a line again, and gives the loss of what is left', async () => {
    const critic = criticOf(inkObjective());
    const doubled = concatStrokes(TARGET, beside);
    const { strokes, loss } = await dropDoubles(critic, { strokes: doubled, loss: 7 }, 0);
    expect(strokeCount(strokes)).toBe(strokeCount(TARGET));
    expect(loss).toBe((await critic.losses([strokes]))[0]);
  });

  it('keeps strokes that stay in any case', async () => {
    const critic = criticOf(inkObjective());
    const doubled = concatStrokes(TARGET, beside);
    const { strokes } = await dropDoubles(critic, { strokes: doubled, loss: 7 }, strokeCount(doubled));
    expect(strokes).toEqual(doubled);
  });
});
