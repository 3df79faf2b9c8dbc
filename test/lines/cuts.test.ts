import { describe, expect, it } from 'vitest';
import { cutExactly, cutFreely, type RunCosts, type Stretch } from '../../src/lines/cuts.ts';
import { createRandom } from '../../src/random.ts';

const LAST = 7;
const UNBOUND = new Float64Array(LAST + 1).fill(Number.POSITIVE_INFINITY);

/** Costs of runs that get dearer, on the whole, the longer they are. */
function costsOf(seed: number, closed: boolean): RunCosts {
  const random = createRandom(seed);
  const costs = Float64Array.from({ length: LAST * LAST }, (_, i) => random.uniform(0, 1 + (i % LAST) ** 2));
  const reach = Int32Array.from({ length: LAST }, (_, a) => (closed ? LAST : LAST - a));
  return { width: LAST, reach, costs };
}

/** All ways from knot `from` to the last. */
function allWays(from: number): Stretch[][] {
  if (from === LAST) return [[]];
  return Array.from({ length: LAST - from }, (_, k) => from + 1 + k).flatMap((to) =>
    allWays(to).map((rest) => [{ from, to }, ...rest]),
  );
}

const costOf = ({ width, costs }: RunCosts, way: readonly Stretch[], first = 0) =>
  way.reduce((sum, { from, to }) => sum + costs[((first + from) % LAST) * width + to - from - 1], 0);
const least = (values: readonly number[]) => Math.min(...values);

describe.each([1, 2, 3])('cuts of a line (%i)', (seed) => {
  const open = costsOf(seed, false);
  const ring = costsOf(seed, true);

  it('are the cheapest of any number', () => {
    const way = cutFreely(open, LAST);
    expect(allWays(0)).toContainEqual(way);
    expect(costOf(open, way)).toBeCloseTo(least(allWays(0).map((other) => costOf(open, other))), 12);
  });

  it.each([0, 3])('are the cheapest of each number, from knot %i round', (first) => {
    const { costs, runs } = cutExactly(ring, { first, last: LAST }, UNBOUND);
    for (let count = 1; count <= LAST; count++) {
      const ways = allWays(0).filter((way) => way.length === count);
      expect(costs[count]).toBeCloseTo(least(ways.map((way) => costOf(ring, way, first))), 12);
      expect(ways).toContainEqual(runs(count));
      expect(costOf(ring, runs(count), first)).toBeCloseTo(costs[count], 12);
    }
  });

  it.each([0, 3])('leave out what costs less to leave out, from knot %i round', (first) => {
    const steps = Float64Array.from({ length: LAST }, (_, a) => 0.2 + 0.1 * ((a * seed) % 3));
    const gaps = { steps, each: 0.3 };
    const gapOf = ({ from, to }: Stretch) =>
      gaps.each + steps.reduce((sum, _, a) => sum + (a >= from && a < to ? steps[(first + a) % LAST] : 0), 0);
    const { costs, runs } = cutExactly(ring, { first, last: LAST }, UNBOUND, gaps);
    // every stretch of every way is drawn or left out
    const all = allWays(0).flatMap((way) =>
      Array.from({ length: 2 ** way.length }, (_, bits) => ({
        drawn: way.filter((_, k) => bits & (1 << k)),
        left: way.filter((_, k) => !(bits & (1 << k))),
      })),
    );
    for (let count = 0; count <= 4; count++) {
      const ways = all.filter(({ drawn }) => drawn.length === count);
      const cheapest = least(
        ways.map(
          ({ drawn, left }) => costOf(ring, drawn, first) + left.reduce((sum, gap) => sum + gapOf(gap), 0),
        ),
      );
      expect(costs[count]).toBeCloseTo(cheapest, 12);
      expect(runs(count)).toHaveLength(count);
      expect(ways.map(({ drawn }) => drawn)).toContainEqual(runs(count));
    }
  });

  it('that stay below bounds are found, and dearer ones may be left', () => {
    const free = cutExactly(ring, { first: 0, last: LAST }, UNBOUND);
    const bounds = free.costs.map((cost, k) => (k % 2 === 0 ? cost + 1e-9 : cost));
    const { costs } = cutExactly(ring, { first: 0, last: LAST }, bounds);
    costs.forEach((cost, k) => {
      if (k > 0 && k % 2 === 0) expect(cost).toBe(free.costs[k]);
      else if (k > 0) expect(cost).toBeGreaterThanOrEqual(free.costs[k]);
    });
  });

  it('do not use runs out of reach', () => {
    const reach = open.reach.map((most) => Math.min(2, most));
    const way = cutFreely({ ...open, reach }, LAST);
    for (const { from, to } of way) expect(to - from).toBeLessThanOrEqual(2);
    const short = allWays(0).filter((other) => other.every(({ from, to }) => to - from <= 2));
    expect(costOf(open, way)).toBeCloseTo(least(short.map((other) => costOf(open, other))), 12);
  });
});
