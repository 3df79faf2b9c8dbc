import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { createStrokeSampler, segmentCount } from '../../src/strokes/bezier.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

const random = createRandom(31);
const randomPoints = (strokes: number) => Array.from({ length: strokes * 8 }, () => random.uniform(-20, 240));

/** de Casteljau's algorithm. */
function pointAt(points: ArrayLike<number>, t: number): [number, number] {
  let line = [0, 1, 2, 3].map((i) => [points[2 * i], points[2 * i + 1]]);
  while (line.length > 1) {
    line = line
      .slice(1)
      .map(([x, y], i) => [line[i][0] + (x - line[i][0]) * t, line[i][1] + (y - line[i][1]) * t]);
  }
  return [line[0][0], line[0][1]];
}

describe('createStrokeSampler', () => {
  it('samples every curve from end to end', () => {
    const strokes = uniformStrokes(randomPoints(3), 2);
    const { points, starts } = createStrokeSampler().sample(strokes);
    for (let s = 0; s < 3; s++) {
      const segments = starts[s + 1] - starts[s] - 1;
      for (let k = 0; k <= segments; k++) {
        const expected = pointAt(strokes.points.subarray(8 * s), k / segments);
        expect(points[2 * (starts[s] + k)]).toBeCloseTo(expected[0], 9);
        expect(points[2 * (starts[s] + k) + 1]).toBeCloseTo(expected[1], 9);
      }
    }
  });

  it('carries a gradient back as the transposed linear map', () => {
    const sampler = createStrokeSampler();
    const strokes = uniformStrokes(randomPoints(4), 2);
    const samples = Float64Array.from(sampler.sample(strokes).points);
    const gradient = samples.map(() => random.normal());
    const back = sampler.backward(gradient);
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
    // <A x, g> = <x, A^T g>
    expect(dot(samples, gradient)).toBeCloseTo(dot(strokes.points, back), 6);
  });

  it('stays within 0.05 px of the curve', () => {
    for (let n = 0; n < 50; n++) {
      const strokes = uniformStrokes(randomPoints(1), 2);
      const { points, starts } = createStrokeSampler().sample(strokes);
      for (let k = 0; k < starts[1] - 1; k++) {
        const [x, y] = pointAt(strokes.points, (k + 0.5) / (starts[1] - 1));
        const middle = [points[2 * k] + points[2 * k + 2], points[2 * k + 1] + points[2 * k + 3]].map(
          (v) => v / 2,
        );
        expect(Math.hypot(x - middle[0], y - middle[1])).toBeLessThan(0.05);
      }
    }
  });

  it('takes more segments for more bend, at least 8 and at most 128', () => {
    expect(segmentCount(new Float64Array(8), 0)).toBe(8);
    expect(segmentCount(Float64Array.of(0, 0, 0, 100, 100, 100, 100, 0), 0)).toBeGreaterThan(30);
    expect(segmentCount(Float64Array.of(0, 0, 1e6, 1e6, 0, 0, 9, 9), 0)).toBe(128);
  });
});

it('names the stroke whose coordinate or width is no number', () => {
  const sampler = createStrokeSampler();
  const strokes = uniformStrokes(randomPoints(3), 2);
  const points = Float64Array.from(strokes.points);
  points[8] = Number.NaN;
  expect(() => sampler.sample({ ...strokes, points })).toThrow('Stroke 2 has the coordinate NaN');
  const widths = Float64Array.of(1, 2, Number.POSITIVE_INFINITY);
  expect(() => sampler.sample({ ...strokes, widths })).toThrow('Stroke 3 has the width Infinity');
});
