/** Photos and drawings as the server keeps them, with as little said as a test needs. */
import type { DrawingState, PhotoState } from '../../src/serve/state.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';

/** A drawing of as many level lines as asked for, one below the other. */
export function linesSketch(count: number): DrawingState['sketch'] {
  const points = Array.from({ length: count }, (_, k) => [
    5,
    5 + 4 * k,
    20,
    5 + 4 * k,
    35,
    5 + 4 * k,
    50,
    5 + 4 * k,
  ]);
  return { width: 60, height: 5 + 4 * count, strokes: uniformStrokes(points.flat(), 3) };
}

export function drawingState(own: Partial<DrawingState> = {}): DrawingState {
  return {
    ...{ id: 'd1', photo: 'p1', kind: 'drawn', job: 'j1', of: null, options: {}, mask: 'auto' },
    ...{ maskState: null, pinned: null, sketch: linesSketch(1), making: null, losses: { 0: 0.5 }, seed: 0 },
    ...{ loss: 0.5, aborted: false, warnings: [], seconds: 2.5, earlier: null, edited: null, pins: [] },
    ...own,
  };
}

export function photoState(own: Partial<PhotoState> = {}): PhotoState {
  return {
    ...{ id: 'p1', name: 'a.jpg', source: 'upload', read: async () => new Uint8Array(), width: 0, height: 0 },
    ...{ problem: null, star: false, mask: null, masks: [], things: null, drawing: null, drawings: [] },
    ...{ saved: [], ...own },
  };
}
