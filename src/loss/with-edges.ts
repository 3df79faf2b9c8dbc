/** Adds the contour term to a teacher's objective; it looks at the plain view, the first of each seed's. */
import type { EdgeTerm } from './edges.ts';
import type { Evaluation, Objective } from './objective.ts';

/** @param inkSize numbers of ink per seed: views x H x W */
export function withEdges(teacher: Objective, term: EdgeTerm, weight: number, inkSize: number): Objective {
  const join = ({ terms, totals }: Evaluation, losses: readonly number[]): Evaluation => {
    const seeds = losses.length;
    const columns = terms.length / seeds;
    const joined = new Float64Array(terms.length + seeds);
    losses.forEach((loss, s) => {
      joined.set(terms.subarray(s * columns, (s + 1) * columns), s * (columns + 1));
      joined[s * (columns + 1) + columns] = weight * loss;
    });
    return { terms: joined, totals: totals.map((total, s) => total + weight * losses[s]) };
  };
  const perSeed = (seeds: number, loss: (offset: number) => number) =>
    Array.from({ length: seeds }, (_, s) => loss(s * inkSize));

  return {
    termNames: [...teacher.termNames, 'contours'],
    async evaluate(ink, seeds) {
      return join(
        await teacher.evaluate(ink, seeds),
        perSeed(seeds, (offset) => term.evaluate(ink, offset)),
      );
    },
    async step(ink, seeds) {
      const step = await teacher.step(ink, seeds);
      const losses = perSeed(seeds, (offset) => term.addGradient(ink, offset, step.gradient, weight));
      return { ...join(step, losses), gradient: step.gradient };
    },
  };
}
