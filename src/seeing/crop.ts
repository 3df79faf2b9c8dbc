/** Squares cut out of a photo at any angle: what the small networks look at. */
import type { RgbImage } from '../raster/raster.ts';
import { resampleBy, type Taps } from '../raster/resample.ts';
import type { Point } from './geometry.ts';

/** A square part of a photo. */
export interface Square {
  /** Its centre in photo pixels. */
  readonly x: number;
  readonly y: number;
  /** Length of a side in photo pixels. */
  readonly side: number;
  /** Radians by which its upper edge is turned from the photo's, clockwise as seen. */
  readonly angle: number;
}

export interface CropOptions {
  /** Left and right are swapped. */
  readonly mirrored?: boolean;
  /** The colour outside the photo, in [0, 1]; without it the photo's border goes on. */
  readonly outside?: number;
}

/** Samples per pixel and axis when shrinking, at most. */
const MOST_SAMPLES = 6;

/** The square at `size` x `size` pixels: bilinear samples, several to a pixel when it is made smaller, and their mean. */
export function cropSquare(
  photo: RgbImage,
  square: Square,
  size: number,
  { mirrored = false, outside }: CropOptions = {},
): RgbImage {
  const scale = square.side / size;
  const samples = Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(scale)));
  const grid = { size, scale, samples };
  if (square.angle === 0) return cropUpright(photo, square, { ...grid, mirrored, outside });
  const data = new Float32Array(size * size * 3);
  const step = 1 / samples;
  const addSample = createSampler(photo, data, 1 / (samples * samples), outside);
  const [cos, sin] = [Math.cos(square.angle) * scale, Math.sin(square.angle) * scale];
  const middle = size / 2;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const to = (row * size + column) * 3;
      for (let i = 0; i < samples; i++) {
        const v = row + (i + 0.5) * step - middle;
        for (let j = 0; j < samples; j++) {
          const along = column + (j + 0.5) * step - middle;
          const u = mirrored ? -along : along;
          addSample(square.x + u * cos - v * sin, square.y + u * sin + v * cos, to);
        }
      }
    }
  }
  return { width: size, height: size, channels: 3, data };
}

/** From pixels of the crop to the photo's. */
export function fromCrop(square: Square, size: number, mirrored = false): (point: Point) => Point {
  const scale = square.side / size;
  const [cos, sin] = [Math.cos(square.angle) * scale, Math.sin(square.angle) * scale];
  return ({ x, y }) => {
    const u = mirrored ? size / 2 - x : x - size / 2;
    const v = y - size / 2;
    return { x: square.x + u * cos - v * sin, y: square.y + u * sin + v * cos };
  };
}

interface Grid {
  readonly size: number;
  /** Photo pixels to one of the crop. */
  readonly scale: number;
  /** To a pixel, along each axis. */
  readonly samples: number;
}

/** A crop that is not turned: along rows first and then along columns, as the mean of samples on a grid is that of means along its lines. */
function cropUpright(
  photo: RgbImage,
  { x, y }: Square,
  { mirrored, outside, ...grid }: Grid & { readonly mirrored: boolean; readonly outside: number | undefined },
): RgbImage {
  const cut = outside !== undefined;
  const columns = tapsAlong(x, photo.width, { ...grid, cut, mirrored });
  const rows = tapsAlong(y, photo.height, { ...grid, cut, mirrored: false });
  const crop = resampleBy(photo, columns.taps, rows.taps);
  if (cut) {
    for (let i = 0; i < crop.data.length; i++) {
      const pixel = Math.floor(i / 3);
      const inside = columns.inside[pixel % grid.size]! * rows.inside[Math.floor(pixel / grid.size)]!;
      crop.data[i]! += outside * (1 - inside);
    }
  }
  return crop;
}

/** @returns for each pixel of a side the photo's pixels whose bilinear samples make it; and what part of those is in the photo, if it is cut */
function tapsAlong(
  middle: number,
  length: number,
  { size, scale, samples, cut, mirrored }: Grid & { readonly cut: boolean; readonly mirrored: boolean },
): { readonly taps: Taps; readonly inside: Float64Array } {
  const start = new Int32Array(size);
  const weights: Float64Array[] = [];
  const inside = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const places = Array.from({ length: samples }, (_, j) => {
      const along = k + (j + 0.5) / samples - size / 2;
      return middle + (mirrored ? -along : along) * scale;
    }).filter((at) => !cut || (at >= 0 && at <= length));
    const pixels = places.map((at) => Math.min(length - 1, Math.max(0, at - 0.5)));
    const first = pixels.length > 0 ? Math.floor(Math.min(...pixels)) : 0;
    const own = new Float64Array(Math.min(length, Math.floor(Math.max(first, ...pixels)) + 2) - first);
    for (const at of pixels) {
      const pixel = Math.floor(at);
      own[pixel - first]! += (1 - (at - pixel)) / samples;
      if (at > pixel) own[pixel + 1 - first]! += (at - pixel) / samples;
    }
    start[k] = first;
    weights.push(own);
    inside[k] = places.length / samples;
  }
  return { taps: { start, weights }, inside };
}

/** Adds `share` of the photo's colour at (x, y), bilinear, to the three values of `out` from `to` on. */
function createSampler(
  { width, height, data }: RgbImage,
  out: Float32Array,
  share: number,
  outside: number | undefined,
): (x: number, y: number, to: number) => void {
  return (x, y, to) => {
    if (outside !== undefined && (x < 0 || y < 0 || x > width || y > height)) {
      for (let c = 0; c < 3; c++) out[to + c]! += share * outside;
      return;
    }
    const px = Math.min(width - 1, Math.max(0, x - 0.5));
    const py = Math.min(height - 1, Math.max(0, y - 0.5));
    const [x0, y0] = [Math.floor(px), Math.floor(py)];
    const [fx, fy] = [px - x0, py - y0];
    const right = x0 + 1 < width ? 3 : 0;
    const below = y0 + 1 < height ? 3 * width : 0;
    const from = (y0 * width + x0) * 3;
    for (let c = 0; c < 3; c++) {
      const i = from + c;
      const top = data[i]! * (1 - fx) + data[i + right]! * fx;
      const bottom = data[i + below]! * (1 - fx) + data[i + below + right]! * fx;
      out[to + c]! += share * (top * (1 - fy) + bottom * fy);
    }
  };
}
