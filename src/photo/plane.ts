/** Image planes: one value per pixel, flat (height, width), row-major. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

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
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let v = 0;
      for (let i = 0; i < kernel.length; i++) v += kernel[i] * data[y * width + columns[x + i]];
      rows[y * width + x] = v;
    }
  }
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < kernel.length; i++) {
      const k = kernel[i];
      const from = lines[y + i] * width;
      for (let x = 0; x < width; x++) out[y * width + x] += k * rows[from + x];
    }
  }
  return { width, height, data: out };
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
