import { endOf, type LineEnd, type Point, type Polyline, pointsOf, resampleLine } from '../lines/polyline.ts';

/** Limbs grow out of something: their middle lines go on until they meet it. */

export const ATTACHMENT = {
  /** Pixels up to which an end looks for another line. */
  reach: 20,
  /** Largest angle in degrees between an end's direction and the way to the other line. */
  angle: 60,
};

/** Each open line goes on to the nearest point of another line or of `others` that lies ahead of its end. */
export function attachEnds(
  lines: readonly Polyline[],
  others: readonly Polyline[],
  params = ATTACHMENT,
): Polyline[] {
  const all = [...lines, ...others].map(({ xy }) => pointsOf(xy));
  return lines.map((line, k) => {
    if (line.closed) return line;
    const elsewhere = all.toSpliced(k, 1).flat();
    const [start, end] = [true, false].map((first) => nearestAhead(endOf(line, first), elsewhere, params));
    const points = [...(start ? [start] : []), ...all[k], ...(end ? [end] : [])];
    return resampleLine(points);
  });
}

function nearestAhead(
  { at, direction }: LineEnd,
  points: readonly Point[],
  { reach, angle }: typeof ATTACHMENT,
): Point | null {
  const ahead = Math.cos((angle * Math.PI) / 180);
  let nearest: Point | null = null;
  let shortest = reach;
  for (const point of points) {
    const [x, y] = [point[0] - at[0], point[1] - at[1]];
    const distance = Math.hypot(x, y);
    if (distance >= shortest || direction[0] * x + direction[1] * y < ahead * distance) continue;
    shortest = distance;
    nearest = point;
  }
  return nearest;
}
