/** Picks pieces to choose strokes from. */

import type { Piece } from '../lines/pieces.ts';
import { range } from '../range.ts';
import type { Plane } from '../raster/raster.ts';
import { createSelection, SELECTION } from './select.ts';

export const PICK = {
  /** Contours to choose from for each one that is asked for. */
  spare: 2,
  /** So many coarser tolerances offer other ways to draw the same. */
  coarser: 2,
  selection: SELECTION,
};

/**
 * The best `count` pieces at the fit tolerance that suits so many, most important first; fewer when there are no more edges. Then more
 * to choose from: `spare` times as many in all at that tolerance and, as other ways to draw the same, at the next coarser ones.
 * @param levels pieces for each tolerance, finer to coarser
 * @param importance how much a line through each pixel matters
 * @param drawn polylines in working pixels that are on the paper already
 */
export function pickPieces(
  levels: readonly (readonly Piece[])[],
  importance: Plane,
  { count, drawn }: { readonly count: number; readonly drawn: readonly Float64Array[] },
  { spare, coarser, selection } = PICK,
): Piece[] {
  const selections = levels.map((pieces) => createSelection({ pieces, importance, drawn }, selection));
  const gains = selections.map((select) => select(count).gains.reduce((sum, v) => sum + v, 0));
  const best = gains.reduce((a, gain, k) => (gain > gains[a] ? k : a), 0);
  const offered = range(best, Math.min(levels.length, best + 1 + coarser)).flatMap((k) =>
    selections[k](Math.round(count * spare)).chosen.map((i) => levels[k][i]),
  );
  return [...new Map(offered.map((piece) => [piece.points, piece])).values()];
}
