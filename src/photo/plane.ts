/** Image planes: one value per pixel, flat (height, width), row-major. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Gaussian blur with standard deviation `sigma` in pixels, cut at 3 sigma, borders repeated. */
export function blur({ width, height, data }: Plane, sigma: number): Plane {
  const radius = Math.max(1, Math.ceil(3 * sigma));
  const kernel = new Float64Array(2 * radius + 1);
  let sum = 0;
  for (let i = -radius; i <= radius; i++) {
    kernel[i + radius] = Math.exp((-i * i) / (2 * sigma * sigma));
    sum += kernel[i + radius];
  }
  for (let i = 0; i < kernel.length; i++) kernel[i] /= sum;
  const rows = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let v = 0;
      for (let i = -radius; i <= radius; i++) {
        v += kernel[i + radius] * data[y * width + Math.min(width - 1, Math.max(0, x + i))];
      }
      rows[y * width + x] = v;
    }
  }
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let i = -radius; i <= radius; i++) {
      const k = kernel[i + radius];
      const from = Math.min(height - 1, Math.max(0, y + i)) * width;
      for (let x = 0; x < width; x++) out[y * width + x] += k * rows[from + x];
    }
  }
  return { width, height, data: out };
}

/** Bilinear value at (x, y) in pixels, pixel centres at +0.5; borders repeated. */
export function sample({ width, height, data }: Plane, x: number, y: number): number {
  const u = Math.min(width - 1, Math.max(0, x - 0.5));
  const v = Math.min(height - 1, Math.max(0, y - 0.5));
  const x0 = Math.min(width - 2, Math.floor(u));
  const y0 = Math.min(height - 2, Math.floor(v));
  const fx = u - x0;
  const fy = v - y0;
  const i = y0 * width + x0;
  return (
    (1 - fy) * ((1 - fx) * data[i] + fx * data[i + 1]) +
    fy * ((1 - fx) * data[i + width] + fx * data[i + width + 1])
  );
}
