/** The inner loops of a blur in WebAssembly, two doubles at a time: twice as fast as plain JavaScript, and the same to the bit. */
import type { Plane } from '../raster.ts';
import { BLUR_BYTES } from './blur-bytes.ts';

/** A kernel's weights and, for each place of a line that is its radius longer at either end, the pixel that it repeats. */
export interface Separable {
  /** Symmetric, of odd length. */
  readonly kernel: Float64Array;
  readonly columns: Int32Array;
  readonly lines: Int32Array;
}

/** The part of the JavaScript API that is used; the language's own libraries do not list it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void };
  /** See blur.wat; all are addresses but width, height, stride and radius. */
  blur(...numbers: readonly number[]): void;
}

let instance: Exports | undefined;

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
  instance ??= instantiate();
  const { memory } = instance;
  if (memory.buffer.byteLength < end) memory.grow(Math.ceil((end - memory.buffer.byteLength) / 65536));
  const { buffer } = memory;
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

function instantiate(): Exports {
  const bytes = Uint8Array.from(atob(BLUR_BYTES), (letter) => letter.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return exports as unknown as Exports;
}
