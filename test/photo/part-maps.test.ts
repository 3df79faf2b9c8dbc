import { describe, expect, it } from 'vitest';
import { mapParts } from '../../src/photo/part-maps.ts';
import type { TokenGrid } from '../../src/photo/reader.ts';
import { drawPicture } from '../helpers/pictures.ts';

const DIM = 6;

function gridOf(rows: number, columns: number, token: (row: number, column: number) => number[]): TokenGrid {
  const data = Float32Array.from(
    Array.from({ length: rows * columns }, (_, i) => token(Math.floor(i / columns), i % columns)).flat(),
  );
  return { rows, columns, width: DIM, data, photo: { x: 0, y: 0, width: columns, height: rows } };
}

describe('mapParts', () => {
  const [width, height] = [96, 64];
  const image = drawPicture(width, height, (c) => {
    c.fillStyle = '#c03020';
    c.fillRect(0, 0, 45, height);
    c.fillStyle = '#2040a0';
    c.fillRect(45, 0, width - 45, height);
  });
  /** Patches of 16 px: the part changes between the third and the fourth column of six, at x = 48. */
  const tokens = gridOf(4, 6, (row, column) => [column < 3 ? 1 : -1, 1, 0.02 * row, 0.01 * column, 0, 0]);

  it('step where the photo has its edge between two parts, not where the patches end', () => {
    const [{ data }] = mapParts(tokens, image);
    const row = data.slice(32 * width, 33 * width);
    const steps = Array.from({ length: width - 1 }, (_, x) => Math.abs(row[x + 1] - row[x]));
    expect(steps.indexOf(Math.max(...steps))).toBe(44);
    expect(Math.sign(row[10])).toBe(-Math.sign(row[80]));
  });
});
