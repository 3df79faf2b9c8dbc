/**
 * Elliptical arcs as cubics: from the end points to the centre by SVG 1.1, appendix F.6.5 and F.6.6, then one cubic for at most a
 * quarter turn with handles of 4/3 tan(angle / 4), which leaves the arc by 2.7e-4 of the radius at most.
 */
import type { Cubic } from './path-data.ts';

export interface Arc {
  readonly rx: number;
  readonly ry: number;
  /** Of the x axis, in degrees. */
  readonly rotation: number;
  readonly large: boolean;
  /** Clockwise on the screen. */
  readonly sweep: boolean;
}

type Point = readonly [number, number];

/** Cubics along the arc, ending exactly at `to`; none where it has no length or no radius. */
export function arcCubics(from: Point, arc: Arc, to: Point): Cubic[] {
  const [cos, sin] = [Math.cos((arc.rotation * Math.PI) / 180), Math.sin((arc.rotation * Math.PI) / 180)];
  const [dx, dy] = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2];
  if ((dx === 0 && dy === 0) || arc.rx === 0 || arc.ry === 0) return [];
  // half the chord in the ellipse's own axes, where it is a unit circle
  const [ax, ay] = [cos * dx + sin * dy, cos * dy - sin * dx];
  const grown = Math.max(1, Math.hypot(ax / arc.rx, ay / arc.ry));
  const [rx, ry] = [Math.abs(arc.rx) * grown, Math.abs(arc.ry) * grown];
  const [ux, uy] = [ax / rx, ay / ry];
  const chord = ux * ux + uy * uy;
  const away = Math.sqrt(Math.max(0, 1 / chord - 1)) * (arc.large === arc.sweep ? -1 : 1);
  const [cx, cy] = [away * uy, -away * ux];
  const start = Math.atan2(uy - cy, ux - cx);
  const turn = turnBetween(start, Math.atan2(-uy - cy, -ux - cx), arc.sweep);
  const [middleX, middleY] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const place = (x: number, y: number): Point => [
    middleX + cos * rx * (cx + x) - sin * ry * (cy + y),
    middleY + sin * rx * (cx + x) + cos * ry * (cy + y),
  ];
  const count = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  const handle = (4 / 3) * Math.tan(turn / count / 4);
  return Array.from({ length: count }, (_, i) => {
    const [a, b] = [start + (turn * i) / count, start + (turn * (i + 1)) / count];
    const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
    const begin = i === 0 ? from : place(ca, sa);
    const end = i === count - 1 ? to : place(cb, sb);
    return [
      ...begin,
      ...place(ca - handle * sa, sa + handle * ca),
      ...place(cb + handle * sb, sb - handle * cb),
      ...end,
    ];
  });
}

/** Angle from a to b in the given direction, without the full turns. */
function turnBetween(a: number, b: number, positive: boolean): number {
  const turn = b - a;
  if (positive) return turn < 0 ? turn + 2 * Math.PI : turn;
  return turn > 0 ? turn - 2 * Math.PI : turn;
}
