/** Where lines bend most: places to cut them. */

/** Points to either side that tell how a line bends: fewer follow the staircase of pixels, more cut off small corners. */
const REACH = 8;

/** Index of the point of a closed line (x0, y0, ..., the end not repeated) where it bends most. */
export function sharpestCorner(xy: Float64Array): number {
  const n = xy.length / 2;
  const reach = Math.min(REACH, Math.floor(n / 4));
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
  const points = xy.length / 2;
  const before = Int32Array.from({ length: points }, (_, k) => k - 1);
  const after = Int32Array.from({ length: points }, (_, k) => k + 1);
  const areas = new Float64Array(points).fill(Number.POSITIVE_INFINITY);
  const measure = (k: number) => {
    if (k <= 0 || k >= points - 1) return;
    const [a, b, c] = [2 * before[k], 2 * k, 2 * after[k]];
    areas[k] = Math.abs(
      (xy[b] - xy[a]) * (xy[c + 1] - xy[a + 1]) - (xy[b + 1] - xy[a + 1]) * (xy[c] - xy[a]),
    );
  };
  for (let k = 0; k < points; k++) measure(k);
  const least = createLeast(areas);
  for (let left = points; left > count; left--) {
    const smallest = least.first();
    areas[smallest] = Number.NaN;
    least.update(smallest);
    const [a, c] = [before[smallest], after[smallest]];
    if (a >= 0) after[a] = c;
    if (c < points) before[c] = a;
    for (const k of [a, c]) {
      measure(k);
      if (k >= 0 && k < points) least.update(k);
    }
  }
  return Array.from(areas.keys()).filter((k) => !Number.isNaN(areas[k]));
}

/** The index of the smallest of values that change, of equal ones the first; NaN stands for none. A tree of the winners of pairs. */
function createLeast(values: Float64Array) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
  const winners = new Int32Array(2 * size).fill(-1);
  for (let i = 0; i < values.length; i++) winners[size + i] = i;
  const play = (node: number) => {
    const [a, b] = [winners[2 * node], winners[2 * node + 1]];
    const left = a >= 0 && !Number.isNaN(values[a]);
    const right = b >= 0 && !Number.isNaN(values[b]);
    if (!right) winners[node] = left ? a : -1;
    else winners[node] = left && values[a] <= values[b] ? a : b;
  };
  for (let node = size - 1; node > 0; node--) play(node);
  return {
    first: () => winners[1],
    update(i: number) {
      for (let node = (size + i) >> 1; node > 0; node >>= 1) play(node);
    },
  };
}
