import { describe, expect, it } from 'vitest';
import { clearUnsureParts } from '../../src/photo/mask-parts.ts';
import { constantPlane } from '../helpers/pictures.ts';

const SIZE = 60;

interface Block {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How sure the map is in it. */
  readonly sure?: number;
  /** The mask in it. */
  readonly mask?: number;
}

/** 400 cells in the middle, of which the map is sure. */
const MAIN: Block = { x: 20, y: 20, width: 20, height: 20 };

function forEachCell({ x, y, width, height }: Block, visit: (i: number) => void): void {
  for (let v = y; v < y + height; v++) for (let u = x; u < x + width; u++) visit(v * SIZE + u);
}

/** Whether `block` beside MAIN is still there, and MAIN with it. */
function stays(block: Block, ...more: readonly Block[]): boolean {
  const mask = constantPlane(SIZE, SIZE, 0);
  const map = constantPlane(SIZE, SIZE, 0);
  for (const each of [MAIN, block, ...more]) {
    forEachCell(each, (i) => {
      mask.data[i] = each.mask ?? 1;
      map.data[i] = each.sure ?? 1;
    });
  }
  clearUnsureParts(mask, map);
  forEachCell(MAIN, (i) => expect(mask.data[i]).toBe(1));
  const left = new Set<boolean>();
  forEachCell(block, (i) => left.add(mask.data[i] > 0));
  expect(left.size).toBe(1);
  return left.has(true);
}

describe('parts of a mask', () => {
  // 80 cells, a fifth of the main part
  const upright = { width: 8, height: 10 };
  const lying = { width: 10, height: 8 };

  it.each<[string, Block, Block]>([
    ['left', { x: 0, y: 25, ...upright }, { x: 1, y: 25, ...upright }],
    ['right', { x: 52, y: 25, ...upright }, { x: 51, y: 25, ...upright }],
    ['top', { x: 25, y: 0, ...lying }, { x: 25, y: 1, ...lying }],
    ['bottom', { x: 25, y: 52, ...lying }, { x: 25, y: 51, ...lying }],
  ])(
    'that the %s edge cuts off go, if they are not large; one cell further in they stay',
    (_, cut, whole) => {
      expect(stays(cut)).toBe(false);
      expect(stays(whole)).toBe(true);
    },
  );

  it('that an edge cuts off stay when they are large', () => {
    expect(stays({ x: 0, y: 20, width: 8, height: 20 })).toBe(true);
  });

  it('stay when they hold a tenth of the main part’s sureness, and go below', () => {
    expect(stays({ x: 50, y: 25, width: 5, height: 8 })).toBe(true);
    expect(stays({ x: 50, y: 25, width: 4, height: 8 })).toBe(false);
  });

  it('go when the map is half as sure of them', () => {
    expect(stays({ x: 47, y: 20, width: 12, height: 20, sure: 0.55 })).toBe(true);
    expect(stays({ x: 47, y: 20, width: 12, height: 20, sure: 0.45 })).toBe(false);
  });

  it('belong to the main part up to 6 cells away', () => {
    const unsure = { y: 25, width: 8, height: 10, sure: 0.4 };
    expect(stays({ x: 45, ...unsure })).toBe(true);
    expect(stays({ x: 46, ...unsure })).toBe(false);
  });

  it('that are dim go beyond 6 cells from what is solid', () => {
    expect(stays({ x: 40, y: 25, width: 6, height: 10, mask: 0.3 })).toBe(true);
    expect(
      stays(
        { x: 46, y: 25, width: 2, height: 10, mask: 0.3 },
        { x: 40, y: 25, width: 6, height: 10, mask: 0.3 },
      ),
    ).toBe(false);
  });

  it('are none in an empty mask', () => {
    const mask = constantPlane(SIZE, SIZE, 0);
    clearUnsureParts(mask, constantPlane(SIZE, SIZE, 0));
    expect(mask.data.every((v) => v === 0)).toBe(true);
  });
});
