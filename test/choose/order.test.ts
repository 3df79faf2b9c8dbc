import { describe, expect, it } from 'vitest';
import { orderByLoss } from '../../src/choose/order.ts';
import { concatStrokes, type Strokes, selectStrokes, strokeCount } from '../../src/strokes/stroke.ts';
import { criticOf, inkObjective, near, stopAfter, TARGET } from '../helpers/ink-objective.ts';

const drawing = concatStrokes(near(6, 1), near(1, 2), near(3, 3), TARGET);
const count = strokeCount(drawing);
const prefix = (strokes: Strokes, length: number) =>
  selectStrokes(
    strokes,
    Array.from({ length }, (_, s) => s),
  );

/** Each stroke's ends, in no order: the same for a stroke drawn backwards. */
function ends({ points }: Strokes): string[] {
  return Array.from({ length: points.length / 8 }, (_, s) =>
    [points.subarray(8 * s, 8 * s + 2).join(), points.subarray(8 * s + 6, 8 * s + 8).join()].sort().join(' '),
  );
}

describe('orderByLoss', () => {
  it('makes every prefix at least as good as any other last stroke would', async () => {
    const objective = inkObjective();
    const ordered = await orderByLoss(criticOf(objective), drawing);
    expect(ends(ordered).sort()).toEqual(ends(drawing).sort());
    for (let length = 1; length < count; length++) {
      const others = Array.from({ length: count - length }, (_, k) =>
        selectStrokes(ordered, [...Array.from({ length: length - 1 }, (_, s) => s), length + k]),
      );
      const [chosen, ...rest] = await criticOf(objective).losses([prefix(ordered, length), ...others]);
      for (const loss of rest) expect(chosen).toBeLessThanOrEqual(loss + 1e-9);
    }
  });

  it('leaves the frozen strokes first, as they are', async () => {
    const ordered = await orderByLoss(criticOf(inkObjective()), drawing, 2);
    expect(prefix(ordered, 2)).toEqual(prefix(drawing, 2));
    expect(ends(ordered).sort()).toEqual(ends(drawing).sort());
  });

  it('leaves the rest as it is when it is aborted', async () => {
    const objective = inkObjective();
    const ordered = await orderByLoss(stopAfter(objective, 3), drawing, 1);
    expect(objective.batches).toHaveLength(3);
    expect(prefix(ordered, 1)).toEqual(prefix(drawing, 1));
    expect(ends(ordered).sort()).toEqual(ends(drawing).sort());
  });
});
