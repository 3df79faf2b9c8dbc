/** Which pieces run through a line that is drawn, rather than meet it, and what they are worth less for it. */
import { boxesMeet, boxOf, crosses } from '../lines/crossing.ts';
import type { Piece } from '../lines/pieces.ts';

/** Lines are looked at for crossings at every so many of their points. */
const STEP = 4;

export interface Crossings {
  /** Of each piece: 1, or `crossing` once a line runs through it. */
  readonly factor: Float64Array;
  /** @param xy a line (x, y, ...), its points about a pixel apart */
  add(xy: Float64Array): void;
}

/**
 * @param crossing what is left of a piece's value when a line runs through it, in [0, 1]; at 1 crossings are not looked for
 * @param meeting pixels from an end of either up to which they only meet
 */
export function createCrossings(
  pieces: readonly Piece[],
  { crossing, meeting }: { readonly crossing: number; readonly meeting: number },
): Crossings {
  const factor = new Float64Array(pieces.length).fill(1);
  if (crossing >= 1) return { factor, add() {} };
  const sparsePieces = pieces.map(({ xy }) => sparse(xy, STEP));
  const boxes = sparsePieces.map(boxOf);
  return {
    factor,
    add(xy) {
      const line = sparse(xy, STEP);
      const box = boxOf(line);
      sparsePieces.forEach((piece, k) => {
        if (factor[k] === 1 && boxesMeet(boxes[k], box) && crosses(piece, line, meeting))
          factor[k] = crossing;
      });
    },
  };
}

/** Every `step`-th point of a polyline, and its last. */
function sparse(xy: Float64Array, step: number): Float64Array {
  const last = xy.length / 2 - 1;
  const count = Math.floor((last - 1) / step) + 2;
  return Float64Array.from({ length: 2 * count }, (_, i) => {
    const point = Math.min(last, step * (i >> 1));
    return xy[2 * point + (i & 1)];
  });
}
