/** Pieces of the subject's edges. */
import { besideLimbs } from '../contours/limbs.ts';
import { SPLIT } from '../lines/pieces.ts';
import { outsideFaces } from './outside-faces.ts';
import { joinPieces, piecesOf } from './pieces.ts';
import { outsideSnouts } from './snouts.ts';
import type { Source } from './source.ts';

const EDGES = {
  near: SPLIT,
  /** Edges that are seen from afar bend less. */
  afar: { ...SPLIT, spacing: 10 },
};

export const edges: Source<typeof EDGES> = {
  name: 'edges',
  describe:
    'Borders of the subject and its parts, as people draw them, seen from near and from afar; not those along limbs, nor within human faces and snouts.',
  params: EDGES,
  propose({ edges: near, afar, limbs, portraits, landmarks }, params) {
    return {
      pieces: () => {
        const pieces = joinPieces([piecesOf(near, params.near), piecesOf(afar, params.afar)]);
        return outsideSnouts(outsideFaces(besideLimbs(pieces, limbs), portraits), landmarks);
      },
    };
  },
};
