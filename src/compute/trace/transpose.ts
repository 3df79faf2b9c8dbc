/**
 * Transposes of constants. Axes that stay together are one, and what is left is copied in squares that fit in the cache: a
 * filter of a few pixels has its long axes far apart, and element by element each read would miss the cache.
 */
import type { ElementArray } from './constant.ts';

/** Side of the squares in elements: two of them, of 4 bytes each, take a quarter of a first-level cache. */
const TILE = 32;

/** One axis of the result: how many elements it has, and how far apart they are in the source and in the result. */
interface Axis {
  readonly size: number;
  readonly from: number;
  readonly to: number;
}

/** Copies `values`, row-major of `shape`, so that dimension i of the result is dimension permutation[i] of the source. */
export function transposeValues<T extends ElementArray>(
  values: T,
  shape: readonly number[],
  permutation: readonly number[],
): T {
  const result = new (values.constructor as new (n: number) => T)(values.length);
  const axes = mergedAxes(shape, permutation);
  const written = axes.pop() ?? { size: 1, from: 1, to: 1 };
  const read = axes.find(({ from }) => from === 1) ?? { size: 1, from: 1, to: 1 };
  const others = axes.filter((axis) => axis !== read);
  if (values.length > 0) copyAll(values, result, others, [written, read]);
  return result;
}

/** The axes of the result, of more than one element each; neighbours that were neighbours in the source are one. */
function mergedAxes(shape: readonly number[], permutation: readonly number[]): Axis[] {
  const strides = stridesOf(shape);
  const sizes = permutation.map((axis) => shape[axis]!);
  const to = stridesOf(sizes);
  const axes: Axis[] = [];
  permutation.forEach((axis, i) => {
    if (sizes[i] === 1) return;
    const own = { size: sizes[i]!, from: strides[axis]!, to: to[i]! };
    const last = axes.at(-1);
    if (last?.from === own.size * own.from) axes[axes.length - 1] = { ...own, size: last.size * own.size };
    else axes.push(own);
  });
  return axes;
}

function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  for (let i = shape.length - 1, stride = 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i]!;
  }
  return strides;
}

/** @param planes the two axes that are copied in squares, the one that the result has its elements in a row along first */
function copyAll<T extends ElementArray>(
  values: T,
  result: T,
  others: readonly Axis[],
  planes: readonly [Axis, Axis],
): void {
  const index = new Array<number>(others.length).fill(0);
  let [from, to] = [0, 0];
  for (;;) {
    copyPlane(values, result, { from, to }, planes);
    let k = others.length - 1;
    for (; k >= 0; k--) {
      const axis = others[k]!;
      from += axis.from;
      to += axis.to;
      if (++index[k]! < axis.size) break;
      from -= axis.from * axis.size;
      to -= axis.to * axis.size;
      index[k] = 0;
    }
    if (k < 0) return;
  }
}

function copyPlane<T extends ElementArray>(
  values: T,
  result: T,
  start: { readonly from: number; readonly to: number },
  [{ size: columns, from: readStep }, { size: rows, to: writeStep }]: readonly [Axis, Axis],
): void {
  for (let top = 0; top < rows; top += TILE) {
    const bottom = Math.min(rows, top + TILE);
    for (let left = 0; left < columns; left += TILE) {
      const right = Math.min(columns, left + TILE);
      for (let row = top; row < bottom; row++) {
        let from = start.from + row + left * readStep;
        const to = start.to + row * writeStep;
        for (let column = left; column < right; column++, from += readStep)
          result[to + column] = values[from]!;
      }
    }
  }
}
