import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { createViewBank } from '../../src/views/bank.ts';
import {
  homographyFromPoints,
  identityHomography,
  invertHomography,
  mapPoints,
  mapPointsBackward,
  meanScale,
  multiplyHomographies,
  randomHomography,
} from '../../src/views/homography.ts';
import { finiteDifference } from '../helpers/finite-difference.ts';
import { relativeError } from '../helpers/relative-error.ts';

const WIDTH = 280;
const HEIGHT = 168;
const random = createRandom(11);

function map(h: Float64Array, points: readonly number[]): number[] {
  const out = new Float64Array(points.length);
  mapPoints(h, Float64Array.from(points), points.length / 2, out);
  return [...out];
}

describe('homographies', () => {
  it('take four points to four others', () => {
    const from = [0, 0, 10, 0, 10, 10, 0, 10];
    const to = [1, 2, 9, 1, 8, 9, -1, 7];
    map(homographyFromPoints(from, to), from).forEach((value, i) => {
      expect(value).toBeCloseTo(to[i], 10);
    });
  });

  it('are undone by their inverse', () => {
    const h = randomHomography(random, WIDTH, HEIGHT);
    const product = multiplyHomographies(invertHomography(h), h);
    identityHomography().forEach((value, i) => {
      expect(product[i] / product[8]).toBeCloseTo(value, 9);
    });
  });

  it('are undone by their inverse whatever they are', () => {
    for (let i = 0; i < 5; i++) {
      const h = Float64Array.from({ length: 9 }, () => random.uniform(1, 3));
      const product = multiplyHomographies(invertHomography(h), h);
      identityHomography().forEach((value, k) => {
        expect(product[k]).toBeCloseTo(value, 8);
      });
    }
  });

  it('carry gradients back', () => {
    const h = randomHomography(random, WIDTH, HEIGHT);
    const points = Float64Array.from({ length: 10 }, () => random.uniform(-20, 180));
    const weights = Float64Array.from({ length: 10 }, () => random.normal());
    const loss = (x: Float64Array) => map(h, [...x]).reduce((sum, value, i) => sum + value * weights[i], 0);
    const gradient = new Float64Array(10);
    mapPointsBackward(h, points, 5, weights, gradient);
    expect(relativeError(gradient, finiteDifference(loss, points, 1e-4))).toBeLessThan(1e-7);
  });

  it('give no image and no gradient beyond the horizon', () => {
    const h = Float64Array.of(1, 0, 0, 0, 1, 0, -0.01, 0, 1);
    expect(map(h, [150, 3, 50, 3])).toEqual([Number.NaN, Number.NaN, 100, 6]);
  });

  it('measure the mean of their scale where it changes over the canvas', () => {
    const h = Float64Array.of(0.9, 0.1, 3, -0.05, 1.1, -2, 0.001, -0.0008, 1);
    const side = 60;
    let sum = 0;
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const [x, y] = [((column + 0.5) * WIDTH) / side, ((row + 0.5) * HEIGHT) / side];
        const step = 1e-3;
        const [ax, ay, bx, by, cx, cy] = map(h, [x, y, x + step, y, x, y + step]);
        sum += Math.sqrt(Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))) / step;
      }
    }
    expect(meanScale(h, WIDTH, HEIGHT) / (sum / side ** 2)).toBeCloseTo(1, 3);
  });

  it('measure their own scale', () => {
    expect(meanScale(identityHomography(), WIDTH, HEIGHT)).toBeCloseTo(1, 12);
    expect(meanScale(Float64Array.of(3, 0, 5, 0, 3, 7, 0, 0, 1), WIDTH, HEIGHT)).toBeCloseTo(3, 12);
  });
});

describe('view banks', () => {
  const bank = createViewBank(createRandom(5), 40, WIDTH, HEIGHT);

  it('start with the plain view, and do not depend on how many are asked for', () => {
    expect(bank[0]).toEqual(identityHomography());
    expect(createViewBank(createRandom(5), 3, WIDTH, HEIGHT)).toEqual(bank.slice(0, 3));
    expect(createViewBank(createRandom(6), 2, WIDTH, HEIGHT)[1]).not.toEqual(bank[1]);
  });

  it('zoom in or out by no more than perspective and crop can', () => {
    for (const view of bank) {
      const scale = meanScale(view, WIDTH, HEIGHT);
      expect(scale).toBeGreaterThan(0.5);
      expect(scale).toBeLessThan(1.13);
    }
  });

  it('keep the centre of the canvas in sight', () => {
    for (const view of bank) {
      const [x, y] = map(view, [WIDTH / 2, HEIGHT / 2]);
      expect(x > 0 && x < WIDTH && y > 0 && y < HEIGHT).toBe(true);
    }
  });
});

describe('a random view', () => {
  /** Gives these parts of each range, one after another. */
  const fixed = (...parts: number[]) => {
    let next = 0;
    return {
      ...createRandom(0),
      uniform: (low: number, high: number) => low + (high - low) * parts[next++]!,
    };
  };
  const CORNERS = [0, 0, WIDTH, 0, WIDTH, HEIGHT, 0, HEIGHT];

  it('moves each corner inwards by up to a quarter of a side, then crops four fifths of the area', () => {
    const parts = [0.1, 0.9, 0.3, 0.5, 0.7, 0.2, 0.6, 0.4, 0.25, 0.75];
    const moved = CORNERS.map((value, i) => {
      const side = i % 2 ? HEIGHT : WIDTH;
      const inward = (parts[i]! * side) / 4;
      return value === 0 ? inward : value - inward;
    });
    const side = Math.sqrt(0.8);
    const [left, top] = [WIDTH * (1 - side) * 0.25, HEIGHT * (1 - side) * 0.75];
    const seen = map(randomHomography(fixed(...parts), WIDTH, HEIGHT), CORNERS);
    seen.forEach((value, i) => {
      expect(value).toBeCloseTo((moved[i]! - (i % 2 ? top : left)) / side, 8);
    });
  });
});

describe('four points', () => {
  it('are taken to four others in any order, zeros among them', () => {
    const from = [0, 0, 0, 5, 7, 5, 7, 0];
    const to = [3, 1, 0, 0, 1, 6, 8, 7];
    for (let turn = 0; turn < 8; turn += 2) {
      const turned = (points: number[]) => [...points.slice(turn), ...points.slice(0, turn)];
      map(homographyFromPoints(turned(from), turned(to)), from).forEach((value, i) => {
        expect(value).toBeCloseTo(to[i]!, 8);
      });
    }
  });
});

it('points are seen up to a thousandth before the horizon', () => {
  const h = Float64Array.of(1, 0, 0, 0, 1, 0, -1, 0, 1);
  const [near, beyond] = [map(h, [0.998, 1]), map(h, [0.9995, 1])];
  expect(near[0]).toBeCloseTo(0.998 / 0.002, 6);
  expect(beyond).toEqual([Number.NaN, Number.NaN]);
});

it('a gradient along one axis alone is carried back too, and added to what is there', () => {
  const h = Float64Array.of(2, 0, 0, 0, 3, 0, 0, 0, 1);
  const out = Float64Array.of(10, 20, 30, 40);
  mapPointsBackward(h, Float64Array.of(1, 1, 1, 1), 2, Float64Array.of(1, 0, 0, 1), out);
  expect([...out]).toEqual([12, 20, 30, 43]);
});
