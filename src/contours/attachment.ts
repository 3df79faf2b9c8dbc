import { endOf, type Line, type Point, pointsOf, resampleLine } from '../lines/polyline.ts';

/** Limbs grow out of something: their middle lines go on until they meet it. */

/** Pixels up to which an end looks for another line. */
const REACH = 20;
/** Largest angle between an end's direction and the way to the other line: its cosine. */
const AHEAD = Math.cos((60 * Math.PI) / 180);

/** Each open line goes on to the nearest point of another line or of `others` that lies ahead of its end. */
export function attachEnds(lines: readonly Line[], others: readonly Line[]): Line[] {
  const all = [...lines, ...others].map(({ xy }) => pointsOf(xy));
  return lines.map((line, k) => {
    if (line.closed) return line;
    const elsewhere = all.toSpliced(k, 1).flat();
    const [start, end] = [true, false].map((first) => nearestAhead(line, first, elsewhere));
    const points = [...(start ? [start] : []), ...all[k], ...(end ? [end] : [])];
    return { xy: resampleLine(points), closed: false };
  });
}

function nearestAhead(line: Line, first: boolean, points: readonly Point[]): Point | null {
  const { at, direction } = endOf(line, first);
  let nearest: Point | null = null;
  let shortest = REACH;
  for (const point of points) {
    const [x, y] = [point[0] - at[0], point[1] - at[1]];
    const distance = Math.hypot(x, y);
    if (distance >= shortest || direction[0] * x + direction[1] * y < AHEAD * distance) continue;
    shortest = distance;
    nearest = point;
  }
  return nearest;
}
