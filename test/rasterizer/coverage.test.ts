import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { createViewRenderer } from '../../src/rasterizer/views.ts';
import { drawSketch } from '../../src/strokes/draw.ts';
import { type Strokes, selectStrokes, uniformStrokes } from '../../src/strokes/stroke.ts';
import { identityHomography } from '../../src/views/homography.ts';
import { meanAbsoluteDifference } from '../helpers/compare-images.ts';
import { finiteDifference } from '../helpers/finite-difference.ts';
import { relativeError } from '../helpers/relative-error.ts';

const SIZE = 48;
const PIXELS = SIZE * SIZE;

function render(strokes: Strokes, weights?: Float64Array) {
  const renderer = createViewRenderer({ width: SIZE, height: SIZE, views: [identityHomography()] });
  const ink = new Float64Array(PIXELS);
  renderer.render(strokes, ink);
  return { ink, gradient: renderer.backward(weights ?? new Float64Array(PIXELS)) };
}

const random = createRandom(21);
const weights = Float64Array.from({ length: PIXELS }, () => random.normal());
const lossOf = (strokes: Strokes) =>
  render(strokes).ink.reduce((sum, value, i) => sum + value * weights[i], 0);

describe('the gradient', () => {
  const straight = [5.3, 7.1, 15.3, 14.1, 25.3, 21.1, 35.3, 28.1];
  const across = [35.2, 6.4, 26.7, 15.1, 14.9, 26.2, 6.3, 40.7];
  it.each([
    ['a straight stroke', straight, 3],
    ['a loop', [8.3, 40.1, 70.2, 4.3, -20.7, 4.9, 40.4, 40.6], 3],
    ['a stroke half outside', [-20.3, 12.2, 10.1, 60.7, 30.9, -14.2, 70.3, 24.4], 4],
    ['a stroke all outside', [60.3, 60, 70, 64, 80, 66, 90, 61], 4],
    ['a hairline', straight, 0.2],
    ['a fat stroke', straight, 30],
    ['two that cross', [...straight, ...across], 3],
    ['one that covers another', [...straight, ...straight.map((x) => x + 0.7)], 5],
    ['a cusp', [10.2, 10.3, 40.1, 30.7, 10.4, 30.2, 40.9, 10.8], 3],
  ])('of %s is that of its image', (_, points, width) => {
    const strokes = uniformStrokes(points, width);
    const expected = finiteDifference((x) => lossOf({ ...strokes, points: x }), strokes.points, 1e-6);
    const { gradient } = render(strokes, weights);
    if (expected.every((value) => value === 0)) expect(gradient.every((value) => value === 0)).toBe(true);
    else expect(relativeError(gradient, expected)).toBeLessThan(1e-4);
  });

  it('of a point is right for moving the whole point', () => {
    const at = (x: number, y: number) => uniformStrokes([x, y, x, y, x, y, x, y], 5);
    const { gradient } = render(at(20.3, 20.6), weights);
    const moved = finiteDifference(([x, y]) => lossOf(at(x, y)), Float64Array.of(20.3, 20.6), 1e-6);
    const sum = (axis: number) => [0, 2, 4, 6].reduce((total, i) => total + gradient[i + axis], 0);
    expect(sum(0)).toBeCloseTo(moved[0], 5);
    expect(sum(1)).toBeCloseTo(moved[1], 5);
  });

  it('is the same in any order of strokes', () => {
    const strokes = uniformStrokes(
      Array.from({ length: 12 * 8 }, () => random.uniform(0, SIZE)),
      3,
    );
    const order = [7, 2, 11, 0, 5, 9, 1, 3, 10, 6, 8, 4];
    const plain = render(strokes, weights);
    const mixed = render(selectStrokes(strokes, order), weights);
    expect(meanAbsoluteDifference(mixed.ink, plain.ink)).toBeLessThan(1e-15);
    const sorted = selectStrokes({ ...strokes, points: plain.gradient }, order);
    expect(relativeError(mixed.gradient, sorted.points)).toBeLessThan(1e-12);
  });
});

describe('the image', () => {
  it('stays within [0, 1] and is empty without strokes or width', () => {
    const strokes = uniformStrokes(
      Array.from({ length: 30 * 8 }, () => random.uniform(-5, SIZE + 5)),
      2,
    );
    for (const value of render(strokes).ink) expect(value >= 0 && value <= 1).toBe(true);
    expect(render(uniformStrokes([], 3)).ink.every((value) => value === 0)).toBe(true);
    expect(
      render({ ...strokes, widths: strokes.widths.map(() => -1) }).ink.every((value) => value === 0),
    ).toBe(true);
  });

  it('has as much ink as the stroke has area', () => {
    for (const width of [0.25, 1, 4]) {
      const angle = random.uniform(0, Math.PI);
      const [dx, dy] = [Math.cos(angle) * 6, Math.sin(angle) * 6];
      const points = [-1.5, -0.5, 0.5, 1.5].flatMap((k) => [24 + k * dx, 24 + k * dy]);
      const total = render(uniformStrokes(points, width)).ink.reduce((sum, value) => sum + value, 0);
      const area = 18 * width + (Math.PI * width * width) / 4;
      expect(Math.abs(total / area - 1)).toBeLessThan(width < 1 ? 0.12 : 0.03);
    }
  });

  it.each([1, 3, 8])('agrees with Skia at width %d', (width) => {
    const strokes = uniformStrokes(
      Array.from({ length: 8 * 8 }, () => random.uniform(0, SIZE)),
      width,
    );
    const canvas = drawSketch({ width: SIZE, height: SIZE, strokes }, { size: SIZE });
    const rgba = canvas.getContext('2d').getImageData(0, 0, SIZE, SIZE).data;
    const skia = Float64Array.from({ length: PIXELS }, (_, i) => 1 - rgba[4 * i] / 255);
    expect(meanAbsoluteDifference(render(strokes).ink, skia)).toBeLessThan(0.02);
  });
});
