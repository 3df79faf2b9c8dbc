import { expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { guidedFilter } from '../../src/raster/guided.ts';
import { openGuidedKernel } from '../../src/raster/kernels/guided.ts';
import type { Plane } from '../../src/raster/raster.ts';

const [WIDTH, HEIGHT] = [9, 7];
const random = createRandom(5);
const noise = (): Plane => ({
  width: WIDTH,
  height: HEIGHT,
  channels: 1 as const,
  data: Float32Array.from({ length: WIDTH * HEIGHT }, () => random.next()),
});

/** Pixels of the window around (x, y) that lie in the picture. */
function windowAt(x: number, y: number, radius: number): number[] {
  const pixels: number[] = [];
  for (let v = Math.max(0, y - radius); v <= Math.min(HEIGHT - 1, y + radius); v++) {
    for (let u = Math.max(0, x - radius); u <= Math.min(WIDTH - 1, x + radius); u++)
      pixels.push(v * WIDTH + u);
  }
  return pixels;
}
const every = <T>(make: (x: number, y: number) => T): T[] =>
  Array.from({ length: WIDTH * HEIGHT }, (_, i) => make(i % WIDTH, Math.floor(i / WIDTH)));
const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

it.each([0, 1, 2, 3, 4, 5, 20])('means over windows of radius %i are those of a double loop', (radius) => {
  const kernel = openGuidedKernel({ width: WIDTH, height: HEIGHT }, radius, 2);
  for (const { data } of [noise(), noise()]) {
    const naive = every((x, y) => average(windowAt(x, y, radius).map((i) => data[i])));
    kernel.put(0, data);
    kernel.means(0, 1);
    kernel.means(0, 0);
    for (const place of [0, 1])
      kernel.take(place).forEach((v, i) => {
        expect(v).toBeCloseTo(naive[i], 6);
      });
  }
});

it.each([0, 2, 5])('covariances over windows of radius %i are those of a double loop', (radius) => {
  const [first, second] = [noise().data, noise().data];
  const kernel = openGuidedKernel({ width: WIDTH, height: HEIGHT }, radius, 5);
  const [a, b] = [
    { values: 0, mean: 1 },
    { values: 2, mean: 3 },
  ];
  for (const [{ values, mean }, data] of [[a, first] as const, [b, second] as const]) {
    kernel.put(values, data);
    kernel.means(values, mean);
  }
  kernel.covariance(a, b, 4);
  const naive = every((x, y) => {
    const pixels = windowAt(x, y, radius);
    const [meanA, meanB] = [first, second].map((data) => average(pixels.map((i) => data[i])));
    return average(pixels.map((i) => (first[i] - meanA) * (second[i] - meanB)));
  });
  kernel.take(4).forEach((v, i) => {
    expect(v).toBeCloseTo(naive[i], 6);
  });
});

/** The ridge regression of each window by its normal equations, then the mean of the windows' predictions: the filter's definition. */
function byDefinition(input: Plane, guide: readonly Plane[], radius: number, epsilon: number): number[] {
  const colourAt = (i: number) => [...guide.map(({ data }) => data[i]), 1];
  const models = every((x, y) => {
    const pixels = windowAt(x, y, radius);
    const rows = [0, 1, 2, 3].map((r) => [
      ...[0, 1, 2, 3].map(
        (c) => average(pixels.map((i) => colourAt(i)[r] * colourAt(i)[c])) + (r === c && r < 3 ? epsilon : 0),
      ),
      average(pixels.map((i) => colourAt(i)[r] * input.data[i])),
    ]);
    return eliminate(rows);
  });
  return every((x, y) => {
    const colour = colourAt(y * WIDTH + x);
    return average(
      windowAt(x, y, radius).map((i) => colour.reduce((sum, v, c) => sum + v * models[i][c], 0)),
    );
  });
}

/** Gauss-Jordan elimination of positive definite equations; rows carry the right side last. */
function eliminate(rows: number[][]): number[] {
  rows.forEach((pivot, p) => {
    rows.forEach((row, r) => {
      if (r === p) return;
      const factor = row[p] / pivot[p];
      pivot.forEach((v, c) => {
        row[c] -= factor * v;
      });
    });
  });
  return rows.map((row, r) => row[rows.length] / row[r]);
}

it('the guided filter is the mean of the best linear models of all windows', () => {
  const guide = [noise(), noise(), noise()] as const;
  const input = noise();
  const [filtered] = guidedFilter([input], guide, { radius: 2, epsilon: 0.05 });
  const expected = byDefinition(input, guide, 2, 0.05);
  filtered.data.forEach((v, i) => {
    expect(v).toBeCloseTo(expected[i], 3);
  });
});

it('a blurred step takes over the sharp edge of its guide', () => {
  const [width, height] = [40, 12];
  const planeBy = (f: (x: number) => number): Plane => ({
    width,
    height,
    channels: 1 as const,
    data: Float32Array.from({ length: width * height }, (_, i) => f(i % width)),
  });
  const step = planeBy((x) => (x < 20 ? 0 : 1));
  const flat = planeBy(() => 0.5);
  const soft = planeBy((x) => Math.min(1, Math.max(0, (x - 14) / 12)));
  const [{ data }] = guidedFilter([soft], [step, flat, flat], { radius: 8, epsilon: 1e-4 });
  expect(data[20] - data[19]).toBeGreaterThan(0.4);
  expect(soft.data[20] - soft.data[19]).toBeLessThan(0.1);
});
