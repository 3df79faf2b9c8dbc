/** Blurs of planes. */
import { blurPlane } from './kernels/blur.ts';
import { type Plane, plane } from './raster.ts';

/**
 * Gaussian blur with standard deviation `sigma` in pixels, cut at `truncate` of them.
 * @param border what lies outside: the border's pixels repeated, or the image reflected
 */
export function blur(of: Plane, sigma: number, truncate = 3, border: 'repeat' | 'reflect' = 'repeat'): Plane {
  const { width, height } = of;
  const kernel = gaussian(sigma, truncate);
  const radius = (kernel.length - 1) / 2;
  const inside = border === 'repeat' ? clamp : reflect;
  const columns = Int32Array.from({ length: width + 2 * radius }, (_, i) => inside(i - radius, width));
  const lines = Int32Array.from({ length: height + 2 * radius }, (_, i) => inside(i - radius, height));
  return plane(of, blurPlane(of, { kernel, columns, lines }));
}

/**
 * A wide blur with standard deviation about `sigma`, in time that does not depend on it: three running means, borders
 * repeated (P. Kovesi, "Fast almost-Gaussian filtering", 2010).
 */
export function blurWide({ width, height, data }: Plane, sigma: number): Plane {
  const radius = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  let current = data;
  const rows = new Float32Array(width * height);
  const means = new Float32Array(width * height);
  for (let pass = 0; pass < 3; pass++) {
    meansAlong(current, rows, width, radius);
    meansDown(rows, means, width, radius);
    current = means;
  }
  return { width, height, channels: 1, data: means };
}

/** Mean of the 2 * radius + 1 neighbours of each value in its row. */
function meansAlong(from: Float32Array, to: Float32Array, width: number, radius: number): void {
  const padded = new Float64Array(width + 2 * radius + 1);
  const size = 2 * radius + 1;
  for (let first = 0; first < from.length; first += width) {
    padded.fill(from[first], 0, radius);
    for (let x = 0; x < width; x++) padded[radius + x] = from[first + x];
    padded.fill(from[first + width - 1], radius + width);
    let sum = 0;
    for (let i = 0; i < size; i++) sum += padded[i];
    for (let x = 0; x < width; x++) {
      to[first + x] = sum / size;
      sum += padded[x + size] - padded[x];
    }
  }
}

/** The same in its column; all columns at once, row by row. */
function meansDown(from: Float32Array, to: Float32Array, width: number, radius: number): void {
  const height = from.length / width;
  const size = 2 * radius + 1;
  const sums = new Float64Array(width);
  for (let i = -radius; i <= radius; i++) {
    const row = clamp(i, height) * width;
    for (let x = 0; x < width; x++) sums[x] += from[row + x];
  }
  for (let y = 0; y < height; y++) {
    const [row, next, last] = [
      y * width,
      clamp(y + radius + 1, height) * width,
      clamp(y - radius, height) * width,
    ];
    for (let x = 0; x < width; x++) {
      to[row + x] = sums[x] / size;
      sums[x] += from[next + x] - from[last + x];
    }
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
