/** Polylines: measured, resampled and continued. */

/** A polyline with points about two pixels apart. */
export interface Line {
  /** x0, y0, x1, y1, ... in pixels; a closed one ends where it starts. */
  readonly xy: Float64Array;
  readonly closed: boolean;
}

export type Point = readonly [number, number];

export interface LineEnd {
  readonly at: Point;
  /** Unit vector in which the line would go on. */
  readonly direction: Point;
}

/** Distance in pixels between points. */
const STEP = 2;
/** An end's direction is that of so many pixels. */
const TAIL = 30;
/** Longer lines have points further apart. */
const MOST_POINTS = 4000;

/** Length of one polyline, x0, y0, x1, y1, ... */
export function polylineLength(xy: Float64Array): number {
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) length += Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
  return length;
}

/** Points of a polyline at equal distances of about two pixels, its ends included. */
export function resampleLine(points: readonly Point[]): Float64Array {
  const at = [0];
  for (let k = 1; k < points.length; k++) {
    at.push(at[k - 1] + Math.hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]));
  }
  const total = at[at.length - 1];
  const steps = Math.min(MOST_POINTS, Math.max(1, Math.round(total / STEP)));
  const xy = new Float64Array(2 * (steps + 1));
  for (let i = 0, k = 1; i <= steps; i++) {
    const target = (total * i) / steps;
    while (k < points.length - 1 && at[k] < target) k++;
    const t = Math.min(1, Math.max(0, (target - at[k - 1]) / (at[k] - at[k - 1] || 1)));
    xy[2 * i] = points[k - 1][0] + t * (points[k][0] - points[k - 1][0]);
    xy[2 * i + 1] = points[k - 1][1] + t * (points[k][1] - points[k - 1][1]);
  }
  return xy;
}

export function pointsOf(xy: Float64Array): Point[] {
  return Array.from({ length: xy.length / 2 }, (_, k) => [xy[2 * k], xy[2 * k + 1]] as const);
}

/** @param first whether it is the end where the line starts */
export function endOf({ xy }: Line, first: boolean): LineEnd {
  const points = first ? pointsOf(xy).reverse() : pointsOf(xy);
  const at = points[points.length - 1];
  const back = points.findLastIndex(([x, y]) => Math.hypot(x - at[0], y - at[1]) > TAIL);
  const [x, y] = points[Math.max(0, back)];
  const length = Math.hypot(at[0] - x, at[1] - y) || 1;
  return { at, direction: [(at[0] - x) / length, (at[1] - y) / length] };
}
