/** Lines cut into pieces of one stroke each. */
import { type Piece, SPLIT, splitChain } from '../lines/pieces.ts';
import type { Chain } from '../lines/polyline.ts';

/** The pieces of all lines, for each tolerance, finer to coarser. */
export function piecesOf(lines: readonly Chain[], params = SPLIT): Piece[][] {
  const splits = lines.map((line) => splitChain(line, params));
  return params.tolerances.map((_, k) => splits.flatMap((levels) => levels[k]));
}

/** The pieces of several sources together, for each tolerance. */
export function joinPieces(sources: readonly (readonly (readonly Piece[])[])[]): Piece[][] {
  const most = Math.max(0, ...sources.map((levels) => levels.length));
  return Array.from({ length: most }, (_, k) => sources.flatMap((levels) => levels[k] ?? []));
}
