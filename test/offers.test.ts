import { describe, expect, it } from 'vitest';
import { createOffers, strokeWarnings } from '../src/offers.ts';
import type { Placement } from '../src/photo/coordinates.ts';
import { createRandom } from '../src/random.ts';
import type { Palette, Wanted } from '../src/sources/palette.ts';
import { selectStrokes, strokeCount, uniformStrokes } from '../src/strokes/stroke.ts';
import { TARGET } from './helpers/ink-objective.ts';

const BLANK = uniformStrokes([], 0);

describe('createOffers', () => {
  const asked: Wanted[] = [];
  /** Twice as many strokes as asked for; one of those asked for lacks an edge. */
  const palette: Palette = {
    wholes: () => [
      {
        fewest: () => 2,
        length: 10,
        distance: () => 1,
        simplified: false,
        divide: (count) => new Float64Array(8 * count).fill(0.5),
      },
    ],
    drawings: () => [
      {
        says: ({ total }) => 7 * total,
        divide: ({ count }) => uniformStrokes(new Float64Array(8 * count).fill(0.75), 0.5),
      },
    ],
    fixed: (count) => uniformStrokes(new Float64Array(8 * count).fill(0.25), 0.5),
    pick(wanted) {
      asked.push(wanted);
      const points = Float64Array.from({ length: 16 * wanted.count }, () => wanted.random.next());
      return { points, onEdges: wanted.count - 1 };
    },
  };
  const placement: Placement = {
    zoom: 2,
    canvasToWorking: (points) => points.map((v) => v / 100),
    workingToCanvas: (points) => points.map((v) => v * 100),
    paperToCanvas: (strokes) => strokes,
    canvasToPaper: (strokes) => strokes,
  };
  const offers = (of = palette, given = BLANK) =>
    createOffers(of, placement, given, { width: 3 }, createRandom(1));
  const seat = (k: number) => ({ k, plain: k === 0 });

  it('proposes strokes for what is missing, on the canvas, after those already drawn', () => {
    const { strokes, onEdges } = offers().propose(seat(0), 5, TARGET);
    expect(strokeCount(strokes)).toBe(2 + 2 * 3);
    expect(selectStrokes(strokes, [0, 1])).toEqual(TARGET);
    expect(onEdges).toBe(4);
    expect([...strokes.widths.subarray(2)]).toEqual(Array(6).fill(6));
    expect(Math.max(...strokes.points.subarray(16))).toBeGreaterThan(50);
    expect(offers().offer(seat(0), 5).propose(5, TARGET)).toEqual(strokes);
  });

  it('tells the palette what is drawn, in working pixels, and which seeds are plain', () => {
    asked.length = 0;
    for (const k of [0, 1]) offers().propose(seat(k), 3, TARGET);
    expect(asked.map(({ plain }) => plain)).toEqual([true, false]);
    expect(asked[0].drawn).toEqual(TARGET.points.map((v) => v / 100));
  });

  it('gives each seed numbers of its own, the same ones again', () => {
    const offer = (k: number) => offers().propose(seat(k), 2, BLANK).strokes;
    expect(offer(1)).toEqual(offer(1));
    expect(offer(1)).not.toEqual(offer(0));
  });

  it('draws wholes and what is fixed on the canvas', () => {
    const { wholes, fixed } = offers().offer(seat(0), 2);
    expect(wholes[0].fewest(9)).toBe(2);
    expect(wholes[0].draw(3)).toEqual(uniformStrokes(new Float64Array(24).fill(50), 6));
    // half as wide as the pen
    expect(fixed).toEqual(uniformStrokes(new Float64Array(16).fill(25), 3));
  });

  it('draws what says most on the canvas too, and says as much', () => {
    const [drawing, ...others] = offers().offer(seat(0), 3).drawings;
    expect(others).toEqual([]);
    const wanted = { count: 2, total: 3, farthest: 7 };
    expect(drawing.says(wanted)).toBe(21);
    expect(drawing.draw(wanted)).toEqual(uniformStrokes(new Float64Array(16).fill(75), 3));
  });

  it('divides a whole once for the draft and all seeds, and gives each strokes of its own', () => {
    const counts: number[] = [];
    const [whole] = palette.wholes();
    const divide = (count: number) => {
      counts.push(count);
      return whole.divide(count);
    };
    const counted = offers({ ...palette, wholes: () => [{ ...whole, divide }] });
    const draw = (k: number, count: number) => counted.offer(seat(k), 4).wholes[0].draw(count);
    draw(0, 3).points.fill(0);
    expect(draw(1, 3)).toEqual(uniformStrokes(new Float64Array(24).fill(50), 6));
    draw(1, 4);
    expect(counts).toEqual([3, 4]);
  });

  it('draws nothing whole around strokes that are given, which are all that is fixed', () => {
    const { wholes, drawings, fixed } = offers(palette, TARGET).offer(seat(0), 4);
    expect(wholes).toEqual([]);
    expect(drawings).toEqual([]);
    expect(fixed).toEqual(TARGET);
  });
});

describe('strokeWarnings', () => {
  const warn = (count: number, onEdges: number, drawn: number) =>
    strokeWarnings({ count, onEdges, drawn }, 'contour');

  it('says nothing when every stroke follows an edge', () => {
    expect(warn(4, 4, 4)).toEqual([]);
  });

  it('says how many strokes are left out, or start elsewhere', () => {
    expect(warn(16, 7, 6)).toEqual([
      'there are lines for only 6 of 16 strokes; the others are left out (--exact draws them)',
    ]);
    expect(warn(16, 7, 16)).toEqual([
      'the photo has contours for only 7 of 16 strokes; the others start from the saliency map',
    ]);
    expect(warn(3, 0, 3)).toEqual([expect.stringMatching(/no edges/)]);
  });
});
