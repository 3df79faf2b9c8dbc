import { expect, it } from 'vitest';
import { createEdgeTerm } from '../../src/loss/edges.ts';
import { createGapTerm } from '../../src/loss/gaps.ts';
import type { ViewsObjective } from '../../src/loss/objective.ts';
import { withInkTerms } from '../../src/loss/with-ink-terms.ts';
import { planeOf } from '../helpers/pictures.ts';

const WIDTH = 48;
const HEIGHT = 36;
const COUNT = WIDTH * HEIGHT;
const line = (y0: number) => planeOf(WIDTH, HEIGHT, (_, y) => (Math.abs(y - y0) < 1.1 ? 1 : 0));
const contours = line(18);

it('joins a teacher’s terms, for each seed its own', async () => {
  const terms = Float64Array.of(1, 2, 3, 4);
  const teacher: ViewsObjective = {
    termNames: ['a', 'b'],
    evaluate: async () => ({ terms, totals: Float64Array.of(3, 7) }),
    step: async () => ({
      terms,
      totals: Float64Array.of(3, 7),
      gradient: new Float32Array(4 * COUNT).fill(1),
    }),
    firstViews: () => teacher,
  };
  const ink = new Float32Array(4 * COUNT);
  ink.set(line(18).data, 0);
  ink.set(line(30).data, 2 * COUNT);
  const edges = createEdgeTerm(contours);
  const gaps = createGapTerm(contours);
  const joined = withInkTerms(teacher, [edges, gaps], 0.5, { views: 2, size: COUNT });
  const near = [edges, gaps].map((term) => 0.5 * term.evaluate(line(18).data, 0));
  const far = [edges, gaps].map((term) => 0.5 * term.evaluate(line(30).data, 0));
  expect(joined.termNames).toEqual(['a', 'b', 'contours', 'gaps']);
  const step = await joined.step(ink, 2);
  for (const { terms: all, totals } of [await joined.evaluate(ink, 2), step]) {
    [1, 2, ...near, 3, 4, ...far].forEach((v, k) => {
      expect(all[k]).toBeCloseTo(v, 5);
    });
    expect(totals[0]).toBeCloseTo(3 + near[0] + near[1], 5);
    expect(totals[1]).toBeCloseTo(7 + far[0] + far[1], 5);
  }
  const ofFirst = await joined.firstViews(1).evaluate(Float32Array.of(...line(18).data, ...line(30).data), 2);
  expect(ofFirst.terms).toEqual(step.terms);
  const own = new Float32Array(4 * COUNT);
  for (const term of [edges, gaps]) {
    term.addGradient(ink, 0, own, 0.5);
    term.addGradient(ink, 2 * COUNT, own, 0.5);
  }
  step.gradient.forEach((v, i) => {
    if (Math.abs(v - 1 - own[i]) > 1e-6) throw new Error(`gradient differs at ${i}`);
  });
});
