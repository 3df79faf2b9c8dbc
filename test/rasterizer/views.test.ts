import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/random.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { type Strokes, uniformStrokes } from '../../src/strokes/stroke.ts';
import { createViewBank } from '../../src/views/bank.ts';
import { finiteDifference } from '../helpers/finite-difference.ts';
import { relativeError } from '../helpers/relative-error.ts';

const SIZE = 64;
const VIEWS = 3;

function randomStrokes(random: Random, count: number, width: number): Strokes {
  return uniformStrokes(
    Array.from({ length: count * 8 }, () => random.uniform(-8, SIZE + 8)),
    width,
  );
}

function makeRenderer(seed = 1) {
  const views = createViewBank(createRandom(seed), VIEWS, SIZE, SIZE);
  return createViewRenderer({ width: SIZE, height: SIZE, views });
}

function randomWeights(random: Random): Float64Array {
  return Float64Array.from({ length: VIEWS * SIZE * SIZE }, () => random.normal());
}

describe('createViewRenderer', () => {
  it.each([0.4, 1, 3, 9])('has the gradient of its image, strokes %d px wide', (width) => {
    const random = createRandom(7).fork(width);
    const strokes = randomStrokes(random, 6, width);
    const weights = randomWeights(random);
    const renderer = makeRenderer();
    const out = new Float64Array(weights.length);
    const loss = (points: Float64Array) => {
      renderer.render({ ...strokes, points }, out);
      return out.reduce((sum, value, i) => sum + value * weights[i], 0);
    };
    const expected = finiteDifference(loss, strokes.points, 1e-6);
    loss(strokes.points);
    expect(relativeError(renderer.backward(weights), expected)).toBeLessThan(1e-4);
  });

  it('gives the same bits twice, and to a second renderer', () => {
    const strokes = randomStrokes(createRandom(3), 16, 3);
    const weights = randomWeights(createRandom(4));
    const run = (renderer: ReturnType<typeof makeRenderer>) => {
      const out = new Float32Array(weights.length);
      renderer.render(strokes, out);
      return { out, gradient: renderer.backward(weights) };
    };
    const renderer = makeRenderer();
    const first = run(renderer);
    expect(run(renderer)).toEqual(first);
    expect(run(makeRenderer())).toEqual(first);
  });

  it('writes at an offset and reads its gradient there', () => {
    const strokes = randomStrokes(createRandom(5), 3, 3);
    const weights = randomWeights(createRandom(6));
    const renderer = makeRenderer();
    const plain = new Float32Array(weights.length);
    renderer.render(strokes, plain);
    const gradient = renderer.backward(weights);
    const shifted = new Float32Array(weights.length + 10).fill(9);
    const shiftedWeights = new Float64Array(weights.length + 10);
    shiftedWeights.set(weights, 10);
    renderer.render(strokes, shifted, 10);
    expect(shifted.subarray(10)).toEqual(plain);
    expect(shifted.subarray(0, 10)).toEqual(new Float32Array(10).fill(9));
    expect(renderer.backward(shiftedWeights, 10)).toEqual(gradient);
  });

  it('follows a change in the number of strokes', () => {
    const renderer = makeRenderer();
    const out = new Float32Array(VIEWS * SIZE * SIZE);
    renderer.render(randomStrokes(createRandom(5), 9, 3), out);
    renderer.render(randomStrokes(createRandom(5), 2, 3), out);
    expect(renderer.backward(out)).toHaveLength(16);
    const expected = new Float32Array(out.length);
    makeRenderer().render(randomStrokes(createRandom(5), 2, 3), expected);
    expect(out).toEqual(expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('rejects %d', (bad) => {
    const out = new Float32Array(VIEWS * SIZE * SIZE);
    const points = randomStrokes(createRandom(5), 2, 3);
    points.points[9] = bad;
    expect(() => makeRenderer().render(points, out)).toThrow(/Stroke 2 has the coordinate/);
    const widths = randomStrokes(createRandom(5), 2, 3);
    widths.widths[0] = bad;
    expect(() => makeRenderer().render(widths, out)).toThrow(/Stroke 1 has the width/);
  });

  it('stays finite for strokes far outside, where views turn them over', () => {
    const renderer = makeRenderer();
    const out = new Float32Array(VIEWS * SIZE * SIZE);
    renderer.render(uniformStrokes([-1e6, 5, 1e6, 9, 1e300, -1e300, 30, 30], 3), out);
    const gradient = renderer.backward(new Float32Array(out.length).fill(1));
    for (const value of [...out, ...gradient]) expect(Number.isFinite(value)).toBe(true);
  });
});
