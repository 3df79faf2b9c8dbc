/** Adds terms on the ink to a teacher's objective; they look at the plain view, the first of each seed's. */
import type { InkTerm } from './ink-term.ts';
import type { Evaluation, ViewsObjective } from './objective.ts';

export interface ViewsOfInk {
  readonly views: number;
  /** Numbers of ink of one view: H x W. */
  readonly size: number;
}

/** @param weight of each of the terms */
export function withInkTerms(
  teacher: ViewsObjective,
  inkTerms: readonly InkTerm[],
  weight: number,
  { views, size }: ViewsOfInk,
): ViewsObjective {
  const inkSize = views * size;
  type LossOf = (term: InkTerm, offset: number) => number;
  const join = ({ terms, totals }: Evaluation, lossOf: LossOf): Evaluation => {
    const seeds = totals.length;
    const columns = terms.length / seeds;
    const joined = new Float64Array(terms.length + seeds * inkTerms.length);
    const sums = Float64Array.from(totals);
    for (let seed = 0; seed < seeds; seed++) {
      const row = seed * (columns + inkTerms.length);
      joined.set(terms.subarray(seed * columns, (seed + 1) * columns), row);
      inkTerms.forEach((term, k) => {
        const loss = weight * lossOf(term, seed * inkSize);
        joined[row + columns + k] = loss;
        sums[seed] += loss;
      });
    }
    return { terms: joined, totals: sums };
  };

  return {
    termNames: [...teacher.termNames, ...inkTerms.map(({ name }) => name)],
    async evaluate(ink, seeds) {
      return join(await teacher.evaluate(ink, seeds), (term, offset) => term.evaluate(ink, offset));
    },
    async step(ink, seeds) {
      const { gradient, ...evaluation } = await teacher.step(ink, seeds);
      const joined = join(evaluation, (term, offset) => term.addGradient(ink, offset, gradient, weight));
      return { ...joined, gradient };
    },
    firstViews: (count) => withInkTerms(teacher.firstViews(count), inkTerms, weight, { views: count, size }),
  };
}
