import { expect, it } from 'vitest';
import { distance, peaksOf } from '../../src/photo/peaks.ts';
import { plane } from '../../src/raster/raster.ts';

/** A map from rows of digits, in tenths. */
const map = (...rows: string[]) =>
  plane(
    { width: rows[0]!.length, height: rows.length },
    Float32Array.from(rows.join(''), (digit) => Number(digit) / 8),
  );
const places = (rows: string[], least = 0.5) => peaksOf(map(...rows), least).map(({ x, y }) => [x, y]);

it('finds what is higher than all its neighbours, the highest first, with its value', () => {
  expect(peaksOf(map('00000', '04000', '00000', '00060', '00000'), 0.5)).toEqual([
    { x: 3.5, y: 3.5, value: 0.75 },
    { x: 1.5, y: 1.5, value: 0.5 },
  ]);
});

it.each([
  ['above and left', ['600', '050', '000']],
  ['above', ['060', '050', '000']],
  ['above and right', ['006', '050', '000']],
  ['left', ['000', '650', '000']],
  ['right', ['000', '056', '000']],
  ['below and left', ['000', '050', '600']],
  ['below', ['000', '050', '060']],
  ['below and right', ['000', '050', '006']],
])('finds none beside what is higher %s', (_, rows) => {
  expect(places(rows)).toEqual([]);
});

it('leaves out what is lower than asked for, not what is as high', () => {
  expect(places(['000', '040', '000'], 0.5)).toEqual([[1.5, 1.5]]);
  expect(places(['000', '030', '000'], 0.5)).toEqual([]);
});

it('takes the first of equal neighbours, by rows', () => {
  expect(places(['00000', '05500', '05500', '00000'])).toEqual([[1.5, 1.5]]);
  expect(places(['0000', '0050', '0500', '0000'])).toEqual([[2.5, 1.5]]);
});

it('finds none on the border of the map, and all that are a pixel away from it', () => {
  expect(places(['5005', '0000', '0000', '5005'])).toEqual([]);
  expect(places(['00000', '05050', '00000', '05050', '00000'])).toEqual([
    [1.5, 1.5],
    [3.5, 1.5],
    [1.5, 3.5],
    [3.5, 3.5],
  ]);
});

it('measures straight distances', () => {
  expect(distance({ x: 1, y: 2 }, { x: 4, y: -2 })).toBe(5);
});
