/**
 * Chooses the N pieces that together say most: greedily, each next piece is the one with the largest gain, where what a
 * chosen piece already shows (near it and in its direction) counts no more.
 */

import type { Piece } from '../lines/pieces.ts';
import { type Plane, valueAt } from '../raster/raster.ts';

export interface Selection {
  /** Indices of the chosen pieces, most important first. */
  readonly chosen: readonly number[];
  /** What each of them added when it was chosen. */
  readonly gains: readonly number[];
}

export const SELECTION = {
  /** Distance in pixels within which a parallel stroke repeats another. */
  spacing: 10,
  /** A fit that is this far off (pixels) is worth about 60 % of a perfect one. */
  softness: 4,
  /** How much a piece loses where there is ink around already, in any direction; 0 lets strokes flock together. */
  crowding: 0.7,
  /** Side of the squares in which ink is counted, as a part of the image's longer side. */
  crowdCell: 0.08,
};

/** Directions are told apart in this many bins over half a turn. */
const BINS = 8;

/**
 * @param importance how much a pixel matters, at the scale of the pieces' coordinates
 * @param drawn polylines (x, y, ...), about a pixel apart, that are on the paper already
 */
export function selectPieces(
  pieces: readonly Piece[],
  importance: Plane,
  { count, drawn }: { readonly count: number; readonly drawn: readonly Float64Array[] },
  params = SELECTION,
): Selection {
  const values = pieces.map((piece) => pointValues(piece, importance, params));
  const map = createDrawnMap(importance.width, importance.height, params.spacing);
  const crowd = createCrowdMap(importance.width, importance.height, params.crowdCell);
  for (const line of drawn) {
    map.add(line);
    crowd.add(line);
  }
  const gainOf = (k: number) => {
    const { xy } = pieces[k];
    let sum = 0;
    for (let i = 0; i < values[k].length; i++) {
      const [x, y] = [xy[2 * i], xy[2 * i + 1]];
      sum += (values[k][i] * (1 - map.at(x, y, bin(xy, i)))) / (1 + params.crowding * crowd.at(x, y));
    }
    return sum;
  };
  const upper = pieces.map((_, k) => gainOf(k));
  const left = new Set(pieces.keys());
  const chosen: number[] = [];
  const gains: number[] = [];
  while (chosen.length < count && left.size > 0) {
    let best = -1;
    let bestGain = 0;
    const order = [...left].sort((a, b) => upper[b] - upper[a] || a - b);
    for (const k of order) {
      if (upper[k] <= bestGain) break;
      upper[k] = gainOf(k);
      if (upper[k] > bestGain) {
        bestGain = upper[k];
        best = k;
      }
    }
    if (best < 0) break;
    left.delete(best);
    chosen.push(best);
    gains.push(bestGain);
    map.add(pieces[best].xy);
    crowd.add(pieces[best].xy);
  }
  return { chosen, gains };
}

function pointValues(piece: Piece, importance: Plane, { softness }: typeof SELECTION): Float64Array {
  const quality = Math.exp(-0.5 * (piece.error / softness) ** 2);
  return piece.strength.map((s, i) => {
    return s * quality * valueAt(importance, piece.xy[2 * i], piece.xy[2 * i + 1]);
  });
}

/** Direction bin of a polyline at point i. */
function bin(xy: Float64Array, i: number): number {
  const last = xy.length / 2 - 1;
  const a = 2 * Math.max(0, i - 2);
  const b = 2 * Math.min(last, i + 2);
  const angle = Math.atan2(xy[b + 1] - xy[a + 1], xy[b] - xy[a]);
  return Math.floor(((angle / Math.PI + 2) * BINS + 0.5) % BINS);
}

interface DrawnMap {
  /** 1 where a stroke of this direction is drawn already, falling to 0 at `spacing` pixels. */
  at(x: number, y: number, direction: number): number;
  add(xy: Float64Array): void;
}

function createDrawnMap(width: number, height: number, spacing: number): DrawnMap {
  const cell = 2;
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const maps = Array.from({ length: BINS }, () => new Float32Array(columns * rows));
  const radius = Math.ceil(spacing / cell);
  const index = (x: number, y: number) =>
    Math.min(rows - 1, Math.max(0, Math.floor(y / cell))) * columns +
    Math.min(columns - 1, Math.max(0, Math.floor(x / cell)));
  return {
    at: (x, y, direction) => maps[direction][index(x, y)],
    add: (xy) => {
      for (let i = 0; i < xy.length / 2; i++) {
        const centreX = Math.floor(xy[2 * i] / cell);
        const centreY = Math.floor(xy[2 * i + 1] / cell);
        const direction = bin(xy, i);
        for (let v = -radius; v <= radius; v++) {
          for (let u = -radius; u <= radius; u++) {
            const [x, y] = [centreX + u, centreY + v];
            if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
            const near = 1 - (Math.hypot(u, v) * cell) / spacing;
            if (near <= 0) continue;
            const value = Math.min(1, 2 * near);
            for (const turn of [-1, 0, 1]) {
              const map = maps[(direction + turn + BINS) % BINS];
              if (map[y * columns + x] < value) map[y * columns + x] = value;
            }
          }
        }
      }
    },
  };
}

interface CrowdMap {
  /** Ink around a place: length of lines in the 3 x 3 cells there, in units of the 3 cells' side. */
  at(x: number, y: number): number;
  add(xy: Float64Array): void;
}

function createCrowdMap(width: number, height: number, part: number): CrowdMap {
  const cell = part * Math.max(width, height);
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const ink = new Float64Array(columns * rows);
  const column = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor(x / cell)));
  const row = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor(y / cell)));
  return {
    at: (x, y) => ink[row(y) * columns + column(x)],
    add: (xy) => {
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
