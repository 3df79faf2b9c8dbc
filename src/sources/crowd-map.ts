/** How much ink there is around a place, in any direction. */
import type { Size } from '../raster/frame.ts';

export interface CrowdMap {
  /** In a cell: length of lines in the 3 x 3 cells around it, in units of the 3 cells' side. */
  readonly ink: Float64Array;
  /** The cell of each point of a line (x, y, ...). */
  cellsOf(xy: Float64Array): Int32Array;
  /** @param xy a line whose points are a pixel apart */
  add(xy: Float64Array): void;
}

/** @param part side of a cell, as a part of the longer side */
export function createCrowdMap({ width, height }: Size, part: number): CrowdMap {
  const cell = part * Math.max(width, height);
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const ink = new Float64Array(columns * rows);
  const column = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor(x / cell)));
  const row = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor(y / cell)));
  return {
    ink,
    cellsOf(xy) {
      const cells = new Int32Array(xy.length / 2);
      for (let i = 0; i < cells.length; i++) cells[i] = row(xy[2 * i + 1]) * columns + column(xy[2 * i]);
      return cells;
    },
    add(xy) {
      for (let i = 0; i < xy.length; i += 2) {
        const [u, v] = [column(xy[i]), row(xy[i + 1])];
        for (let y = Math.max(0, v - 1); y <= Math.min(rows - 1, v + 1); y++) {
          for (let x = Math.max(0, u - 1); x <= Math.min(columns - 1, u + 1); x++) {
            ink[y * columns + x] += 1 / (3 * cell);
          }
        }
      }
    },
  };
}
