/** Pieces of the subject's edges. */
import { traceChains } from '../contours/chains.ts';
import { besideLimbs } from '../contours/limbs.ts';
import { joinPieces, piecesOf } from './pieces.ts';
import type { Source } from './source.ts';

const EDGES = {
  /** Pixels between places where edges that are seen from afar may be cut; they bend less. */
  afarSpacing: 10,
};

export const edges: Source<typeof EDGES> = {
  name: 'edges',
  describe:
    'Edges of colour and lightness within the subject, texture held down, once as seen from near and once from afar; not those along limbs.',
  params: EDGES,
  propose({ edges: near, afar, limbs }, { afarSpacing }) {
    const pieces = joinPieces([
      piecesOf(traceChains(near, near.thinned)),
      piecesOf(traceChains(afar, afar.thinned), afarSpacing),
    ]);
    return { pieces: besideLimbs(pieces, limbs) };
  },
};
