/** Connected parts of maps. */
import type { Size } from './frame.ts';

/** Calls `visit` with the cells that count as beside cell `i`; `i` itself may be among them. */
export type Neighbours = (i: number, visit: (j: number) => void) => void;

/** Sets of connected cells of at least `level`, in order of their first cell, each cell from its first on. */
export function connectedParts(map: Float32Array, level: number, neighbours: Neighbours): number[][] {
  return growParts(map, level, (i, part, free) => {
    neighbours(i, (j) => {
      if (!free[j]) return;
      free[j] = 0;
      part.push(j);
    });
  });
}

/** The same, of cells that are no further apart than `gap` along each axis; faster, without a call for each of them. */
export function connectedWithin(
  map: Float32Array,
  level: number,
  gap: number,
  { width, height }: Size,
): number[][] {
  return growParts(map, level, (i, part, free) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const left = Math.max(0, x - gap);
    const right = Math.min(width - 1, x + gap);
    const bottom = Math.min(height - 1, y + gap);
    for (let v = Math.max(0, y - gap); v <= bottom; v++) {
      for (let j = v * width + left; j <= v * width + right; j++) {
        if (!free[j]) continue;
        free[j] = 0;
        part.push(j);
      }
    }
  });
}

/** @param grow adds to the part of cell `i` those beside it that are free, which they are no more then */
function growParts(
  map: Float32Array,
  level: number,
  grow: (i: number, part: number[], free: Uint8Array) => void,
): number[][] {
  const free = new Uint8Array(map.length);
  for (let i = 0; i < map.length; i++) free[i] = map[i] < level ? 0 : 1;
  const parts: number[][] = [];
  for (let start = 0; start < map.length; start++) {
    if (!free[start]) continue;
    const part = [start];
    free[start] = 0;
    for (let k = 0; k < part.length; k++) grow(part[k], part, free);
    parts.push(part);
  }
  return parts;
}

/** Visits cell `i` and those up to `reach` from it along each axis. */
export function forEachAround(
  i: number,
  { width, height }: Size,
  reach: number,
  visit: (j: number) => void,
): void {
  const x = i % width;
  const y = Math.floor(i / width);
  const right = Math.min(width - 1, x + reach);
  const bottom = Math.min(height - 1, y + reach);
  for (let v = Math.max(0, y - reach); v <= bottom; v++) {
    for (let u = Math.max(0, x - reach); u <= right; u++) visit(v * width + u);
  }
}

/**
 * Spreads from cells over the four beside each, as far as it may.
 * @param cells where it begins; what it reaches is added
 * @param takes whether it spreads from one cell to another; asked again for a cell that was taken unless it says so
 */
export function spreadFrom(
  cells: number[],
  { width, height }: Size,
  takes: (from: number, to: number) => boolean,
): void {
  const count = width * height;
  for (let k = 0; k < cells.length; k++) {
    const i = cells[k];
    const x = i % width;
    if (x > 0 && takes(i, i - 1)) cells.push(i - 1);
    if (x + 1 < width && takes(i, i + 1)) cells.push(i + 1);
    if (i >= width && takes(i, i - width)) cells.push(i - width);
    if (i + width < count && takes(i, i + width)) cells.push(i + width);
  }
}
