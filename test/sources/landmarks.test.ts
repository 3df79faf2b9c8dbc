import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import type { Landmark } from '../../src/photo/landmarks.ts';
import { drawLandmarks } from '../../src/sources/landmarks.ts';

const EYE: Landmark = { kind: 'eye', likelihood: 0.9, x: 50, y: 30, radius: 10 };
const OTHER: Landmark = { ...EYE, x: 90 };
const NOSE: Landmark = { kind: 'nose', likelihood: 0.9, x: 70, y: 60, radius: 4 };

const along = (cubic: Float64Array) => Array.from({ length: 101 }, (_, k) => evaluate(cubic, k / 100));

describe('drawLandmarks', () => {
  it('spends a quarter of twelve or more strokes at most, on the first ones', () => {
    const counts = [12, 15, 16, 40].map(
      (count) => drawLandmarks([EYE, OTHER, NOSE, OTHER], count).length / 8,
    );
    expect(counts).toEqual([3, 3, 4, 4]);
    expect(drawLandmarks([], 16)).toHaveLength(0);
  });

  it('with eight to eleven strokes draws two at most, and only what is nearly certain', () => {
    const sure = { ...OTHER, likelihood: 0.96 };
    const count = (...args: Parameters<typeof drawLandmarks>) => drawLandmarks(...args).length / 8;
    expect([1, 7, 8, 11].map((strokes) => count([sure, sure, sure], strokes))).toEqual([0, 0, 2, 2]);
    expect(drawLandmarks([EYE, sure, NOSE], 8)).toEqual(drawLandmarks([sure], 8));
    expect([11, 12].map((strokes) => count([{ ...sure, radius: 5.9 }], strokes))).toEqual([0, 1]);
  });

  it('goes round a spot, a little within its rim', () => {
    const points = along(drawLandmarks([EYE], 16));
    expect(points[0]).toEqual(points[100]);
    for (const c of [0, 1]) {
      const values = points.map((point) => point[c]);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      expect(most - least).toBeCloseTo(14, 0);
      expect((most + least) / 2).toBeCloseTo(c === 0 ? 50 : 30, 0);
    }
  });

  it('makes a dot of what is tiny or of unknown size', () => {
    for (const radius of [0, 0.5]) {
      const distances = along(drawLandmarks([{ ...EYE, radius }], 16)).map(([x, y]) =>
        Math.hypot(x - 50, y - 30),
      );
      expect(Math.max(...distances)).toBeLessThan(2.5);
      expect(Math.max(...distances)).toBeGreaterThan(1.5);
    }
  });

  it('points eyes up and noses down', () => {
    const [eye, nose] = [EYE, NOSE].map((landmark) => drawLandmarks([landmark], 16));
    expect(eye[1]).toBeLessThan(EYE.y);
    expect(nose[1]).toBeGreaterThan(NOSE.y);
  });
});
