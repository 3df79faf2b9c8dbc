import { describe, expect, it } from 'vitest';
import { outlineLines } from '../../src/contours/outline-lines.ts';
import { pointsOf, resampleLine } from '../../src/lines/polyline.ts';
import { planeOf } from '../helpers/pictures.ts';

const WIDTH = 160;
const HEIGHT = 120;
const bordersOf = (inside: (x: number, y: number) => boolean) =>
  outlineLines(planeOf(WIDTH, HEIGHT, (x, y) => (inside(x, y) ? 1 : 0)));
const fromMiddle = (x: number, y: number) => Math.hypot(x - 80, y - 60);

describe('outlineLines', () => {
  it('goes round a disc once', () => {
    const [line, ...others] = bordersOf((x, y) => fromMiddle(x, y) < 40);
    expect(others).toEqual([]);
    expect(line.closed).toBe(true);
    const points = pointsOf(line.xy);
    for (const [x, y] of points) expect(Math.abs(fromMiddle(x, y) - 40)).toBeLessThan(0.7);
    const [[x, y], [u, v]] = [points[0], points.at(-1)!];
    expect(Math.hypot(x - u, y - v)).toBeCloseTo(2, 1);
    expect(points.length).toBeCloseTo((2 * Math.PI * 40) / 2, -1);
  });

  it('goes round holes too', () => {
    const lines = bordersOf((x, y) => fromMiddle(x, y) < 50 && fromMiddle(x, y) > 20);
    expect(lines.map(({ closed }) => closed)).toEqual([true, true]);
    expect(lines.map(({ xy }) => Math.round(fromMiddle(xy[0], xy[1]))).sort()).toEqual([20, 50]);
  });

  it('leaves out where the frame cuts the subject off', () => {
    const [line, ...others] = bordersOf((x, y) => Math.hypot(x - 80, y - 120) < 50);
    expect(others).toEqual([]);
    expect(line.closed).toBe(false);
    for (const [x, y] of pointsOf(line.xy))
      expect(Math.abs(Math.hypot(x - 80, y - 120) - 50)).toBeLessThan(1);
    expect(line.xy.length / 2).toBeCloseTo((Math.PI * 50) / 2, -1);
  });

  it('gives both sides of what the frame cuts off twice', () => {
    const lines = bordersOf((_, y) => Math.abs(y - 60) < 20);
    expect(lines.map(({ closed }) => closed)).toEqual([false, false]);
    const heights = lines.map(({ xy }) => Math.round(xy[1]));
    expect(heights.sort((a, b) => a - b)).toEqual([40, 80]);
  });

  it('goes on where a subject only touches the frame', () => {
    const [line, ...others] = bordersOf((x, y) => Math.hypot(x - 41.5, y - 60) < 40);
    expect(others).toEqual([]);
    expect(line.closed).toBe(true);
  });

  it('is cut where it meets the frame steeply and runs along it for more than a tenth of the longer side', () => {
    // a tenth of 160 px is 16
    const bar = (wide: number) => bordersOf((x, y) => Math.abs(y - 60) < wide / 2 && x < 90);
    expect(bar(12).map(({ closed }) => closed)).toEqual([true]);
    expect(bar(22).map(({ closed }) => closed)).toEqual([false]);
  });

  it('goes on along the frame where what is round lies flat on it, as in a cut-out without a margin', () => {
    const disc = (x: number) => bordersOf((u, v) => Math.hypot(u - x, v - 60) < 50);
    // chords of 34 px and of 51 px within 2 px of the frame, at 20 and 31 degrees to it
    expect(disc(49).map(({ closed }) => closed)).toEqual([true]);
    expect(disc(45).map(({ closed }) => closed)).toEqual([true]);
    // and of 86 px at 59 degrees
    expect(disc(27).map(({ closed }) => closed)).toEqual([false]);
  });

  it('ends two pixels before the frame, at both ends alike', () => {
    const bands = [
      { lines: bordersOf((_, y) => Math.abs(y - 60) < 20), axis: 0, size: WIDTH },
      { lines: bordersOf((x) => Math.abs(x - 80) < 20), axis: 1, size: HEIGHT },
    ];
    // what the frame cuts on one side alone, wherever the ring begins
    const sides = [
      [80, 120],
      [80, 0],
      [0, 60],
      [160, 60],
    ] as const;
    for (const [u, v] of sides) {
      const [{ xy }] = bordersOf((x, y) => Math.hypot(x - u, y - v) < 45);
      const beside = [0, xy.length - 2].map((k) =>
        Math.min(xy[k]!, xy[k + 1]!, WIDTH - xy[k]!, HEIGHT - xy[k + 1]!),
      );
      expect(beside[0]).toBeCloseTo(beside[1]!, 6);
    }
    for (const { lines, axis, size } of bands) {
      expect(lines).toHaveLength(2);
      for (const { xy } of lines) {
        const ends = [xy[axis]!, xy[xy.length - 2 + axis]!].sort((a, b) => a - b);
        expect(ends).toEqual([2.5, size - 2.5]);
      }
    }
  });

  it('has none in an empty or a full mask', () => {
    expect(bordersOf(() => false)).toEqual([]);
    expect(bordersOf(() => true)).toEqual([]);
  });
});

it('resampleLine gives points at equal distances of about 2 px along the line, ends included', () => {
  const points = pointsOf(
    resampleLine([
      [0, 0],
      [0.3, 0],
      [9, 0],
      [9, 4.5],
    ]).xy,
  );
  expect(points[0]).toEqual([0, 0]);
  expect(points.at(-1)).toEqual([9, 4.5]);
  expect(points).toHaveLength(8);
  const along = points.map(([x, y]) => x + y);
  along.forEach((length, k) => {
    expect(length).toBeCloseTo((13.5 * k) / 7, 9);
  });
});
