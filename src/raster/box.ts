/** Means over square windows, in time that does not depend on their size. */

/**
 * Mean over the window of side 2 radius + 1 around each pixel; at the border, over the part of it that lies in the picture.
 * @param values (height, width)
 */
export function boxMean(values: Float64Array, width: number, height: number, radius: number): Float64Array {
  const rows = new Float64Array(values.length);
  const out = new Float64Array(values.length);
  for (let y = 0; y < height; y++)
    lineMean(values, rows, { first: y * width, step: 1, count: width }, radius);
  for (let x = 0; x < width; x++) lineMean(rows, out, { first: x, step: width, count: height }, radius);
  return out;
}

interface StridedLine {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

function lineMean(from: Float64Array, to: Float64Array, { first, step, count }: StridedLine, radius: number) {
  const before = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) before[i + 1] = before[i] + from[first + i * step];
  for (let i = 0; i < count; i++) {
    const start = Math.max(0, i - radius);
    const end = Math.min(count, i + radius + 1);
    to[first + i * step] = (before[end] - before[start]) / (end - start);
  }
}
