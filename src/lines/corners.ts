/** Where lines bend most: places to cut them. */

export const CORNERS = {
  /** Points to either side that tell how a line bends: fewer follow the staircase of pixels, more cut off small corners. */
  reach: 8,
};

/** Index of the point of a closed line (x0, y0, ..., the end not repeated) where it bends most. */
export function sharpestCorner(xy: Float64Array, params = CORNERS): number {
  const n = xy.length / 2;
  const reach = Math.min(params.reach, Math.floor(n / 4));
  let corner = 0;
  let sharpest = 2;
  for (let k = 0; k < n; k++) {
    const [a, b] = [(k + n - reach) % n, (k + reach) % n];
    const [ux, uy] = [xy[2 * k] - xy[2 * a], xy[2 * k + 1] - xy[2 * a + 1]];
    const [vx, vy] = [xy[2 * b] - xy[2 * k], xy[2 * b + 1] - xy[2 * k + 1]];
    const cosine = (ux * vx + uy * vy) / (Math.hypot(ux, uy) * Math.hypot(vx, vy) || 1);
    if (cosine < sharpest) {
      sharpest = cosine;
      corner = k;
    }
  }
  return corner;
}

/**
 * Indices of an open line's ends and its `count` - 2 corners that matter most: what is left when the point that spans the smallest
 * triangle with its neighbours is left out again and again (M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated
 * elimination of points", 1993).
 */
export function keepCorners(xy: Float64Array, count: number): number[] {
  const left = Array.from({ length: xy.length / 2 }, (_, k) => k);
  const area = (k: number): number => {
    if (k <= 0 || k >= left.length - 1) return Number.POSITIVE_INFINITY;
    const [a, b, c] = [2 * left[k - 1], 2 * left[k], 2 * left[k + 1]];
    return Math.abs((xy[b] - xy[a]) * (xy[c + 1] - xy[a + 1]) - (xy[b + 1] - xy[a + 1]) * (xy[c] - xy[a]));
  };
  const areas = left.map((_, k) => area(k));
  while (left.length > count) {
    const smallest = areas.reduce((best, v, k) => (v < areas[best] ? k : best), 0);
    left.splice(smallest, 1);
    areas.splice(smallest, 1);
    for (const k of [smallest - 1, smallest]) if (k >= 0) areas[k] = area(k);
  }
  return left;
}
