/** A photo seen through a homography: bilinear, sampled at pixel centres, `fill` outside the photo. */
import type { RgbImage } from '../photo/image.ts';
import { type Homography, invertHomography } from './homography.ts';

/**
 * The view of `image` under `homography` (photo pixels to view pixels), width x height.
 * `fill` is the value, in [0, 1], of every channel outside the photo: 1 is white paper.
 */
export function warpImage(
  image: RgbImage,
  homography: Homography,
  width: number,
  height: number,
  fill = 1,
): RgbImage {
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = invertHomography(homography);
  const data = new Float32Array(width * height * 3).fill(fill);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const w = h6 * (x + 0.5) + h7 * (y + 0.5) + h8;
      if (w <= 0) continue;
      const sx = (h0 * (x + 0.5) + h1 * (y + 0.5) + h2) / w - 0.5;
      const sy = (h3 * (x + 0.5) + h4 * (y + 0.5) + h5) / w - 0.5;
      if (sx > -1 && sy > -1 && sx < image.width && sy < image.height)
        sampleInto(image, sx, sy, fill, data, o);
    }
  }
  return { width, height, data };
}

/** Writes to data[o .. o + 2] the bilinear sample at (x, y), where integers are pixel centres. */
function sampleInto(
  image: RgbImage,
  x: number,
  y: number,
  fill: number,
  data: Float32Array,
  o: number,
): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  for (let c = 0; c < 3; c++) {
    const upper = mix(pixel(image, left, top, c, fill), pixel(image, left + 1, top, c, fill), fx);
    const lower = mix(pixel(image, left, top + 1, c, fill), pixel(image, left + 1, top + 1, c, fill), fx);
    data[o + c] = mix(upper, lower, fy);
  }
}

function pixel({ width, height, data }: RgbImage, x: number, y: number, c: number, fill: number): number {
  return x >= 0 && y >= 0 && x < width && y < height ? data[(y * width + x) * 3 + c] : fill;
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
