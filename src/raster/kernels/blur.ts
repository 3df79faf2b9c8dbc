/** The inner loops of a blur in WebAssembly, two doubles at a time: twice as fast as plain JavaScript, and the same to the bit. */
import type { Plane } from '../raster.ts';
import { BLUR_BYTES } from './blur-bytes.ts';
import { type Kernel, kernelOf, makeRoom } from './instantiate.ts';

/** A kernel's weights and, for each place of a line that is its radius longer at either end, the pixel that it repeats. */
export interface Separable {
  /** Symmetric, of odd length. */
  readonly kernel: Float64Array;
  readonly columns: Int32Array;
  readonly lines: Int32Array;
}

const createBlur = kernelOf<'blur'>(BLUR_BYTES);
/** See blur.wat for what it takes. Its memory is kept for the next plane. */
let instance: Kernel<'blur'> | undefined;

/** The weighted means of a plane's pixels along rows, rounded to floats, and of those along columns. */
export function blurPlane(
  { width, height, data }: Plane,
  { kernel, columns, lines }: Separable,
): Float32Array {
  const radius = (kernel.length - 1) / 2;
  const stride = 8 * Math.ceil(width / 8);
  const longer = stride + 2 * radius;
  const sizes = [4 * (data.length + 8), 8 * (radius + 1), 4 * columns.length, 4 * lines.length];
  sizes.push(4 * kernel.length, 8 * height * stride, 8 * longer, 8 * stride);
  const places = [0];
  for (const size of sizes) places.push(places[places.length - 1] + 16 * Math.ceil(size / 16));
  const [plane, weights, columnsAt, linesAt, steps, rows, padded, sums, end] = places;
  instance ??= createBlur();
  makeRoom(instance, end);
  const { buffer } = instance.memory;
  new Float32Array(buffer, plane, data.length).set(data);
  new Float64Array(buffer, weights, radius + 1).set(kernel.subarray(0, radius + 1));
  new Int32Array(buffer, columnsAt, columns.length).set(columns);
  new Int32Array(buffer, linesAt, lines.length).set(lines.map((line) => 8 * line * stride));
  new Int32Array(buffer, steps, kernel.length).set(kernel.map((_, i) => 8 * i));
  instance.blur(
    ...[plane, width, height, stride, radius, weights],
    ...[columnsAt, linesAt, steps, rows, padded, sums],
  );
  return new Float32Array(buffer, plane, data.length).slice();
}
