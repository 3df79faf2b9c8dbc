/** Ends of strokes that meet: they are brought together, and stay together while strokes move. */
import { POINT_STRIDE, type Strokes } from '../strokes/stroke.ts';

const JOINTS = {
  /** Ends nearer to each other than this meet, canvas pixels: a stroke of default width hides so small a gap. */
  reach: 2.5,
};

/** Groups of ends that meet, each by its points' indices in (S, 4), at least two; of the first `frozen` strokes none. */
export type Joints = readonly (readonly number[])[];

export function findJoints({ points }: Strokes, frozen = 0, reach = JOINTS.reach): Joints {
  const ends: number[] = [];
  for (let s = frozen; s < points.length / POINT_STRIDE; s++) ends.push(4 * s, 4 * s + 3);
  const near = (a: number, b: number) =>
    Math.hypot(points[2 * a] - points[2 * b], points[2 * a + 1] - points[2 * b + 1]) <= reach;
  const groups: number[][] = [];
  for (const end of ends) {
    const group = groups.find((members) => members.every((member) => near(member, end)));
    if (group) group.push(end);
    else groups.push([end]);
  }
  return groups.filter((members) => members.length > 1);
}

/** The strokes with the ends of each joint at their mean. */
export function closeJoints(strokes: Strokes, joints: Joints): Strokes {
  return { ...strokes, points: meanAtJoints(strokes.points, joints) };
}

/** The strokes with ends that meet at one point, but for the first `frozen`: what optimising begins with. */
export function joinEnds(strokes: Strokes, frozen = 0): Strokes {
  return closeJoints(strokes, findJoints(strokes, frozen));
}

/** A gradient on the points (S, 4, 2) that moves the ends of a joint alike: their mean. */
export function meanAtJoints(values: Float64Array, joints: Joints): Float64Array {
  const out = Float64Array.from(values);
  for (const members of joints) {
    for (const axis of [0, 1]) {
      const mean = members.reduce((sum, end) => sum + values[2 * end + axis], 0) / members.length;
      for (const end of members) out[2 * end + axis] = mean;
    }
  }
  return out;
}
