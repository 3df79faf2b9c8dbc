/** Lines cut into pieces of one stroke each. */
import { type Chain, type Piece, splitChain } from '../lines/pieces.ts';

/** Fit tolerances in working pixels: the fewer the strokes, the coarser they may be. */
const TOLERANCES = [1.5, 2.5, 4, 6, 9, 13];

/**
 * The pieces of all lines, for each tolerance.
 * @param spacing pixels between places where lines may be cut
 */
export function piecesOf(lines: readonly Chain[], spacing?: number): Piece[][] {
  const splits = lines.map((line) => splitChain(line, TOLERANCES, spacing));
  return TOLERANCES.map((_, k) => splits.flatMap((levels) => levels[k]));
}

/** The pieces of several sources together. */
export function joinPieces(sources: readonly (readonly (readonly Piece[])[])[]): Piece[][] {
  return TOLERANCES.map((_, k) => sources.flatMap((levels) => levels[k] ?? []));
}
