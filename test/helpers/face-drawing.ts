/** A face's drawing as found, for tests of what is made of it. */
import type { FaceDrawing } from '../../src/seeing/face-lines.ts';

/** A face from the front, 100 high, from (0, 0) to (80, 100). */
export function drawingOfFace(lines: FaceDrawing['lines']): FaceDrawing {
  return {
    irises: { right: { x: 25, y: 40, radius: 4 }, left: { x: 55, y: 40, radius: 4 } },
    outline: [
      { x: 0, y: 0 },
      { x: 80, y: 0 },
      { x: 80, y: 100 },
      { x: 0, y: 100 },
    ],
    angle: 0,
    height: 100,
    shaded: 'right',
    turn: 0,
    openness: 0,
    lines,
  };
}
