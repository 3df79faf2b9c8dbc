import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { saliencyStart, sampleWithoutReplacement, startProbabilities } from '../../src/saliency/sample.ts';
import { otsuThreshold, xdogEdges, xdogResponse } from '../../src/saliency/xdog.ts';
import { constantPlane, planeOf } from '../helpers/pictures.ts';

describe('startProbabilities', () => {
  it('are a softmax of temperature 0.3 over what is above 0', () => {
    const p = startProbabilities(Float32Array.of(0, 0.3, 0.6, 0, 0.9));
    expect([p[0], p[3]]).toEqual([0, 0]);
    expect(p[2] / p[1]).toBeCloseTo(Math.E, 5);
    expect(p[4] / p[1]).toBeCloseTo(Math.E ** 2, 5);
    expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('are all 0 where nothing is salient', () => {
    expect(startProbabilities(new Float32Array(5))).toEqual(new Float64Array(5));
  });
});

describe('sampleWithoutReplacement', () => {
  it('draws different indices, only possible ones', () => {
    const p = Float64Array.from({ length: 100 }, (_, i) => (i % 3 === 0 ? 1 + i : 0));
    const drawn = sampleWithoutReplacement(p, 30, createRandom(1).next);
    expect(new Set(drawn).size).toBe(30);
    for (const i of drawn) expect(i % 3).toBe(0);
  });

  it('draws in proportion', () => {
    const random = createRandom(3);
    const counts = [0, 0, 0];
    for (let k = 0; k < 6000; k++)
      counts[sampleWithoutReplacement(Float64Array.of(1, 2, 3), 1, random.next)[0]]++;
    expect(counts[0] / 6000).toBeCloseTo(1 / 6, 1);
    expect(counts[2] / 6000).toBeCloseTo(1 / 2, 1);
  });

  it('gives what there is when more is wanted', () => {
    expect(sampleWithoutReplacement(Float64Array.of(0, 1, 0, 2), 5, createRandom(1).next).sort()).toEqual([
      1, 3,
    ]);
    expect(sampleWithoutReplacement(new Float64Array(4), 2, createRandom(1).next)).toEqual([]);
  });
});

it('start strokes are short, begin on salient pixels and differ by seed', () => {
  const map = planeOf(60, 40, (x, y) => (Math.hypot(x - 30, y - 20) < 12 ? 1 : 0));
  const points = saliencyStart(map, 20, createRandom(5));
  expect(points).toHaveLength(160);
  for (let s = 0; s < 20; s++) {
    expect(map.data[points[8 * s + 1] * 60 + points[8 * s]]).toBe(1);
    for (let k = 8 * s + 2; k < 8 * s + 8; k++) {
      expect(Math.abs(points[k] - points[k - 2])).toBeLessThanOrEqual(0.025 * (k % 2 === 0 ? 60 : 40));
    }
  }
  expect(saliencyStart(map, 20, createRandom(5))).toEqual(points);
  expect(saliencyStart(map, 20, createRandom(6))).not.toEqual(points);
});

describe('edges', () => {
  it('are on the dark side of a step', () => {
    const step = planeOf(64, 32, (x) => (x < 32 ? -0.06 : 0.06));
    const edges = xdogEdges(step);
    const row = edges.subarray(16 * 64, 17 * 64);
    expect(row[30]).toBe(1);
    expect(row[34]).toBe(0);
  });

  it('are none in a flat picture', () => {
    const flat = constantPlane(32, 32, 0.4);
    expect(xdogEdges(flat).every((v) => v === 0)).toBe(true);
    expect(xdogResponse(flat).every((v) => v === 1)).toBe(true);
  });

  it('are split from the rest between two clusters of values', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) =>
      i < 80 ? 0.1 + 0.001 * (i % 10) : 0.8 + 0.001 * (i % 10),
    );
    const threshold = otsuThreshold(values);
    expect(threshold).toBeGreaterThan(0.1);
    expect(threshold).toBeLessThan(0.8);
  });
});
