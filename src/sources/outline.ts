/** The subject's outline: in pieces, and whole. */
import { traceChains } from '../contours/chains.ts';
import { besideLimbs, findLimbs, WIDE } from '../contours/limbs.ts';
import { joinPieces, piecesOf } from './pieces.ts';
import { planSilhouette } from './silhouette.ts';
import type { Source } from './source.ts';

const OUTLINE = {
  /** Pixels between places where simpler outlines may be cut; they bend less. */
  simplerSpacing: 10,
};

export const outline: Source<typeof OUTLINE> = {
  name: 'outline',
  describe:
    'The border of the subject’s mask, whatever textures it passes: exact and simpler ones in pieces, and the whole in as many strokes as one likes, with limbs as part of it or as single lines.',
  params: OUTLINE,
  propose({ mask, outline: maskEdges, limbs }, { simplerSpacing }) {
    if (!mask) return {};
    const pieces = joinPieces(
      maskEdges.map((map, k) =>
        piecesOf(traceChains(map, map.thinned), k === 0 ? undefined : simplerSpacing),
      ),
    );
    return {
      pieces: besideLimbs(pieces, limbs),
      wholes: () => [null, limbs, findLimbs(mask, WIDE)].flatMap((thin) => planSilhouette(mask, thin) ?? []),
    };
  },
};
