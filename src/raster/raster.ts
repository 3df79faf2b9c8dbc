/** Pictures and maps. */
import type { Size } from './frame.ts';

/** C values per pixel, flat (height, width, C), row-major. */
export interface Raster<C extends number> extends Size {
  readonly channels: C;
  readonly data: Float32Array;
}

/** One value per pixel: a mask, a map, a plane of a picture. */
export type Plane = Raster<1>;

/** RGB in [0, 1], sRGB encoded. */
export type RgbImage = Raster<3>;

/** @param data (height, width) */
export function plane({ width, height }: Size, data: Float32Array): Plane {
  return { width, height, channels: 1, data };
}

/** @param data (height, width, 3) */
export function rgbImage({ width, height }: Size, data: Float32Array): RgbImage {
  return { width, height, channels: 3, data };
}

/** The same place of `raster` with each value v, at index i, replaced by f(v, i). */
export function mapValues<C extends number>(
  raster: Raster<C>,
  f: (v: number, i: number) => number,
): Raster<C> {
  const { data } = raster;
  const mapped = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) mapped[i] = f(data[i], i);
  return withData(raster, mapped);
}

/** The same place of `raster` with other values. */
export function withData<C extends number>(raster: Raster<C>, data: Float32Array): Raster<C> {
  return { ...raster, data };
}

/** The value of the pixel that holds a point; outside of the plane, of the nearest one. */
export function valueAt({ width, height, data }: Plane, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, Math.floor(x)));
  return data[Math.min(height - 1, Math.max(0, Math.floor(y))) * width + column];
}
