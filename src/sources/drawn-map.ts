/** Where lines are drawn already, and in which direction: a parallel one beside them would say the same again. */
import type { Size } from '../raster/frame.ts';

/** Side in pixels of the cells that are told apart. */
const CELL = 2;
/** Directions are told apart in this many bins over half a turn. */
const BINS = 8;

export interface DrawnMap {
  /** At a place: 1 where a line of its direction is drawn already, falling to 0 at `spacing` pixels. */
  readonly drawn: Float32Array;
  /** The place of each point of a line (x, y, ...), by its cell and the direction that the line has there. */
  placesOf(xy: Float64Array): Int32Array;
  /** @param xy a line whose points are about a pixel apart; it may leave the picture */
  add(xy: Float64Array): void;
}

/** @param spacing distance in pixels up to which a line counts as drawn */
export function createDrawnMap({ width, height }: Size, spacing: number): DrawnMap {
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const cells = columns * rows;
  const drawn = new Float32Array(BINS * cells);
  const disc = discOf(spacing);
  return {
    drawn,
    placesOf(xy) {
      const places = new Int32Array(xy.length / 2);
      for (let i = 0; i < places.length; i++) {
        const x = Math.min(columns - 1, Math.max(0, Math.floor(xy[2 * i] / CELL)));
        const y = Math.min(rows - 1, Math.max(0, Math.floor(xy[2 * i + 1] / CELL)));
        places[i] = directionAt(xy, i) * cells + y * columns + x;
      }
      return places;
    },
    add(xy) {
      let [lastX, lastY, lastDirection] = [Number.NaN, Number.NaN, -1];
      for (let i = 0; i < xy.length / 2; i++) {
        const x = Math.floor(xy[2 * i] / CELL);
        const y = Math.floor(xy[2 * i + 1] / CELL);
        const direction = directionAt(xy, i);
        // points are about a pixel apart: the next one is often in the same cell
        if (x === lastX && y === lastY && direction === lastDirection) continue;
        [lastX, lastY, lastDirection] = [x, y, direction];
        const before = ((direction + BINS - 1) % BINS) * cells;
        const same = direction * cells;
        const after = ((direction + 1) % BINS) * cells;
        for (let k = 0; k < disc.values.length; k++) {
          const [u, v] = [x + disc.x[k], y + disc.y[k]];
          if (u < 0 || v < 0 || u >= columns || v >= rows) continue;
          const cell = v * columns + u;
          const value = disc.values[k];
          if (drawn[before + cell] < value) drawn[before + cell] = value;
          if (drawn[same + cell] < value) drawn[same + cell] = value;
          if (drawn[after + cell] < value) drawn[after + cell] = value;
        }
      }
    },
  };
}

/** What one point draws around it: offsets in cells, and values there. */
function discOf(spacing: number) {
  const radius = Math.ceil(spacing / CELL);
  const [x, y, values]: [number[], number[], number[]] = [[], [], []];
  for (let v = -radius; v <= radius; v++) {
    for (let u = -radius; u <= radius; u++) {
      const near = 1 - (Math.hypot(u, v) * CELL) / spacing;
      if (near <= 0) continue;
      x.push(u);
      y.push(v);
      values.push(Math.min(1, 2 * near));
    }
  }
  return { x: Int32Array.from(x), y: Int32Array.from(y), values: Float32Array.from(values) };
}

/** Direction bin of a polyline at point i. */
function directionAt(xy: Float64Array, i: number): number {
  const last = xy.length / 2 - 1;
  const a = 2 * Math.max(0, i - 2);
  const b = 2 * Math.min(last, i + 2);
  const angle = Math.atan2(xy[b + 1] - xy[a + 1], xy[b] - xy[a]);
  return Math.floor(((angle / Math.PI + 2) * BINS + 0.5) % BINS);
}
