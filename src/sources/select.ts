/**
 * Chooses the N pieces that together say most: greedily, each next piece is the one with the largest gain, where what a
 * chosen piece already shows (near it and in its direction) counts no more.
 */

import type { Piece } from '../lines/pieces.ts';
import { type Plane, valueAt } from '../raster/raster.ts';
import { createCrowdMap } from './crowd-map.ts';
import { createDrawnMap } from './drawn-map.ts';

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

/** What is offered, on what matters how much, beside what. */
interface Offered {
  readonly pieces: readonly Piece[];
  /** How much a pixel matters, at the scale of the pieces' coordinates. */
  readonly importance: Plane;
  /** Polylines (x, y, ...), about a pixel apart, that are on the paper already. */
  readonly drawn: readonly Float64Array[];
}

export function selectPieces(
  pieces: readonly Piece[],
  importance: Plane,
  { count, drawn }: { readonly count: number; readonly drawn: readonly Float64Array[] },
  params = SELECTION,
): Selection {
  return createSelection({ pieces, importance, drawn }, params)(count);
}

/** @returns the first `count` pieces, or all that add anything; asked for more, it goes on from those it chose before */
export function createSelection(
  { pieces, importance, drawn }: Offered,
  params = SELECTION,
): (count: number) => Selection {
  const map = createDrawnMap(importance, params.spacing);
  const crowd = createCrowdMap(importance, params.crowdCell);
  const add = (line: Float64Array) => {
    map.add(line);
    crowd.add(line);
  };
  for (const line of drawn) add(line);
  const values = pieces.map((piece) => pointValues(piece, importance, params));
  const places = pieces.map(({ xy }) => map.placesOf(xy));
  const cells = pieces.map(({ xy }) => crowd.cellsOf(xy));
  const gainOf = (k: number) => {
    const [value, place, cell] = [values[k], places[k], cells[k]];
    let sum = 0;
    for (let i = 0; i < value.length; i++) {
      sum += (value[i] * (1 - map.drawn[place[i]])) / (1 + params.crowding * crowd.ink[cell[i]]);
    }
    return sum;
  };
  const upper = Float64Array.from(pieces, (_, k) => gainOf(k));
  let left = Int32Array.from(pieces.keys());
  const chosen: number[] = [];
  const gains: number[] = [];
  const chooseNext = () => {
    sortDown(left, upper);
    let best = -1;
    let bestGain = 0;
    for (const k of left) {
      if (upper[k] <= bestGain) break;
      upper[k] = gainOf(k);
      if (upper[k] > bestGain) {
        bestGain = upper[k];
        best = k;
      }
    }
    if (best < 0) return false;
    left = left.filter((k) => k !== best);
    chosen.push(best);
    gains.push(bestGain);
    add(pieces[best].xy);
    return true;
  };
  return (count) => {
    while (chosen.length < count && chooseNext());
    return { chosen: chosen.slice(0, count), gains: gains.slice(0, count) };
  };
}

function pointValues(piece: Piece, importance: Plane, { softness }: typeof SELECTION): Float64Array {
  const quality = Math.exp(-0.5 * (piece.error / softness) ** 2);
  return piece.strength.map((s, i) => {
    return s * quality * valueAt(importance, piece.xy[2 * i], piece.xy[2 * i + 1]);
  });
}

/** Largest first, of equal ones the lower index: by insertion, as most stand where they should from the time before. */
function sortDown(indices: Int32Array, values: Float64Array): void {
  for (let i = 1; i < indices.length; i++) {
    const k = indices[i];
    let j = i;
    for (; j > 0; j--) {
      const before = indices[j - 1];
      if (values[before] > values[k] || (values[before] === values[k] && before < k)) break;
      indices[j] = before;
    }
    indices[j] = k;
  }
}
