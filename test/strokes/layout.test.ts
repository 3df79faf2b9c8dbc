import { expect, it } from 'vitest';
import { sideBySide } from '../../src/strokes/layout.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

it('places sketches in a row at one height', () => {
  const small = { width: 50, height: 50, strokes: uniformStrokes([0, 0, 10, 10, 20, 20, 50, 50], 2) };
  const large = { width: 200, height: 100, strokes: uniformStrokes([0, 0, 20, 20, 40, 40, 200, 100], 2) };
  const row = sideBySide([small, large], 10);
  expect([row.width, row.height]).toEqual([160, 50]);
  expect([...row.strokes.points.subarray(8)]).toEqual([60, 0, 70, 10, 80, 20, 160, 50]);
  expect([...row.strokes.widths]).toEqual([2, 1]);
});
