import { describe, expect, it } from 'vitest';
import { readSvg } from '../../../src/strokes/svg-reader.ts';

/** Ends of the strokes that an element is read as, 0.01 exact. */
function ends(element: string): number[][] {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none" stroke="black">${element}<path d="M90 90H95"/></svg>`;
  const { points, widths } = readSvg(text).sketch.strokes;
  // the last stroke is the path that keeps the file from being empty
  return Array.from({ length: widths.length - 1 }, (_, s) =>
    [0, 1, 6, 7].map((i) => Math.round(100 * points[8 * s + i]) / 100),
  );
}

describe('shapes', () => {
  it('a rectangle has four sides, whether a radius is 0, left out or no radius at all', () => {
    const sides = [
      [10, 20, 40, 20],
      [40, 20, 40, 30],
      [40, 30, 10, 30],
      [10, 30, 10, 20],
    ];
    for (const radii of ['', 'rx="0"', 'rx="0" ry="5"', 'rx="5" ry="0"', 'rx="-3"']) {
      expect(ends(`<rect x="10" y="20" width="30" height="10" ${radii}/>`), radii).toEqual(sides);
    }
  });

  it('corners as wide as the rectangle leave no sides of no length', () => {
    const starts = (radii: string) =>
      ends(`<rect x="10" y="20" width="40" height="20" ${radii}/>`).map(([x, y]) => [x, y]);
    const across = [
      [20, 20],
      [40, 20],
      [50, 30],
      [40, 40],
      [20, 40],
      [10, 30],
    ];
    expect(starts('rx="10" ry="10"')).toEqual(across);
    expect(starts('rx="20" ry="10"')).toHaveLength(4);
    expect(starts('rx="5" ry="5"')).toHaveLength(8);
  });

  it('no corner is wider than half the rectangle', () => {
    const halves = ends('<rect x="10" y="20" width="40" height="20" rx="20" ry="10"/>');
    expect(ends('<rect x="10" y="20" width="40" height="20" rx="70" ry="10"/>')).toEqual(halves);
    expect(ends('<rect x="10" y="20" width="40" height="20" rx="20" ry="70"/>')).toEqual(halves);
    expect(ends('<rect x="10" y="20" width="40" height="20" rx="70" ry="70"/>')).toEqual(halves);
  });

  it('without an extent there is nothing', () => {
    for (const element of [
      '<rect x="1" y="1" width="0" height="9"/>',
      '<rect x="1" y="1" width="9" height="0"/>',
      '<circle cx="5" cy="5" r="0"/>',
      '<ellipse cx="5" cy="5" rx="0" ry="4"/>',
      '<ellipse cx="5" cy="5" rx="4" ry="0"/>',
    ]) {
      expect(ends(element), element).toEqual([]);
    }
    for (const element of [
      '<ellipse cx="5" cy="5" rx="0.5" ry="4"/>',
      '<ellipse cx="5" cy="5" rx="4" ry="0.5"/>',
    ])
      expect(ends(element), element).toHaveLength(4);
  });

  it('that are hidden or collapsed are not there', () => {
    const line = (visibility: string) =>
      ends(`<line x1="1" y1="2" x2="3" y2="4" visibility="${visibility}"/>`);
    expect(line('hidden')).toEqual([]);
    expect(line('collapse')).toEqual([]);
    expect(line('visible')).toEqual([[1, 2, 3, 4]]);
  });
});
