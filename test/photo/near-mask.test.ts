import { describe, expect, it } from 'vitest';
import { addFromNear } from '../../src/photo/near-mask.ts';
import type { TokenGrid } from '../../src/photo/reader.ts';
import { mapValues, type Plane } from '../../src/raster/raster.ts';
import { constantPlane } from '../helpers/pictures.ts';

/** Patches of 10 pixels; a thing fills the columns 3 to 6, and what stands behind it 7 and 8. */
const PATCHES = 10;
const SIZE = 100;
const isThing = (column: number) => column >= 3 && column <= 6;

const TOKENS: TokenGrid = {
  ...{ rows: PATCHES, columns: PATCHES, width: 3 },
  data: Float32Array.from({ length: PATCHES * PATCHES * 3 }, (_, i) => {
    const column = Math.floor(i / 3) % PATCHES;
    const kind = isThing(column) ? 0 : column === 7 || column === 8 ? 1 : 2;
    return Number(i % 3 === kind) + 0.1;
  }),
  photo: { x: 0, y: 0, width: PATCHES, height: PATCHES },
};

/** A mask of the columns from one pixel up to another. */
const columns = (from: number, to: number, value = 1): Plane =>
  mapValues(constantPlane(SIZE, SIZE, 0), (_, i) => (i % SIZE >= from && i % SIZE < to ? value : 0));

const added = (mask: Plane, near: Plane) => [...addFromNear(mask, near, TOKENS).data.subarray(0, SIZE)];

describe('a mask from near', () => {
  const everything = columns(0, SIZE);

  it('gets what looks like the thing, as far as it is the subject from near', () => {
    const mask = columns(30, 65);
    const row = added(mask, columns(30, 68));
    expect(row.slice(30, 67)).toEqual(Array(37).fill(1));
    expect(row[69]).toBe(0);
    expect(added(mask, everything)[67]).toBeGreaterThan(0.9);
  });

  it('gets nothing of another thing, and nothing far away', () => {
    const row = added(columns(30, 70), everything);
    expect(Math.max(...row.slice(76), ...row.slice(0, 24))).toBe(0);
    const short = added(columns(30, 55), everything);
    expect(short[60]).toBe(1);
    expect(short.slice(61).every((v) => v === 0)).toBe(true);
  });

  it('loses nothing that it had, whatever is seen from near', () => {
    const soft = columns(30, 65, 0.7);
    expect(addFromNear(soft, columns(0, 0), TOKENS).data).toEqual(soft.data);
  });

  it('stays as it is where it holds everything, or nothing', () => {
    for (const mask of [everything, columns(0, 0)])
      expect(addFromNear(mask, everything, TOKENS).data).toEqual(mask.data);
  });
});
