import { expect, it } from 'vitest';
import { maxSizeOf, showsOrder } from '../../src/output/formats.ts';

const HISTORY = { history: [] };

it('shows the order of strokes where a drawing is seen being drawn, not where an optimisation is', () => {
  for (const format of ['svg', 'webp'] as const) {
    expect(showsOrder(format, {})).toBe(false);
    expect(showsOrder(format, { animate: true })).toBe(true);
    expect(showsOrder(format, { animate: true, ...HISTORY })).toBe(false);
  }
  for (const format of ['gif', 'mp4'] as const) {
    expect(showsOrder(format, {})).toBe(true);
    expect(showsOrder(format, HISTORY)).toBe(false);
  }
  expect(showsOrder('png', { animate: true })).toBe(false);
});

it('limits the size of films more than that of pictures, and of vectors not at all', () => {
  const film = maxSizeOf('gif', {});
  expect(maxSizeOf('mp4', {})).toBe(film);
  expect(maxSizeOf('webp', { animate: true })).toBe(film);
  expect(maxSizeOf('webp', HISTORY)).toBe(film);
  expect(maxSizeOf('webp', {})).toBe(16383);
  expect(film).toBeLessThan(16383);
  for (const format of ['svg', 'png', 'pdf'] as const) {
    expect(maxSizeOf(format, {})).toBe(Number.POSITIVE_INFINITY);
  }
  expect(maxSizeOf('svg', { animate: true })).toBe(Number.POSITIVE_INFINITY);
});
