/** Blurs of planes. */
import type { Plane } from './raster.ts';

/**
 * Gaussian blur with standard deviation `sigma` in pixels, cut at `truncate` of them.
 * @param border what lies outside: the border's pixels repeated, or the image reflected
 */
export function blur(
  { width, height, data }: Plane,
  sigma: number,
  truncate = 3,
  border: 'repeat' | 'reflect' = 'repeat',
): Plane {
  const kernel = gaussian(sigma, truncate);
  const radius = (kernel.length - 1) / 2;
  const inside = border === 'repeat' ? clamp : reflect;
  const columns = Int32Array.from({ length: width + 2 * radius }, (_, i) => inside(i - radius, width));
  const lines = Int32Array.from({ length: height + 2 * radius }, (_, i) => inside(i - radius, height));
  const rows = new Float32Array(width * height);
  const padded = new Float32Array(width + 2 * radius);
  const sums = new Float64Array(width);
  const starts = Int32Array.from(kernel, (_, i) => i);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < padded.length; x++) padded[x] = data[y * width + columns[x]];
    weigh(padded, starts, kernel, sums);
    rows.set(sums, y * width);
  }
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < kernel.length; i++) starts[i] = lines[y + i] * width;
    weigh(rows, starts, kernel, sums);
    out.set(sums, y * width);
  }
  return { width, height, channels: 1, data: out };
}

/** Sums of stretches of `values` that begin at `starts`, by the weights of a symmetric kernel; four pairs at a time, for speed. */
function weigh(values: Float32Array, starts: Int32Array, kernel: Float64Array, sums: Float64Array): void {
  const end = kernel.length - 1;
  const radius = end / 2;
  const centre = starts[radius];
  for (let x = 0; x < sums.length; x++) sums[x] = kernel[radius] * values[centre + x];
  let i = 0;
  for (; i + 4 <= radius; i += 4) {
    const [k0, k1, k2, k3] = [kernel[i], kernel[i + 1], kernel[i + 2], kernel[i + 3]];
    const [a0, a1, a2, a3] = [starts[i], starts[i + 1], starts[i + 2], starts[i + 3]];
    const [b0, b1, b2, b3] = [starts[end - i], starts[end - i - 1], starts[end - i - 2], starts[end - i - 3]];
    for (let x = 0; x < sums.length; x++) {
      sums[x] =
        sums[x] +
        k0 * (values[a0 + x] + values[b0 + x]) +
        k1 * (values[a1 + x] + values[b1 + x]) +
        k2 * (values[a2 + x] + values[b2 + x]) +
        k3 * (values[a3 + x] + values[b3 + x]);
    }
  }
  for (; i < radius; i++) {
    const [k, a, b] = [kernel[i], starts[i], starts[end - i]];
    for (let x = 0; x < sums.length; x++) sums[x] += k * (values[a + x] + values[b + x]);
  }
}

/**
 * A wide blur with standard deviation about `sigma`, in time that does not depend on it: three running means, borders
 * repeated (P. Kovesi, "Fast almost-Gaussian filtering", 2010).
 */
export function blurWide({ width, height, data }: Plane, sigma: number): Plane {
  const radius = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  let current = data;
  for (let pass = 0; pass < 3; pass++) {
    const rows = new Float32Array(width * height);
    for (let y = 0; y < height; y++)
      runningMean(current, rows, { start: y * width, stride: 1, count: width }, radius);
    current = new Float32Array(width * height);
    for (let x = 0; x < width; x++)
      runningMean(rows, current, { start: x, stride: width, count: height }, radius);
  }
  return { width, height, channels: 1, data: current };
}

/** Mean of the 2 * radius + 1 neighbours of each of `count` values that lie `stride` apart from `start` on. */
function runningMean(
  from: Float32Array,
  to: Float32Array,
  { start, stride, count }: { readonly start: number; readonly stride: number; readonly count: number },
  radius: number,
): void {
  const at = (i: number) => from[start + clamp(i, count) * stride];
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += at(i);
  for (let i = 0; i < count; i++) {
    to[start + i * stride] = sum / (2 * radius + 1);
    sum += at(i + radius + 1) - at(i - radius);
  }
}

function gaussian(sigma: number, truncate: number): Float64Array {
  const radius = Math.max(1, Math.floor(truncate * sigma + 0.5));
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  return kernel.map((v) => v / sum);
}

function clamp(i: number, size: number): number {
  return Math.min(size - 1, Math.max(0, i));
}

/** ... c b a | a b c ... */
function reflect(i: number, size: number): number {
  const wrapped = ((i % (2 * size)) + 2 * size) % (2 * size);
  return wrapped < size ? wrapped : 2 * size - 1 - wrapped;
}
