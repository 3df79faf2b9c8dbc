/** Means over square windows, in time that does not depend on their size. */

/** Writes the means of `values` to `out`, which may be `values` itself. */
export type BoxMean = (values: Float64Array, out: Float64Array) => void;

/**
 * Mean over the window of side 2 radius + 1 around each pixel of planes (height, width); at the border, over the part of it that lies in
 * the picture. Differences of running sums, along rows and then along columns; what many planes of one size need is allocated once.
 */
export function createBoxMean(width: number, height: number, radius: number): BoxMean {
  const rows = new Float64Array(width);
  const along = new Float64Array(width + 1);
  /** Row y + 1 holds the sums of the row means of rows 0 to y. */
  const down = new Float64Array((height + 1) * width);
  return (values, out) => {
    for (let y = 0; y < height; y++) {
      const first = y * width;
      let sum = 0;
      for (let x = 0; x < width; x++) {
        sum += values[first + x];
        along[x + 1] = sum;
      }
      meanOfRow(along, rows, radius);
      const next = first + width;
      for (let x = 0; x < width; x++) down[next + x] = down[first + x] + rows[x];
    }
    for (let y = 0; y < height; y++) {
      const start = Math.max(0, y - radius);
      const end = Math.min(height, y + radius + 1);
      const [first, above, below, count] = [y * width, start * width, end * width, end - start];
      for (let x = 0; x < width; x++) out[first + x] = (down[below + x] - down[above + x]) / count;
    }
  };
}

/** @param sums of the first 0, 1, ... values of a row */
function meanOfRow(sums: Float64Array, means: Float64Array, radius: number): void {
  const count = means.length;
  const full = 2 * radius + 1;
  const from = Math.min(radius, count);
  const to = Math.max(from, count - radius);
  for (let x = 0; x < from; x++) means[x] = edgeMean(sums, x, radius);
  for (let x = from; x < to; x++) means[x] = (sums[x + radius + 1] - sums[x - radius]) / full;
  for (let x = to; x < count; x++) means[x] = edgeMean(sums, x, radius);
}

function edgeMean(sums: Float64Array, x: number, radius: number): number {
  const start = Math.max(0, x - radius);
  const end = Math.min(sums.length - 1, x + radius + 1);
  return (sums[end] - sums[start]) / (end - start);
}
