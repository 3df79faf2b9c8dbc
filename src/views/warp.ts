/** A photo seen through a homography: bilinear, sampled at pixel centres, `fill` outside the photo. */
import type { Size } from '../raster/frame.ts';
import type { Raster } from '../raster/raster.ts';
import { type Homography, invertHomography } from './homography.ts';

/**
 * The view of `source` under `homography` (its pixels to view pixels), of `size`.
 * @param fill the value of every channel outside: 1 is white paper
 */
export function warp<C extends number>(
  source: Raster<C>,
  homography: Homography,
  { width, height }: Size,
  fill = 1,
): Raster<C> {
  const { channels } = source;
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = invertHomography(homography);
  const data = new Float32Array(width * height * channels).fill(fill);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += channels) {
      const w = h6 * (x + 0.5) + h7 * (y + 0.5) + h8;
      if (w <= 0) continue;
      const sx = (h0 * (x + 0.5) + h1 * (y + 0.5) + h2) / w - 0.5;
      const sy = (h3 * (x + 0.5) + h4 * (y + 0.5) + h5) / w - 0.5;
      if (sx <= -1 || sy <= -1 || sx >= source.width || sy >= source.height) continue;
      for (let c = 0; c < channels; c++) data[o + c] = sample(source, c, [sx, sy], fill);
    }
  }
  return { width, height, channels, data };
}

/** The bilinear sample of channel `c` at (x, y), where integers are pixel centres. */
function sample(
  { width, height, channels, data }: Raster<number>,
  c: number,
  [x, y]: readonly [number, number],
  fill: number,
): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const at = (u: number, v: number) =>
    u >= 0 && v >= 0 && u < width && v < height ? data[(v * width + u) * channels + c] : fill;
  const upper = mix(at(left, top), at(left + 1, top), x - left);
  const lower = mix(at(left, top + 1), at(left + 1, top + 1), x - left);
  return mix(upper, lower, y - top);
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
