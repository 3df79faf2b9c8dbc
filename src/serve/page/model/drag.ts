/** Moving strokes and control points. */
import { type Cubic, changeStroke, type Drawing, strokeById } from './drawing.ts';
import { controlPoint, distance, type Point } from './geometry.ts';
import type { Handle } from './hit.ts';

/** Ends closer than this are joined, in units of the paper: above the rounding of files, below any pen's width. */
const JOINT_DISTANCE = 0.5;

/** The inner control point that belongs to an end and sets its direction. */
const ARM: Readonly<Record<0 | 3, Handle>> = { 0: 1, 3: 2 };

/**
 * The drawing with one control point moved by (dx, dy). With an end move its inner control point, so that the stroke keeps its direction
 * there, and the ends of other strokes that are joined to it.
 */
export function moveHandle(drawing: Drawing, id: number, handle: Handle, by: Point): Drawing {
  const stroke = strokeById(drawing, id);
  if (!stroke) return drawing;
  if (handle === 1 || handle === 2)
    return changeStroke(drawing, id, (one) => ({ ...one, points: shifted(one.points, [handle], by) }));
  const joint = controlPoint(stroke.points, handle);
  return {
    ...drawing,
    strokes: drawing.strokes.map((one) => {
      const ends = ([0, 3] as const).filter((end) =>
        one.id === id ? end === handle || meets(one.points, end, joint) : meets(one.points, end, joint),
      );
      if (ends.length === 0) return one;
      return {
        ...one,
        points: shifted(
          one.points,
          ends.flatMap((end) => [end, ARM[end]]),
          by,
        ),
      };
    }),
  };
}

/** The drawing with a whole stroke moved; its joints are broken. */
export function moveStroke(drawing: Drawing, id: number, by: Point): Drawing {
  return changeStroke(drawing, id, (one) => ({ ...one, points: shifted(one.points, [0, 1, 2, 3], by) }));
}

function meets(points: Cubic, end: Handle, joint: Point): boolean {
  return distance(controlPoint(points, end), joint) <= JOINT_DISTANCE;
}

function shifted(points: Cubic, handles: readonly Handle[], { x, y }: Point): Cubic {
  return points.map((value, i) =>
    handles.includes((i >> 1) as Handle) ? value + (i % 2 === 0 ? x : y) : value,
  );
}
