/** The guided filter's arithmetic in WebAssembly; its steps are in ../guided.ts. */
import type { Size } from '../frame.ts';
import { GUIDED_BYTES } from './guided-bytes.ts';
import { kernelOf, makeRoom } from './instantiate.ts';

/** A place in the kernel's memory for planes, by their number. */
export interface GuidedKernel {
  /** Copies a plane of floats to a place. */
  put(place: number, values: Float32Array): void;
  /** The plane at a place, rounded to floats. */
  take(place: number): Float32Array;
  /** Adds a number to every pixel. */
  add(place: number, amount: number): void;
  /** Writes means over windows of the plane at `of` to `out`, which may be the same. */
  means(of: number, out: number): void;
  /** Writes to `out` the means of the products of planes a and b, less the products of their means. */
  covariance(a: Averaged, b: Averaged, out: number): void;
  /** See guided.wat: six planes from `covariance` on, three from `means` on, four from `slopes` on. */
  models(covariance: number, means: number, slopes: number): void;
  /** Writes what three slopes and an offset, from `slopes` on, say of three colours to where the offset is. */
  predict(slopes: number, colours: number): void;
}

/** Where a plane and its means are. */
export interface Averaged {
  readonly values: number;
  readonly mean: number;
}

const createGuided = kernelOf<'windows' | 'models' | 'predict'>(GUIDED_BYTES);

/**
 * Room for `places` planes, which is given back with the kernel.
 * @param radius of the windows, of side 2 radius + 1, around each pixel; at the border, the part of them that lies in the picture
 */
export function openGuidedKernel({ width, height }: Size, radius: number, places: number): GuidedKernel {
  const stride = width + (width % 2);
  const bytes = 8 * height * stride;
  const at = (place: number) => 16 + place * bytes;
  const along = at(places);
  const line = along + 8 * (stride + 2);
  const sums = line + 8 * stride;
  const kernel = createGuided();
  makeRoom(kernel, sums + (2 * radius + 2) * 8 * stride);
  const { buffer } = kernel.memory;
  const row = (place: number, y: number) => new Float64Array(buffer, at(place) + 8 * y * stride, width);
  const sizes = [width, height, stride, radius, along, line, sums];
  return {
    put(place, values) {
      for (let y = 0; y < height; y++) row(place, y).set(values.subarray(y * width, (y + 1) * width));
    },
    take(place) {
      const values = new Float32Array(width * height);
      for (let y = 0; y < height; y++) values.set(row(place, y), y * width);
      return values;
    },
    add(place, amount) {
      const values = new Float64Array(buffer, at(place), bytes / 8);
      for (let i = 0; i < values.length; i++) values[i] += amount;
    },
    means: (of, out) => kernel.windows(at(of), 0, 0, 0, at(out), ...sizes),
    covariance: (a, b, out) =>
      kernel.windows(at(a.values), at(b.values), at(a.mean), at(b.mean), at(out), ...sizes),
    models: (covariance, means, slopes) => kernel.models(at(covariance), at(means), at(slopes), bytes),
    predict: (slopes, colours) => kernel.predict(at(slopes), at(colours), bytes),
  };
}
