import { expect, it } from 'vitest';
import { createWalk } from '../../src/photo/random-walk.ts';
import { createRandom } from '../../src/random.ts';

const OPTIONS = { edgeScale: 0.3, priorPull: 0.05, sweeps: 7 };

/** Cell by cell in reading order, its neighbours asked one by one. */
function relaxed(colours: readonly Float32Array[], prior: Float32Array, width: number): Float32Array {
  const height = prior.length / width;
  const x = Float32Array.from(prior);
  const { edgeScale, priorPull, sweeps } = OPTIONS;
  const link = (i: number, j: number) => {
    const square = colours.reduce((sum, plane) => sum + (plane[i] - plane[j]) ** 2, 0);
    return Math.fround(Math.exp(-square / (2 * edgeScale ** 2)) + 1e-3);
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let i = 0; i < x.length; i++) {
      const [u, v] = [i % width, Math.floor(i / width)];
      let [sum, weight] = [priorPull * prior[i], priorPull];
      for (const [j, is] of [
        [i - 1, u > 0],
        [i - width, v > 0],
        [i + 1, u + 1 < width],
        [i + width, v + 1 < height],
      ] as const) {
        if (!is) continue;
        sum += link(i, j) * x[j];
        weight += link(i, j);
      }
      x[i] += 1.8 * (sum / weight - x[i]);
    }
  }
  return x.map((v) => Math.min(1, Math.max(0, v)));
}

it.each([
  [1, 1],
  [3, 1],
  [1, 6],
  [2, 9],
  [13, 11],
])('in bands of rows, a picture of %i x %i is relaxed as cell by cell', (width, height) => {
  const random = createRandom(7);
  const map = () => Float32Array.from({ length: width * height }, () => random.next());
  const colours = [map(), map(), map()];
  const walk = createWalk(colours, { width, height }, OPTIONS);
  for (const prior of [map(), map()]) expect(walk(prior)).toEqual(relaxed(colours, prior, width));
});

it('a sure place fills its colour, up to the edge', () => {
  const [width, height] = [20, 9];
  const left = Float32Array.from({ length: width * height }, (_, i) => (i % width < 12 ? 0 : 1));
  const prior = Float32Array.from(left, (_, i) => (i % width === 6 ? 1 : i % width === 19 ? 0 : 0.4));
  const filled = createWalk(
    [left],
    { width, height },
    { edgeScale: 0.1, priorPull: 0.02, sweeps: 200 },
  )(prior);
  expect(filled[4 * width + 10] - filled[4 * width + 13]).toBeGreaterThan(0.08);
  expect(Math.abs(filled[4 * width + 10] - filled[4 * width + 3])).toBeLessThan(0.05);
});
