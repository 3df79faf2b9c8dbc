import { expect, it } from 'vitest';
import {
  checkEncodable,
  formatOf,
  isPlotterFormat,
  maxSizeOf,
  moves,
  OUTPUT_FORMATS,
  showsOrder,
  takesPlotterPage,
} from '../../src/output/formats.ts';

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

it('knows other names of formats, and which move or are plotters’', () => {
  expect(['a.plt', 'a.hpg', 'a.nc', 'a.NGC', 'a.jpeg'].map(formatOf)).toEqual([
    'hpgl',
    'hpgl',
    'gcode',
    'gcode',
    'jpg',
  ]);
  const kinds = OUTPUT_FORMATS.map((format) => [
    moves(format, false),
    moves(format, true),
    isPlotterFormat(format),
    takesPlotterPage(format),
  ]);
  const which = (k: number) => OUTPUT_FORMATS.filter((_, i) => kinds[i]![k]);
  expect(which(0)).toEqual(['gif', 'mp4']);
  expect(which(1)).toEqual(['svg', 'webp', 'gif', 'mp4']);
  expect(which(2)).toEqual(['hpgl', 'gcode', 'dxf']);
  expect(which(3)).toEqual(['svg', 'pdf', 'hpgl', 'gcode', 'dxf']);
});

it('takes sizes up to the limit, and names the format that a larger one is too much for', async () => {
  await checkEncodable(['gif', 'svg', 'png'], { size: 4096 });
  await checkEncodable(['webp'], { size: 16383 });
  await checkEncodable(['png'], {});
  await expect(checkEncodable(['png', 'gif'], { size: 4097 })).rejects.toThrow(
    'at most 4096 pixels, as .gif needs it',
  );
  await expect(checkEncodable(['webp'], { size: 16384 })).rejects.toThrow(
    'at most 16383 pixels, as .webp needs it',
  );
  await expect(checkEncodable(['webp'], { size: 4097, animate: true })).rejects.toThrow(
    'at most 4096 pixels',
  );
});
