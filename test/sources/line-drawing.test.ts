import { describe, expect, it } from 'vitest';
import { type Division, MOST_STROKES } from '../../src/lines/division.ts';
import { LINE_DRAWING, planLineDrawing } from '../../src/sources/line-drawing.ts';
import type { Whole } from '../../src/sources/source.ts';
import type { Strokes } from '../../src/strokes/stroke.ts';

/** All eight numbers of a stroke say what it is of. */
const stroke = (of: number) => new Float64Array(8).fill(of);
const [OUTLINE, LINE, OTHER] = [1, 2, 3];
/** An outline of 200 pixels that `count` strokes are so far off. */
function outline(distances: readonly number[]): Whole & { asked: number[] } {
  const asked: number[] = [];
  return {
    ...{ simplified: false, length: 200, asked },
    fewest: () => 1,
    distance: (count) => distances[count] ?? Number.POSITIVE_INFINITY,
    divide(count) {
      asked.push(count);
      return Float64Array.from(Array.from({ length: count }, () => [...stroke(OUTLINE)]).flat());
    },
  };
}
/** A line that costs so much in 0, 1, 2, ... strokes. */
const line = (costs: readonly number[], of = LINE): Division => ({
  costs,
  strokes: (count) => Array.from({ length: count }, () => stroke(of)),
});

/** All that is not tested is out of the way: an outline says its length, and lines do what they cost. */
const PLAIN = { ...LINE_DRAWING, outline: 1, softness: 4, strokes: 16, fewer: 0, price: 0 };
const wanted = (count: number, rest: { total?: number; farthest?: number } = {}) => ({
  ...{ count, total: 16, farthest: 50 },
  ...rest,
});
const stays = (strokes: Float64Array) => strokes;
const exactness = (distance: number, softness = 4) => Math.exp(-0.5 * (distance / softness) ** 2);
const planOf = (
  distances: readonly number[],
  lines: readonly Division[],
  params: Partial<typeof PLAIN> = {},
) => planLineDrawing(outline(distances), lines, stays, { ...PLAIN, ...params });
const NAMES = ['', 'outline', 'line', 'other'] as const;
/** Strokes of a drawing by what they are of, in their order. */
function drawn({ points }: Strokes): string[] {
  return [...points].filter((_, i) => i % 8 === 0).map((of) => NAMES[of]!);
}
const countsOf = (points: Strokes) =>
  ['outline', 'line', 'other'].map((name) => drawn(points).filter((v) => v === name).length);

describe('a line drawing', () => {
  it('says how much of the outline is exact, and of lines what they no longer cost', () => {
    const plan = planOf([50, 4], [line([30, 10])], { outline: 0.5, price: 3 });
    expect(plan.says(wanted(1))).toBeCloseTo(0.5 * 200 * exactness(4) - 3, 9);
    expect(plan.says(wanted(2))).toBeCloseTo(0.5 * 200 * exactness(4) - 3 + 20 - 3, 9);
  });

  it('lets the outline’s strokes go on, up to the lines within', () => {
    const seen: Float64Array[] = [];
    const goOn = (strokes: Float64Array, others: Float64Array) => {
      seen.push(others);
      return strokes.map(() => OTHER);
    };
    const plan = planLineDrawing(outline([50, 0]), [line([300, 0])], goOn, PLAIN);
    expect(drawn(plan.divide(wanted(2)))).toEqual(['other', 'line']);
    expect(seen).toEqual([stroke(LINE)]);
  });

  it('spends a stroke where it says most, the outline’s first in the drawing', () => {
    const distances = [50, 8, 4, 2];
    const gain = 200 * (exactness(4) - exactness(8));
    const draw = (says: number) => drawn(planOf(distances, [line([says, 0])]).divide(wanted(2)));
    expect(draw(gain + 1)).toEqual(['outline', 'line']);
    expect(draw(gain - 1)).toEqual(['outline', 'outline']);
  });

  it('draws lines finer than the outline', () => {
    const { widths } = planOf([50, 0], [line([60, 40, 5])], { fine: 0.5 }).divide(wanted(3));
    expect([...widths]).toEqual([1, 0.5, 0.5]);
  });

  it('shares strokes out between lines', () => {
    const lines = [line([60, 40, 5]), line([30, 0], OTHER)];
    const counts = (count: number) => countsOf(planOf([50, 0], lines).divide(wanted(count)));
    expect([2, 3, 4, 5].map(counts)).toEqual([
      [1, 0, 1],
      [1, 2, 0],
      [1, 2, 1],
      [1, 2, 1],
    ]);
  });

  it('has no stroke that says less than its price', () => {
    const lines = [line([40, 20, 9])];
    const counts = (price: number) => countsOf(planOf([50, 4, 3.9], lines, { price }).divide(wanted(9)));
    const gain = 200 * (exactness(3.9) - exactness(4));
    expect(gain).toBeLessThan(5);
    expect(counts(gain - 0.1)).toEqual([2, 2, 0]);
    expect(counts(gain + 0.1)).toEqual([1, 2, 0]);
    expect(counts(10.9)).toEqual([1, 2, 0]);
    expect(counts(11.1)).toEqual([1, 1, 0]);
    expect(counts(20.1)).toEqual([1, 0, 0]);
  });

  it('of fewer strokes counts lines for less, whatever it may spend of them', () => {
    const plan = planOf([50, 0], [line([100, 0])], { fewer: 0.5, softness: 1 });
    const says = (total: number) => plan.says(wanted(2, { total })) - 200;
    expect([4, 8, 16, 64].map(says)).toEqual([
      expect.closeTo(50, 9),
      expect.closeTo(100 * Math.SQRT1_2, 9),
      expect.closeTo(100, 9),
      expect.closeTo(100, 9),
    ]);
  });

  it('of fewer strokes may lie further from its outline, of more less far', () => {
    const plan = planOf([50, 4], []);
    const says = (total: number) => plan.says(wanted(1, { total })) / 200;
    expect(says(4)).toBeCloseTo(exactness(4, 8), 9);
    expect(says(16)).toBeCloseTo(exactness(4), 9);
    expect(says(64)).toBeCloseTo(exactness(4, 2), 9);
  });

  it('gives the outline strokes before lines when there are few', () => {
    const plan = planOf([50, 9, 6, 4, 3, 2], [line([60, 30, 0])], { fewer: 2 });
    expect(countsOf(plan.divide(wanted(4, { total: 16 })))).toEqual([3, 1, 0]);
    expect(countsOf(plan.divide(wanted(4, { total: 4 })))).toEqual([4, 0, 0]);
  });

  it('lies no further from the outline than it may, though lines would say more', () => {
    const plan = planOf([50, 9, 6, 4], [line([900, 500, 0])]);
    expect(countsOf(plan.divide(wanted(3)))).toEqual([1, 2, 0]);
    expect(countsOf(plan.divide(wanted(3, { farthest: 9 })))).toEqual([1, 2, 0]);
    expect(countsOf(plan.divide(wanted(3, { farthest: 6.5 })))).toEqual([2, 1, 0]);
    expect(countsOf(plan.divide(wanted(3, { farthest: 4 })))).toEqual([3, 0, 0]);
    expect(plan.says(wanted(3, { farthest: 3.9 }))).toBe(Number.NEGATIVE_INFINITY);
    expect(plan.says(wanted(2, { farthest: 4 }))).toBe(Number.NEGATIVE_INFINITY);
    expect(countsOf(plan.divide(wanted(2, { farthest: 4 })))).toEqual([0, 0, 0]);
  });

  it('has an outline of one stroke at least, and no more strokes than it may', () => {
    const plan = planOf([0, 8, 4, 2, 1], [line([500, 400, 300, 200, 100, 0])]);
    for (const count of [1, 2, 3, 7]) {
      const counts = countsOf(plan.divide(wanted(count)));
      expect(counts[0]).toBeGreaterThanOrEqual(1);
      expect(counts[0]! + counts[1]!).toBe(count);
    }
    expect(plan.says(wanted(0))).toBe(Number.NEGATIVE_INFINITY);
  });

  it('plans no more of either than anybody draws', () => {
    const many = Array.from({ length: 100 }, (_, k) => 100 / (k + 1));
    const lines = Array.from({ length: 50 }, () => line([10, 0]));
    const whole = outline(many);
    const plan = planLineDrawing(whole, lines, stays, PLAIN);
    expect(countsOf(plan.divide(wanted(200)))).toEqual([MOST_STROKES, MOST_STROKES, 0]);
    expect(whole.asked).toEqual([MOST_STROKES]);
  });

  it('is an outline alone where there are no lines', () => {
    expect(drawn(planOf([50, 8, 4], []).divide(wanted(4)))).toEqual(['outline', 'outline']);
  });
});
