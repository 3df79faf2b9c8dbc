/** Picks pieces to choose strokes from. */

import type { Piece } from '../lines/pieces.ts';
import type { Plane } from '../raster/raster.ts';
import { SELECTION, selectPieces } from './select.ts';

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
  const picks = levels.map((pieces) => {
    const { chosen, gains } = selectPieces(
      pieces,
      importance,
      { count: Math.round(count * spare), drawn },
      selection,
    );
    const gain = gains.slice(0, count).reduce((sum, v) => sum + v, 0);
    return { gain, pieces: chosen.map((k) => pieces[k]) };
  });
  const best = picks.reduce((a, b, k) => (b.gain > picks[a].gain ? k : a), 0);
  const offered = picks.slice(best, best + 1 + coarser).flatMap(({ pieces }) => pieces);
  return [...new Map(offered.map((piece) => [piece.points, piece])).values()];
}
