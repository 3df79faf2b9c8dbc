/** The page's addresses, keys, masks and pens. */
import { describe, expect, it } from 'vitest';
import { toDrawing } from '../../../src/serve/page/model/drawing.ts';
import { editCommand, historyCommand } from '../../../src/serve/page/model/edit-keys.ts';
import { greyOf, isInside, maskFromRgba, paintLine, veilOf } from '../../../src/serve/page/model/mask.ts';
import { exportStyle, PLAIN_LOOK, toSketchData } from '../../../src/serve/page/model/pens.ts';
import { readRoute, writeRoute } from '../../../src/serve/page/model/route.ts';

describe('addresses', () => {
  it.each([{ page: 'photos' } as const, { page: 'photo', photo: 'a/b c#', view: 'edit' } as const])(
    'lead back to %o',
    (route) => {
      expect(readRoute(writeRoute(route))).toEqual(route);
    },
  );

  it('that say nothing lead to all photos, or to a photo’s drawing', () => {
    expect(readRoute('')).toEqual({ page: 'photos' });
    expect(readRoute('#/elsewhere/3')).toEqual({ page: 'photos' });
    expect(readRoute('#/photo/7/nonsense')).toEqual({ page: 'photo', photo: '7', view: 'drawing' });
  });
});

describe('keys', () => {
  const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

  it('move by one, with Shift by ten', () => {
    expect(editCommand({ ...plain, key: 'ArrowUp' })).toEqual({ do: 'nudge', x: 0, y: -1 });
    expect(editCommand({ ...plain, key: 'ArrowRight', shiftKey: true })).toEqual({
      do: 'nudge',
      x: 10,
      y: 0,
    });
  });

  it('take hold of the stroke or of one of its points', () => {
    expect(editCommand({ ...plain, key: '0' })).toEqual({ do: 'grip', grip: 'whole' });
    expect(editCommand({ ...plain, key: '4' })).toEqual({ do: 'grip', grip: 3 });
  });

  it('are left to the browser with Ctrl, but for undo and redo', () => {
    expect(editCommand({ ...plain, key: 'p', ctrlKey: true })).toBeNull();
    expect(historyCommand({ ...plain, key: 'z', ctrlKey: true })).toEqual({ do: 'undo' });
    expect(historyCommand({ ...plain, key: 'Z', metaKey: true, shiftKey: true })).toEqual({ do: 'redo' });
    expect(historyCommand({ ...plain, key: 'y', ctrlKey: true })).toEqual({ do: 'redo' });
    expect(historyCommand({ ...plain, key: 'z' })).toBeNull();
  });
});

describe('a mask', () => {
  const empty = { width: 20, height: 10, data: new Uint8ClampedArray(200) };
  const painted = paintLine(empty, { x: 5, y: 5 }, { x: 15, y: 5 }, { radius: 2, value: 255 });
  const count = (data: Uint8ClampedArray) => data.reduce((sum, value) => sum + Number(value === 255), 0);

  it('has what the brush has passed over, and nothing else', () => {
    expect(isInside(painted, [0.5, 0.5])).toBe(true);
    expect(isInside(painted, [0.5, 0.05])).toBe(false);
    // a capsule of length 10 and radius 2: 40 + 4 pi pixels
    expect(Math.abs(count(painted.data) - 40 - 4 * Math.PI)).toBeLessThan(4);
    expect(count(empty.data)).toBe(0);
  });

  it('loses what is rubbed out, and keeps within its bounds', () => {
    const rubbed = paintLine(painted, { x: -5, y: 5 }, { x: 50, y: 5 }, { radius: 3, value: 0 });
    expect(count(rubbed.data)).toBe(0);
  });

  it('is the same after it was a picture', () => {
    expect(maskFromRgba(greyOf(painted), 20, 10)).toEqual(painted);
  });

  it('veils what is left out, with a line round what is not', () => {
    const rgba = veilOf(painted, [1, 2, 3], [4, 5, 6]);
    const at = (x: number, y: number) => [...rgba.slice(4 * (y * 20 + x), 4 * (y * 20 + x) + 4)];
    expect(at(0, 0)).toEqual([1, 2, 3, expect.closeTo(199, 0)]);
    expect(at(10, 6)).toEqual([4, 5, 6, 255]);
    const large = { width: 9, height: 9, data: new Uint8ClampedArray(81).fill(255) };
    expect(veilOf(large, [1, 2, 3], [4, 5, 6])[4 * 40 + 3]).toBe(0);
  });
});

describe('pens', () => {
  const drawing = toDrawing({
    width: 9,
    height: 9,
    strokes: [{ points: [0, 0, 1, 1, 2, 2, 3, 3], width: 3 }],
  });

  it('change nothing that was not chosen', () => {
    expect(exportStyle(PLAIN_LOOK)).toEqual({});
    expect(toSketchData(drawing)).toEqual({
      width: 9,
      height: 9,
      strokes: [{ points: [0, 0, 1, 1, 2, 2, 3, 3], width: 3 }],
    });
  });

  it('give all strokes their width', () => {
    expect(toSketchData(drawing, { ...PLAIN_LOOK, width: 7 }).strokes[0].width).toBe(7);
    expect(exportStyle({ width: 7, ink: '#123456', paper: '#ffffff' })).toEqual({
      color: '#123456',
      paper: '#ffffff',
    });
  });
});
