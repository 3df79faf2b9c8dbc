/**
 * Resampling of float planes and images between the working size and the canvas: area averaging when shrinking, bilinear
 * when enlarging, both separable and exact about where pixel edges lie.
 */
import type { Frame, Rect, Size } from './frame.ts';
import type { Raster } from './raster.ts';

/** Which input pixels, from the `start` of each output pixel on, make it, and by which weights. */
export interface Taps {
  readonly start: Int32Array;
  readonly weights: readonly Float64Array[];
}

/**
 * For each of `count` output pixels, which input pixels make it. Output pixel i is centred at
 * origin + (i + 0.5) * step in input pixels; the kernel is a triangle of half-width max(1, step), clamped at the border.
 */
function taps(inputSize: number, count: number, origin: number, step: number): Taps {
  const radius = Math.max(1, step);
  const start = new Int32Array(count);
  const weights: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const centre = Math.min(inputSize, Math.max(0, origin + (i + 0.5) * step));
    const first = Math.max(0, Math.ceil(centre - radius - 0.5));
    const last = Math.min(inputSize - 1, Math.floor(centre + radius - 0.5));
    const row = new Float64Array(Math.max(1, last - first + 1));
    let sum = 0;
    for (let j = 0; j < row.length; j++) {
      row[j] = Math.max(0, 1 - Math.abs(first + j + 0.5 - centre) / radius);
      sum += row[j];
    }
    if (sum > 0) for (let j = 0; j < row.length; j++) row[j] /= sum;
    else row[0] = 1;
    start[i] = Math.min(first, inputSize - 1);
    weights.push(row);
  }
  return { start, weights };
}

/**
 * Samples a raster on a grid of `size` that covers `window`, given in its pixels; what lies outside of it repeats its border.
 */
export function resample<C extends number>(
  raster: Raster<C>,
  size: Size,
  window: Rect = { x: 0, y: 0, width: raster.width, height: raster.height },
): Raster<C> {
  return resampleBy(
    raster,
    taps(raster.width, size.width, window.x, window.width / size.width),
    taps(raster.height, size.height, window.y, window.height / size.height),
  );
}

/** Each pixel as the taps say; those of rows ascending. */
export function resampleBy<C extends number>(raster: Raster<C>, horizontal: Taps, vertical: Taps): Raster<C> {
  const { channels } = raster;
  const [outWidth, outHeight] = [horizontal.start.length, vertical.start.length];
  const line = outWidth * channels;
  const top = vertical.start[0] ?? 0;
  const rows = resampleRows(raster, horizontal, {
    top,
    bottom: Math.max(top, ...Array.from(vertical.start, (start, y) => start + vertical.weights[y].length)),
  });
  const out = new Float32Array(outHeight * line);
  const sums = new Float64Array(line);
  for (let y = 0; y < outHeight; y++) {
    const weights = vertical.weights[y];
    sums.fill(0);
    for (let j = 0; j < weights.length; j++)
      addWeighted(sums, rows, (vertical.start[y] - top + j) * line, weights[j]);
    out.set(sums, y * line);
  }
  return { width: outWidth, height: outHeight, channels, data: out };
}

/** Adds as many `values` from `from` on as there are sums. */
function addWeighted(sums: Float64Array, values: Float64Array, from: number, weight: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] += weight * values[from + i];
}

/** Rows `top` to `bottom` - 1 at their new width, (rows, width, channels). */
function resampleRows(
  { width, channels, data }: Raster<number>,
  horizontal: Taps,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): Float64Array {
  const line = horizontal.start.length * channels;
  const rows = new Float64Array((bottom - top) * line);
  // small functions, which V8 optimises once for all rasters
  for (let y = top, to = 0; y < bottom; y++, to += line) {
    const row = data.subarray(y * width * channels, (y + 1) * width * channels);
    if (channels === 3) resampleColours(row, horizontal, rows, to);
    else
      for (let c = 0; c < channels; c++) resampleChannel(row.subarray(c), channels, horizontal, rows, to + c);
  }
  return rows;
}

/** Row of three values a pixel, to `to` and what follows. */
function resampleColours(row: Float32Array, { start, weights }: Taps, rows: Float64Array, to: number): void {
  for (let x = 0, at = to; x < start.length; x++, at += 3) {
    const own = weights[x];
    let [red, green, blue] = [0, 0, 0];
    for (let j = 0, i = 3 * start[x]; j < own.length; j++, i += 3) {
      const weight = own[j];
      red += weight * row[i];
      green += weight * row[i + 1];
      blue += weight * row[i + 2];
    }
    rows[at] = red;
    rows[at + 1] = green;
    rows[at + 2] = blue;
  }
}

/** One of the `step` values a pixel of a row, to `to` and every `step`th that follows. */
function resampleChannel(
  row: Float32Array,
  step: number,
  { start, weights }: Taps,
  rows: Float64Array,
  to: number,
): void {
  for (let x = 0, at = to; x < start.length; x++, at += step) {
    const own = weights[x];
    let sum = 0;
    for (let j = 0, i = step * start[x]; j < own.length; j++, i += step) sum += own[j] * row[i];
    rows[at] = sum;
  }
}

/** A window with integer corners; of the whole, the raster itself. */
export function crop<C extends number>(raster: Raster<C>, window: Rect): Raster<C> {
  const { width, height, channels, data } = raster;
  if (window.x === 0 && window.y === 0 && window.width === width && window.height === height) return raster;
  const cut = new Float32Array(window.width * window.height * channels);
  for (let y = 0; y < window.height; y++) {
    const from = ((window.y + y) * width + window.x) * channels;
    cut.set(data.subarray(from, from + window.width * channels), y * window.width * channels);
  }
  return { width: window.width, height: window.height, channels, data: cut };
}

/** A photo, or a map of it, on its canvas; the margin repeats its border, so that no edge arises there. */
export function placeOnCanvas<C extends number>(photo: Raster<C>, frame: Frame): Raster<C> {
  const sx = photo.width / frame.photo.width;
  const sy = photo.height / frame.photo.height;
  return resample(photo, frame, {
    x: -frame.photo.x * sx,
    y: -frame.photo.y * sy,
    width: frame.width * sx,
    height: frame.height * sy,
  });
}

/** The photo's part of what is on the canvas, at the photo's size: the inverse of `placeOnCanvas`. */
export function takeFromCanvas<C extends number>(canvas: Raster<C>, frame: Frame, photo: Size): Raster<C> {
  return resample(canvas, photo, frame.photo);
}
