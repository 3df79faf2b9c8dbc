import { expect, it } from 'vitest';
import { onTokens } from '../../src/photo/on-tokens.ts';
import type { TokenGrid } from '../../src/photo/reader.ts';
import { planeOf } from '../helpers/pictures.ts';

/** Rises by 1 from column to column, and by 10 from row to row, of 6 x 4 tokens. */
const map = planeOf(60, 40, (x, y) => x / 10 + y);

/** Values at the tokens of the photo that do not touch its border. */
function within(columns: number, rows: number, x: number, y: number): number[] {
  const photo = { x, y, width: 6, height: 4 };
  const grid: TokenGrid = { columns, rows, width: 1, data: new Float32Array(columns * rows), photo };
  const values = onTokens(map, grid);
  expect(values).toHaveLength(columns * rows);
  return [1, 2].flatMap((row) => [1, 2, 3, 4].map((column) => values[(y + row) * columns + x + column]!));
}
const expected = [1, 2].flatMap((row) => [1, 2, 3, 4].map((column) => column + 0.5 + 10 * (row + 0.5)));

it.each([
  ['a photo that fills its canvas', 6, 4, 0, 0],
  ['a photo with margins beside it', 9, 4, 2, 0],
  ['a photo with margins above and below', 6, 8, 0, 3],
])('puts a map on the tokens of %s', (_, columns, rows, x, y) => {
  within(columns, rows, x, y).forEach((v, i) => {
    expect(v).toBeCloseTo(expected[i]!, 3);
  });
});
