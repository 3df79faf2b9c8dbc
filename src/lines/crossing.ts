/** Whether lines run through each other, rather than meet at an end. */

/** Corners of the box around a polyline: left, top, right, bottom. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

export function boxOf(xy: Float64Array): Box {
  let [left, top, right, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (let i = 0; i < xy.length; i += 2) {
    left = Math.min(left, xy[i]);
    right = Math.max(right, xy[i]);
    top = Math.min(top, xy[i + 1]);
    bottom = Math.max(bottom, xy[i + 1]);
  }
  return [left, top, right, bottom];
}

export const boxesMeet = (a: Box, b: Box) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/**
 * @param a polyline (x, y, ...), and so is `b`
 * @param clear what crosses within so many pixels of an end of either line only meets there
 */
export function crosses(a: Float64Array, b: Float64Array, clear: number): boolean {
  for (let i = 0; i + 3 < a.length; i += 2) {
    for (let j = 0; j + 3 < b.length; j += 2) {
      const at = intersection(a, i, b, j);
      if (at && !nearEnd(a, at, clear) && !nearEnd(b, at, clear)) return true;
    }
  }
  return false;
}

/** Where the step of `a` from index i and that of `b` from index j cross, if they do. */
function intersection(a: Float64Array, i: number, b: Float64Array, j: number): [number, number] | null {
  const [ux, uy] = [a[i + 2] - a[i], a[i + 3] - a[i + 1]];
  const [vx, vy] = [b[j + 2] - b[j], b[j + 3] - b[j + 1]];
  const [wx, wy] = [b[j] - a[i], b[j + 1] - a[i + 1]];
  const turn = ux * vy - uy * vx;
  if (turn === 0) return null;
  const s = (wx * vy - wy * vx) / turn;
  const t = (wx * uy - wy * ux) / turn;
  return s >= 0 && s <= 1 && t >= 0 && t <= 1 ? [a[i] + s * ux, a[i + 1] + s * uy] : null;
}

function nearEnd(xy: Float64Array, [x, y]: readonly [number, number], clear: number): boolean {
  const last = xy.length - 2;
  return Math.hypot(x - xy[0], y - xy[1]) < clear || Math.hypot(x - xy[last], y - xy[last + 1]) < clear;
}
