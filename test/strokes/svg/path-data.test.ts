import { describe, expect, it } from 'vitest';
import { parsePathData } from '../../../src/strokes/svg/path-data.ts';

describe('parsePathData', () => {
  it.each([
    ['M0 0 C1 2 3 4 5 6', [[0, 0, 1, 2, 3, 4, 5, 6]]],
    ['M1-1c1 1,2.5.5 3-3e0', [[1, -1, 2, 0, 3.5, -0.5, 4, -4]]],
    [
      'M0 0C1 1 2 2 3 3S5 5 6 6',
      [
        [0, 0, 1, 1, 2, 2, 3, 3],
        [3, 3, 4, 4, 5, 5, 6, 6],
      ],
    ],
    ['M3 3S5 5 6 6', [[3, 3, 3, 3, 5, 5, 6, 6]]],
    [
      'M0 0 3 0 3 3',
      [
        [0, 0, 1, 0, 2, 0, 3, 0],
        [3, 0, 3, 1, 3, 2, 3, 3],
      ],
    ],
    [
      'm1 1h3v3z',
      [
        [1, 1, 2, 1, 3, 1, 4, 1],
        [4, 1, 4, 2, 4, 3, 4, 4],
        [4, 4, 3, 3, 2, 2, 1, 1],
      ],
    ],
    [
      'M0 0Q3 3 6 0T12 0',
      [
        [0, 0, 2, 2, 4, 2, 6, 0],
        [6, 0, 8, -2, 10, -2, 12, 0],
      ],
    ],
    ['M5 5zm3 0l3 0', [[8, 5, 9, 5, 10, 5, 11, 5]]],
    // S and T reflect nothing after a curve of another kind, or after a line
    [
      'M0 0C1 1 2 2 3 3L6 3S8 5 9 6',
      [
        [0, 0, 1, 1, 2, 2, 3, 3],
        [3, 3, 4, 3, 5, 3, 6, 3],
        [6, 3, 6, 3, 8, 5, 9, 6],
      ],
    ],
    [
      'M0 0Q3 3 6 0S8 5 9 6',
      [
        [0, 0, 2, 2, 4, 2, 6, 0],
        [6, 0, 6, 0, 8, 5, 9, 6],
      ],
    ],
    [
      'M0 0C1 1 2 2 3 3T6 3',
      [
        [0, 0, 1, 1, 2, 2, 3, 3],
        [3, 3, 3, 3, 4, 3, 6, 3],
      ],
    ],
    [
      'M0 0Q3 3 6 0H9T12 0',
      [
        [0, 0, 2, 2, 4, 2, 6, 0],
        [6, 0, 7, 0, 8, 0, 9, 0],
        [9, 0, 9, 0, 10, 0, 12, 0],
      ],
    ],
    // T reflects what T reflected
    [
      'M0 0Q3 3 6 0T12 0T18 0',
      [
        [0, 0, 2, 2, 4, 2, 6, 0],
        [6, 0, 8, -2, 10, -2, 12, 0],
        [12, 0, 14, 2, 16, 2, 18, 0],
      ],
    ],
    // an arc of no radius is a line, one to where it is is nothing
    ['M1 1A0 5 0 0 1 4 1', [[1, 1, 2, 1, 3, 1, 4, 1]]],
    ['M1 1A5 5 0 0 1 1 1', []],
    ['', []],
  ])('%s', (d, cubics) => {
    const found = parsePathData(d);
    expect(found).toHaveLength(cubics.length);
    found.flat().forEach((value, i) => {
      expect(value).toBeCloseTo(cubics.flat()[i], 12);
    });
  });

  it.each(['L1 1', 'M1 1 X', 'M1', 'M1 1L2 2 3', '5 5', 'M0 0Z 1 1', 'M0 0A1 1 0 2 0 3 3', 'M0 0L1e999 0'])(
    'refuses %s',
    (d) => {
      expect(() => parsePathData(d)).toThrow("A path's data cannot be read");
    },
  );

  it('reads the flags of arcs without anything between them', () => {
    expect(parsePathData('M0 0a5 5 0 10.5.5')).toEqual(parsePathData('M0 0 A 5,5 0 1,0 .5,.5'));
  });

  it('stops at the limit', () => {
    expect(parsePathData('M0 0H1H2', 2)).toHaveLength(2);
    expect(parsePathData(`M0 0${'h1'.repeat(1e6)}`, 2)).toHaveLength(2);
  });
});
