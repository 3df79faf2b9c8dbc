/** Picks pieces to choose strokes from. */
import type { Piece } from '../lines/pieces.ts';
import type { Plane } from '../raster/plane.ts';
import { selectPieces } from './select.ts';

const SELECTION = { spacing: 10, softness: 4, crowding: 0.7 };

/** So many coarser tolerances offer other ways to draw the same. */
const COARSER = 2;

/**
 * The best `count` pieces at the fit tolerance that suits so many, most important first; fewer when there are no more edges. With
 * `spare`, more to choose from: `spare` times as many at that tolerance and, as other ways to draw the same, at the next coarser ones.
 * @param levels pieces for each tolerance, finer to coarser
 * @param importance how much a line through each pixel matters
 * @param drawn polylines in working pixels that are on the paper already
 */
export function pickPieces(
  levels: readonly (readonly Piece[])[],
  importance: Plane,
  count: number,
  { drawn = [], spare = 1 }: { readonly drawn?: readonly Float64Array[]; readonly spare?: number } = {},
): Piece[] {
  const picks = levels.map((pieces) => {
    const { chosen, gains } = selectPieces(pieces, importance, Math.round(count * spare), SELECTION, drawn);
    const gain = gains.slice(0, count).reduce((sum, v) => sum + v, 0);
    return { gain, pieces: chosen.map((k) => pieces[k]) };
  });
  const best = picks.reduce((a, b, k) => (b.gain > picks[a].gain ? k : a), 0);
  const offered = picks
    .slice(best, spare > 1 ? best + 1 + COARSER : best + 1)
    .flatMap(({ pieces }) => pieces);
  return [...new Map(offered.map((piece) => [piece.points, piece])).values()];
}
