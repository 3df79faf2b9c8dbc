/** Hit tests: which stroke or control point lies under the pointer. */
import type { Drawing, EditableStroke } from './drawing.ts';
import { controlPoint, distance, distanceToCubic, type Point } from './geometry.ts';

/** Control points of a stroke: its ends are 0 and 3. */
export type Handle = 0 | 1 | 2 | 3;
/** The part of the selected stroke that is dragged. */
export type Grip = Handle | 'whole';

/** Ends are tested first, or an inner control point on top of one would hide it. */
const HANDLES: readonly Handle[] = [0, 3, 1, 2];

/**
 * The topmost stroke whose ink covers the point, else the nearest one within reach.
 * @param reach how far from a stroke's ink a point may be, in units of the paper
 */
export function hitStroke(drawing: Drawing, point: Point, reach: number): number | null {
  let nearest = reach;
  let found: number | null = null;
  for (const { id, points, width } of drawing.strokes) {
    const away = Math.max(0, distanceToCubic(points, point) - width / 2);
    if (away <= nearest) [nearest, found] = [away, id];
  }
  return found;
}

/** The nearest control point of the stroke within reach. */
export function hitHandle(stroke: EditableStroke, point: Point, reach: number): Handle | null {
  let nearest = reach;
  let found: Handle | null = null;
  for (const handle of HANDLES) {
    const away = distance(controlPoint(stroke.points, handle), point);
    if (away < nearest || (found === null && away <= reach)) [nearest, found] = [away, handle];
  }
  return found;
}
