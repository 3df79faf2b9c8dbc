import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/lines/fit.ts';
import { type FaceDrawing, type FaceLine, placeDrawing } from '../../src/seeing/face-lines.ts';
import { FACE_STROKES, faceStrokes } from '../../src/seeing/face-strokes.ts';
import { drawingOfFace } from '../helpers/face-drawing.ts';

const line = (
  kind: FaceLine['kind'],
  from: [number, number],
  to: [number, number],
  side?: 'right' | 'left',
) => ({
  kind,
  clearness: 1,
  trail: Array.from({ length: 9 }, (_, i) => ({
    x: from[0] + ((to[0] - from[0]) * i) / 8,
    y: from[1] + ((to[1] - from[1]) * i) / 8,
  })),
  ...(side && { side }),
});

const drawing = drawingOfFace([
  line('brow', [15, 30], [35, 30], 'right'),
  line('brow', [65, 30], [45, 30], 'left'),
  line('lid', [18, 38], [32, 38], 'right'),
  line('lid', [62, 38], [48, 38], 'left'),
  line('noseSide', [35, 36], [40, 65], 'right'),
  line('noseSide', [45, 36], [40, 65], 'left'),
  line('mouth', [28, 78], [52, 78]),
  line('lowerLip', [32, 84], [48, 84]),
  line('jaw', [2, 50], [40, 100], 'right'),
  line('jaw', [40, 100], [78, 50], 'left'),
  line('hairline', [8, 20], [72, 20]),
]);

const count = (budget: number, height: number, of: FaceDrawing = drawing) =>
  faceStrokes(of, budget, height).importance.length;

/** Where a stroke starts and ends, and its middle. */
const spots = (points: Float64Array, k: number) =>
  [0, 0.5, 1].map((t) => evaluate(points.subarray(8 * k, 8 * k + 8), t));

describe('level of detail', () => {
  test('a face too small for two dots has none', () => {
    expect(count(10, FACE_STROKES.dots - 1)).toBe(0);
  });

  test('with two or three strokes there are eyes, then a mouth; a nose alone would be a hook', () => {
    expect([0, 1, 2, 3, 4].map((budget) => count(budget, 100))).toEqual([0, 0, 2, 3, 4]);
    const { points } = faceStrokes(drawing, 3, 100);
    expect(spots(points, 2).map(([, y]) => y)).toEqual([78, 78, 78].map((y) => expect.closeTo(y)));
  });

  test('a small one has two dots', () => {
    const { points } = faceStrokes(drawing, 10, FACE_STROKES.dots);
    expect(points.length).toBe(16);
    expect(spots(points, 0)[1]![0]).toBeLessThan(35);
    expect(spots(points, 1)[1]![0]).toBeGreaterThan(45);
  });

  test('lines are finer than the pen, which irises keep', () => {
    const { points, widths } = faceStrokes(drawing, 12, 100);
    expect(widths.length).toBe(points.length / 8);
    expect([...widths.subarray(0, 2)]).toEqual([1, 1]);
    expect([...widths.subarray(2)]).toEqual(Array(widths.length - 2).fill(FACE_STROKES.fine));
  });

  test('the loop of an iris has its corner away from the nose, turned as the head is', () => {
    for (const angle of [0, 0.5]) {
      const { points } = faceStrokes({ ...drawing, angle }, 10, FACE_STROKES.dots);
      (['right', 'left'] as const).forEach((side, k) => {
        const iris = drawing.irises[side];
        const corner = [points[8 * k]! - iris.x, points[8 * k + 1]! - iris.y];
        const sign = side === 'right' ? -1 : 1;
        expect(Math.atan2(sign * corner[1]!, sign * corner[0]!)).toBeCloseTo(angle, 1);
      });
    }
  });

  test('lids and lips come with size', () => {
    expect(count(30, FACE_STROKES.few)).toBe(10);
    expect(count(30, FACE_STROKES.all)).toBe(13);
  });
});

test.each([2, 3, 5, 7, 8, 9, 12, 16])('never more than %d strokes', (budget) => {
  const { points, importance } = faceStrokes(drawing, budget, 90);
  expect(points.length).toBe(8 * importance.length);
  expect(importance.length).toBeLessThanOrEqual(budget);
  expect(importance.length).toBeGreaterThanOrEqual(Math.min(budget, 11) - 1);
  expect([...importance].sort((a, b) => b - a)).toEqual(importance);
});

test('with few strokes one line is a brow and the nose', () => {
  const ends = (budget: number) => {
    const { points, importance } = faceStrokes(drawing, budget, 90);
    return importance.map((_, k) => [spots(points, k)[0]!, spots(points, k)[2]!]);
  };
  const isMerged = ([[x0, y0], [x1, y1]]: number[][]) => x0 === 15 && y0 === 30 && x1 === 40 && y1 === 65;
  expect(ends(5).filter((pair) => isMerged(pair as number[][]))).toHaveLength(1);
  expect(ends(12).filter((pair) => isMerged(pair as number[][]))).toHaveLength(0);
});

test('with few strokes hair comes before the other brow', () => {
  const trimmed = {
    ...drawing,
    lines: drawing.lines
      .filter(({ kind }) => kind !== 'jaw')
      .map((l) => (l.kind === 'hairline' ? { ...l, clearness: 0.5 } : l)),
  };
  const ys = (budget: number) => {
    const { points, importance } = faceStrokes(trimmed, budget, 90);
    return importance.map((_, k) => Math.round(spots(points, k)[1]![1]!));
  };
  expect(ys(5)).toContain(20);
  expect(ys(5)).not.toContain(30);
});

test('with few strokes a chin that is faint before a neck comes before the hair', () => {
  const faint = {
    ...drawing,
    lines: drawing.lines.map((l) => (l.kind === 'jaw' ? { ...l, clearness: 0.5 } : l)),
  };
  const bottoms = (budget: number) => {
    const { points, importance } = faceStrokes(faint, budget, 90);
    return importance.map((_, k) => Math.max(...spots(points, k).map(([, y]) => Math.round(y!))));
  };
  expect(Math.max(...bottoms(5))).toBeGreaterThan(90);
  expect(bottoms(5)).not.toContain(20);
  expect(bottoms(6)).toContain(20);
});

test('glasses leave the nose its stroke, and come before the jaw', () => {
  const worn = {
    ...drawing,
    lines: [
      ...drawing.lines,
      line('glasses', [12, 47], [36, 47], 'right'),
      line('glasses', [44, 47], [68, 47], 'left'),
      line('glassesTop', [12, 44], [68, 44]),
    ],
  };
  const ys = (budget: number) => {
    const { points, importance } = faceStrokes(worn, budget, 90);
    return importance.map((_, k) => Math.round(spots(points, k)[1]![1]!));
  };
  expect(ys(5)).not.toContain(47);
  // both rims and the line that closes them, or none
  expect(ys(7).filter((y) => y === 47)).toHaveLength(2);
  expect(ys(7)).toContain(44);
  expect(ys(5)).not.toContain(44);
  for (const budget of [5, 7]) expect(count(budget, 90, worn)).toBe(budget);
});

test('below teeth a lower lip is drawn only where it does not touch them', () => {
  const smiling = (lip: number) => ({
    ...drawing,
    openness: 0.13,
    lines: [
      ...drawing.lines.filter(({ kind }) => kind !== 'lowerLip'),
      line('upperTeeth', [30, 74], [50, 74]),
      line('lowerLip', [32, lip], [48, lip]),
    ],
  });
  const ys = (lip: number) => {
    const { points, importance } = faceStrokes(smiling(lip), 20, 90);
    return importance.map((_, k) => Math.round(spots(points, k)[1]![1]!));
  };
  expect(ys(82)).not.toContain(82);
  expect(ys(92)).toContain(92);
});

test('above teeth an upper lip is drawn only where it does not touch them', () => {
  const smiling = (lip: number) => ({
    ...drawing,
    openness: 0.2,
    lines: [...drawing.lines, line('upperTeeth', [30, 74], [50, 74]), line('upperLip', [30, lip], [50, lip])],
  });
  const ys = (lip: number) => {
    const { points, importance } = faceStrokes(smiling(lip), 20, 90);
    return importance.map((_, k) => Math.round(spots(points, k)[1]![1]!));
  };
  expect(ys(69)).not.toContain(69);
  expect(ys(60)).toContain(60);
});

test('brows come before lids, also where they are less clear', () => {
  const fair = {
    ...drawing,
    lines: drawing.lines.map((l) => (l.kind === 'brow' ? { ...l, clearness: 0.8 } : l)),
  };
  const ys = (budget: number) => {
    const { points, importance } = faceStrokes(fair, budget, 90);
    return importance.map((_, k) => Math.round(spots(points, k)[1]![1]!));
  };
  expect(ys(8)).toContain(30);
  expect(ys(8)).not.toContain(38);
  expect(ys(10)).toContain(38);
});

test('with few strokes a chin is drawn though the outline takes the place of both cheeks', () => {
  const narrow = {
    ...drawing,
    lines: [
      ...drawing.lines.filter(({ kind }) => kind !== 'jaw'),
      line('jaw', [18, 92], [40, 100], 'right'),
      line('jaw', [40, 100], [62, 92], 'left'),
    ],
  };
  const { points, importance } = faceStrokes(narrow, 5, 90);
  expect(importance.some((_, k) => spots(points, k)[1]![1]! > 95)).toBe(true);
});

test('a smile shows teeth where strokes are not few and the face is not small', () => {
  const smiling = {
    ...drawing,
    openness: 0.2,
    lines: [...drawing.lines, line('upperTeeth', [30, 74], [50, 74])],
  };
  const hasTeeth = (budget: number, height = 90) => {
    const { points, importance } = faceStrokes(smiling, budget, height);
    return importance.some((_, k) => Math.round(spots(points, k)[1]![1]!) === 74);
  };
  expect(hasTeeth(5)).toBe(false);
  expect(hasTeeth(8)).toBe(true);
  expect(hasTeeth(8, 45)).toBe(false);
});

test('lids are drawn as a pair or not at all', () => {
  for (let budget = 2; budget < 16; budget++) {
    const { points, importance } = faceStrokes(drawing, budget, 90);
    const lids = importance.filter((_, k) => spots(points, k)[1]![1] === 38);
    expect([0, 2]).toContain(lids.length);
  }
});

test('a moustache comes before brows, a beard on the cheeks after them', () => {
  const bearded = {
    ...drawing,
    lines: [
      ...drawing.lines,
      line('moustache', [28, 72], [52, 72]),
      line('beard', [5, 60], [28, 74], 'right'),
      line('beard', [75, 60], [52, 74], 'left'),
    ],
  };
  const { points, importance } = faceStrokes(bearded, 30, 90);
  const ys = importance.map((_, k) => spots(points, k)[0]![1]!);
  expect(ys.indexOf(72)).toBeGreaterThan(0);
  expect(ys.indexOf(72)).toBeLessThan(ys.indexOf(30));
  expect(ys.indexOf(60)).toBeGreaterThan(ys.indexOf(30));
});

test('a head turned to a profile has one eye', () => {
  const profile = { ...drawing, turn: 0.95 };
  const { points } = faceStrokes(profile, 2, 20);
  expect(points.length).toBe(8);
  expect(points[0]).toBeLessThan(40);
});

test('a profile is the outline: besides it there are one eye and its brow', () => {
  const { points, importance } = faceStrokes({ ...drawing, turn: -0.95 }, 12, 90);
  expect(importance).toHaveLength(2);
  expect(importance.map((_, k) => Math.round(spots(points, k)[1]![1]!)).sort()).toEqual([30, 40]);
  expect(points[8]).toBeGreaterThan(40);
  expect(count(12, 90, { ...drawing, turn: -0.8 })).toBeGreaterThan(6);
});

test('what the photo hardly shows comes later', () => {
  const faint = {
    ...drawing,
    lines: drawing.lines.map((l) => (l.kind === 'hairline' ? { ...l, clearness: 0 } : l)),
  };
  const has = (of: FaceDrawing) => {
    const { points, importance } = faceStrokes(of, 6, 90);
    return importance.some((_, k) => Math.abs(spots(points, k)[1]![1]! - 20) < 1e-6);
  };
  expect(has(drawing)).toBe(true);
  expect(has(faint)).toBe(false);
});

test('the nose of a turned head is no less clear for being on the far side', () => {
  const noseOf = (turn: number) => {
    const { points, importance } = faceStrokes({ ...drawing, turn, shaded: 'left' }, 12, 90);
    return importance[importance.findIndex((_, k) => Math.abs(spots(points, k)[2]![1]! - 65) < 1e-6)];
  };
  expect(noseOf(0.8)).toBe(noseOf(0));
  expect(noseOf(0)).toBeGreaterThan(0.9);
  // with few strokes the outline has it, and the jaw comes first
  const { points, importance } = faceStrokes({ ...drawing, turn: 0.74, shaded: 'left' }, 4, 90);
  expect(importance.some((_, k) => spots(points, k)[1]![1]! > 90)).toBe(true);
});

test('a drawing is placed in a part of the photo', () => {
  const placed = placeDrawing(drawing, { x: 10, y: 20 }, 2);
  expect(placed.height).toBe(200);
  expect(placed.irises.right).toEqual({ x: 30, y: 40, radius: 8 });
  expect(placed.lines[0]!.trail[0]).toEqual({ x: 10, y: 20 });
});
