/** Connected parts of maps. */
import type { Size } from './frame.ts';

/** Calls `visit` with the cells that count as beside cell `i`; `i` itself may be among them. */
export type Neighbours = (i: number, visit: (j: number) => void) => void;

/** Sets of connected cells of at least `level`, in order of their first cell, each cell from its first on. */
export function connectedParts(map: Float32Array, level: number, neighbours: Neighbours): number[][] {
  const seen = new Uint8Array(map.length);
  const parts: number[][] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start] < level) continue;
    const part = [start];
    seen[start] = 1;
    for (let k = 0; k < part.length; k++) {
      neighbours(part[k], (j) => {
        if (seen[j] || map[j] < level) return;
        seen[j] = 1;
        part.push(j);
      });
    }
    parts.push(part);
  }
  return parts;
}

/** The same, of cells that are no further apart than `gap` along each axis; faster, as it calls nobody. */
export function connectedWithin(map: Float32Array, level: number, gap: number, size: Size): number[][] {
  const { width, height } = size;
  const seen = new Uint8Array(map.length);
  const parts: number[][] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start] < level) continue;
    const part = [start];
    seen[start] = 1;
    for (let k = 0; k < part.length; k++) {
      const x = part[k] % width;
      const y = Math.floor(part[k] / width);
      const left = Math.max(0, x - gap);
      const right = Math.min(width - 1, x + gap);
      const bottom = Math.min(height - 1, y + gap);
      for (let v = Math.max(0, y - gap); v <= bottom; v++) {
        for (let j = v * width + left; j <= v * width + right; j++) {
          if (seen[j] || map[j] < level) continue;
          seen[j] = 1;
          part.push(j);
        }
      }
    }
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
