import { describe, expect, it } from 'vitest';
import { type PlotterPage, placeOnPage } from '../../../src/output/plotter/page.ts';
import { createRandom } from '../../../src/random.ts';
import { curveBounds } from '../../../src/strokes/bounds.ts';
import { type Sketch, uniformStrokes } from '../../../src/strokes/stroke.ts';

/** A drawing whose ink is a small part of its canvas, or sticks out of it. */
function randomSketch(seed: number): Sketch {
  const random = createRandom(seed);
  const [x, y, size] = [random.uniform(-100, 200), random.uniform(-100, 200), random.uniform(1, 300)];
  const points = Array.from(
    { length: 40 },
    (_, i) => (i % 2 ? y : x) + random.uniform(0, size) * (i % 2 ? 1 : random.uniform(0, 2)),
  );
  return { width: 224, height: 168, strokes: uniformStrokes(points, random.uniform(0.5, 8)) };
}

/** Free millimetres between the ink and the page's left, top, right and bottom edge. */
function freeRoom(sketch: Sketch, page: PlotterPage): number[] {
  const { width, height, penWidth, strokes } = placeOnPage(sketch, page);
  const { left, top, right, bottom } = curveBounds(strokes);
  return [left, top, width - right, height - bottom].map((distance) => distance - penWidth / 2);
}

describe('placeOnPage', () => {
  const papers = ['a0', 'a4', 'a6', 'letter', 'legal-landscape', 'a3-portrait', '300x20', '60x200mm'];
  it.each(papers)(
    'keeps all ink of any drawing within the margins of %s, and reaches two of them',
    (paper) => {
      for (let seed = 0; seed < 50; seed++) {
        const page = { paper, margin: seed % 8, ...(seed % 3 === 0 && { penWidth: 0.3 }) };
        const free = freeRoom(randomSketch(seed), page);
        for (const distance of free) expect(distance).toBeGreaterThan(page.margin - 1e-9);
        const tight = [free[0] + free[2], free[1] + free[3]].map((sum) => sum - 2 * page.margin);
        expect(Math.min(...tight)).toBeCloseTo(0, 9);
        // in the middle of what is left
        expect(free[0]).toBeCloseTo(free[2], 9);
        expect(free[1]).toBeCloseTo(free[3], 9);
      }
    },
  );

  const upright = { width: 100, height: 100, strokes: uniformStrokes([10, 10, 10, 20, 10, 30, 14, 40], 1) };
  // on 50 x 50 mm with a pen of 2 mm, ink of 40 x 10 mm or 10 x 40 mm at a margin of 4 mm: 30 mm are free one way
  it.each([
    ['center', 0.5, 0.5],
    ['top', 0.5, 0],
    ['bottom', 0.5, 1],
    ['left', 0, 0.5],
    ['right', 1, 0.5],
    ['top-left', 0, 0],
    ['top-right', 1, 0],
    ['bottom-left', 0, 1],
    ['bottom-right', 1, 1],
  ])('aligns %s', (align, x, y) => {
    const page = { paper: '50x50', margin: 4, penWidth: 2, align };
    const lying = uniformStrokes([0, 0, 10, 0, 30, 10, 40, 10], 1);
    const standing = uniformStrokes([0, 0, 0, 10, 10, 30, 10, 40], 1);
    const near = (values: number[]) => values.map((value) => expect.closeTo(value, 9));
    const free = (strokes: typeof lying) => freeRoom({ ...upright, strokes }, page);
    expect(free(lying)).toEqual(near([4, 4 + 30 * y, 4, 4 + 30 * (1 - y)]));
    expect(free(standing)).toEqual(near([4 + 30 * x, 4, 4 + 30 * (1 - x), 4]));
  });

  it('turns a named paper to the ink unless told otherwise', () => {
    const sizeOf = (paper: string) => {
      const { width, height } = placeOnPage(upright, { paper, margin: 0 });
      return [width, height];
    };
    expect(sizeOf('A4')).toEqual([210, 297]);
    expect(sizeOf('a4-landscape')).toEqual([297, 210]);
    expect(sizeOf('300x200')).toEqual([300, 200]);
    const wide = { ...upright, strokes: uniformStrokes([0, 0, 10, 0, 20, 0, 30, 5], 1) };
    expect(placeOnPage(wide, { paper: 'letter', margin: 0 }).width).toBe(279.4);
    expect(placeOnPage(wide, { paper: 'letter-portrait', margin: 0 }).width).toBe(215.9);
  });

  it('draws as thick as the drawing, up to a marker, or as thick as the pen', () => {
    const pen = (width: number, penWidth?: number) =>
      placeOnPage(
        { ...upright, strokes: uniformStrokes(upright.strokes.points, width) },
        { paper: 'a4', margin: 0, penWidth },
      ).penWidth;
    expect(pen(0.1)).toBeCloseTo((0.1 * 297) / 30.1, 9);
    expect(pen(9)).toBe(3);
    expect(pen(9, 0.7)).toBe(0.7);
  });

  it('places a dot, and a drawing without strokes', () => {
    const dot = { ...upright, strokes: uniformStrokes([50, 50, 50, 50, 50, 50, 50, 50], 1) };
    const { penWidth, strokes } = placeOnPage(dot, { paper: 'a4', margin: 15 });
    expect(penWidth).toBe(3);
    expect([...strokes.points.slice(0, 2)]).toEqual([105, 148.5]);
    expect(() =>
      placeOnPage({ ...dot, strokes: uniformStrokes([], 1) }, { paper: 'a4', margin: 15 }),
    ).not.toThrow();
  });

  it.each([
    [{ paper: 'a99', margin: 5 }, "for plotter but received 'a99'"],
    [{ paper: 'constructor', margin: 5 }, "for plotter but received 'constructor'"],
    [{ paper: '__proto__', margin: 5 }, "for plotter but received '__proto__'"],
    [{ paper: '0x100', margin: 0 }, "for plotter but received '0x100'"],
    [{ paper: '1e5x100', margin: 0 }, "for plotter but received '1e5x100'"],
    [{ paper: '20000x100', margin: 0 }, "for plotter but received '20000x100'"],
    [{ paper: 'a6', margin: 53 }, 'leave room on 105 x 148 mm'],
    [{ paper: 'a6', margin: -1 }, 'for margin'],
    [{ paper: 'a6', margin: Number.NaN }, 'for margin'],
    [{ paper: 'a6', margin: 50, penWidth: 5 }, 'leave room'],
    [{ paper: 'a6', margin: 5, penWidth: 0 }, 'for pen-width'],
    [{ paper: 'a6', margin: 5, align: 'middle' }, "for align but received 'middle'"],
    [{ paper: 'a6', margin: 5, align: 'constructor' }, 'for align'],
  ])('refuses %j', (page, message) => {
    expect(() => placeOnPage(upright, page)).toThrow(message);
  });
});

it('pages have the sizes of ISO 216 and of ANSI, in millimetres', () => {
  const sizeOf = (paper: string) => {
    const { width, height } = placeOnPage(randomSketch(1), { paper: `${paper}-portrait`, margin: 1 });
    return [width, height];
  };
  expect(sizeOf('a4')).toEqual([210, 297]);
  // each is half of the next larger, to a millimetre
  for (let k = 1; k <= 6; k++) {
    const [[width, height], [larger, longer]] = [sizeOf(`a${k}`), sizeOf(`a${k - 1}`)];
    expect(height).toBe(larger);
    expect(width).toBe(Math.floor(longer / 2));
  }
  expect(sizeOf('letter')).toEqual([215.9, 279.4]);
  expect(sizeOf('legal')).toEqual([215.9, 355.6]);
  expect(sizeOf('tabloid')).toEqual([279.4, 431.8]);
});
