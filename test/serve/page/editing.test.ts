/** The page's drawing: what is hit, moved, drawn by hand and undone. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/lines/fit.ts';
import { moveHandle, moveStroke } from '../../../src/serve/page/model/drag.ts';
import {
  addStroke,
  type Drawing,
  neighbour,
  removeStroke,
  toDrawing,
  togglePin,
} from '../../../src/serve/page/model/drawing.ts';
import { cubicFromTrail } from '../../../src/serve/page/model/freehand.ts';
import { distanceToCubic, pathData } from '../../../src/serve/page/model/geometry.ts';
import { commit, redo, startHistory, undo } from '../../../src/serve/page/model/history.ts';
import { hitHandle, hitStroke } from '../../../src/serve/page/model/hit.ts';

const line = (x0: number, y0: number, x1: number, y1: number) =>
  [0, 1, 2, 3].flatMap((k) => [x0 + ((x1 - x0) * k) / 3, y0 + ((y1 - y0) * k) / 3]);
const drawingOf = (...lines: readonly number[][]): Drawing =>
  toDrawing({ width: 100, height: 100, strokes: lines.map((points) => ({ points, width: 3 })) });

describe('distance to a curve', () => {
  it('is that to a straight line, beyond its ends too', () => {
    const points = line(10, 10, 40, 10);
    expect(distanceToCubic(points, { x: 20, y: 17 })).toBeCloseTo(7);
    expect(distanceToCubic(points, { x: 43, y: 14 })).toBeCloseTo(5);
  });

  it('vanishes on a bent curve', () => {
    const points = [0, 0, 40, 80, 80, -40, 100, 60];
    const [x, y] = evaluate(Float64Array.from(points), 0.37);
    expect(distanceToCubic(points, { x, y })).toBeLessThan(0.1);
  });
});

it('path data has two decimals at most', () => {
  expect(pathData([1, 2.005, 3.1234, 4, 5, 6, 7, 8.999])).toBe('M1 2C3.12 4 5 6 7 9');
});

describe('hitting', () => {
  const drawing = drawingOf(line(0, 10, 90, 10), line(0, 20, 90, 20), line(50, 0, 50, 90));

  it('takes the nearest stroke within reach, and none beyond it', () => {
    expect(hitStroke(drawing, { x: 20, y: 13.5 }, 5)).toBe(0);
    expect(hitStroke(drawing, { x: 20, y: 16.5 }, 5)).toBe(1);
    expect(hitStroke(drawing, { x: 20, y: 40 }, 5)).toBeNull();
  });

  it('takes the topmost of strokes that cross', () => {
    expect(hitStroke(drawing, { x: 50, y: 10 }, 5)).toBe(2);
  });

  it('counts the width of the ink', () => {
    const thick = { ...drawing, strokes: [{ ...drawing.strokes[0], width: 20 }] };
    expect(hitStroke(thick, { x: 20, y: 19 }, 1)).toBe(0);
    expect(hitStroke(thick, { x: 20, y: 22 }, 1)).toBeNull();
  });

  it('prefers an end to a control point that lies on it', () => {
    const stroke = { id: 0, points: [0, 0, 0, 0, 60, 60, 90, 60], width: 3, pinned: false };
    expect(hitHandle(stroke, { x: 1, y: 1 }, 5)).toBe(0);
    expect(hitHandle(stroke, { x: 61, y: 60 }, 5)).toBe(2);
    expect(hitHandle(stroke, { x: 30, y: 30 }, 5)).toBeNull();
  });
});

describe('moving', () => {
  const corner = drawingOf(line(0, 0, 30, 0), line(30.2, 0, 30, 30), line(60, 60, 90, 60));
  const by = { x: 5, y: -2 };

  it('takes ends that meet along, each with its arm', () => {
    const moved = moveHandle(corner, 0, 3, by).strokes;
    expect(moved[0].points).toEqual([0, 0, 10, 0, 25, -2, 35, -2]);
    expect(moved[1].points.slice(0, 4)).toEqual(
      [35.2, -2, 30.2 - 0.2 / 3 + 5, 8].map((n) => expect.closeTo(n)),
    );
    expect(moved[1].points.slice(4)).toEqual(corner.strokes[1].points.slice(4));
    expect(moved[2]).toBe(corner.strokes[2]);
  });

  it('closes no stroke onto its own other end, but keeps a closed one closed', () => {
    const loop = drawingOf([0, 0, 30, 0, 30, 30, 0, 0]);
    expect(moveHandle(loop, 0, 0, by).strokes[0].points).toEqual([5, -2, 35, -2, 35, 28, 5, -2]);
  });

  it('moves a control point alone', () => {
    const moved = moveHandle(corner, 0, 1, by).strokes;
    expect(moved[0].points).toEqual([0, 0, 15, -2, 20, 0, 30, 0]);
    expect(moved[1]).toBe(corner.strokes[1]);
  });

  it('moves a whole stroke away from its neighbours', () => {
    const moved = moveStroke(corner, 0, by).strokes;
    expect(moved[0].points).toEqual([5, -2, 15, -2, 25, -2, 35, -2]);
    expect(moved[1]).toBe(corner.strokes[1]);
  });

  it('knows no stroke that is gone', () => {
    expect(moveHandle(corner, 9, 0, by)).toBe(corner);
  });
});

describe('a line by hand', () => {
  it('is the cubic it followed', () => {
    const truth = Float64Array.from([10, 10, 40, 80, 70, -20, 95, 60]);
    const trail = Array.from({ length: 60 }, (_, k) => evaluate(truth, k / 59)).flat();
    const fitted = cubicFromTrail(trail)!;
    for (const t of [0, 0.2, 0.5, 0.8, 1]) {
      const [x, y] = evaluate(truth, t);
      expect(distanceToCubic(fitted, { x, y })).toBeLessThan(1);
    }
    expect(fitted.slice(6)).toEqual([95, 60]);
  });

  it('ends where the pointer was let go, however slowly it went', () => {
    const trail = Array.from({ length: 400 }, (_, k) => [k * 0.1, 5]).flat();
    expect(cubicFromTrail(trail)!.slice(6)).toEqual([expect.closeTo(39.9), 5]);
  });

  it('is none for a click or a tremble', () => {
    expect(cubicFromTrail([])).toBeNull();
    expect(cubicFromTrail([5, 5])).toBeNull();
    expect(cubicFromTrail([5, 5, 5.4, 5.2, 5, 5])).toBeNull();
  });
});

describe('strokes', () => {
  const drawing = drawingOf(line(0, 0, 9, 0), line(0, 5, 9, 5));

  it('get ids that no other has, also after others went', () => {
    const { drawing: more, id } = addStroke(removeStroke(drawing, 0), line(0, 9, 9, 9), 3);
    expect(id).toBe(2);
    expect(more.strokes.map((stroke) => stroke.id)).toEqual([1, 2]);
    expect(addStroke(removeStroke(removeStroke(drawing, 0), 1), line(0, 9, 9, 9), 3).id).toBe(0);
  });

  it('are pinned and let go', () => {
    const pinned = togglePin(drawing, 1);
    expect(pinned.strokes.map((stroke) => stroke.pinned)).toEqual([false, true]);
    expect(togglePin(pinned, 1).strokes[1].pinned).toBe(false);
  });

  it('are gone through in a circle', () => {
    expect([neighbour(drawing, null, 1), neighbour(drawing, null, -1)]).toEqual([0, 1]);
    expect([neighbour(drawing, 1, 1), neighbour(drawing, 0, -1)]).toEqual([0, 1]);
    expect(neighbour(removeStroke(removeStroke(drawing, 0), 1), null, 1)).toBeNull();
  });
});

it('history goes back and forth, and forgets what was undone when something new comes', () => {
  let history = startHistory('a');
  history = commit(commit(history, 'b'), 'c');
  expect(commit(history, 'c')).toBe(history);
  history = undo(undo(history));
  expect(history.present).toBe('a');
  expect(undo(history)).toBe(history);
  history = redo(history);
  expect(history.present).toBe('b');
  history = commit(history, 'd');
  expect(redo(history)).toBe(history);
  expect(undo(history).present).toBe('b');
});
