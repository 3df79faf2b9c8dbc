/** What of a drawing lies under the pointer. */
import type { Drawing, EditableStroke } from './drawing.ts';
import { controlPoint, distance, distanceToCubic, type Point } from './geometry.ts';

/** Control points of a stroke: its ends are 0 and 3. */
export type Handle = 0 | 1 | 2 | 3;
/** What of the selected stroke is moved. */
export type Grip = Handle | 'whole';

/** Ends first: a control point that lies on its end would hide it. */
const HANDLES: readonly Handle[] = [0, 3, 1, 2];

/**
 * The stroke nearest to the point; of those whose ink lies under it, the topmost.
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
