/** The subject's outline: in pieces, and whole. */
import { besideLimbs, findLimbs, LIMBS } from '../contours/limbs.ts';
import { SPLIT } from '../lines/pieces.ts';
import { joinPieces, piecesOf } from './pieces.ts';
import { planSilhouette, SILHOUETTE } from './silhouette.ts';
import type { Source } from './source.ts';

const OUTLINE = {
  exact: SPLIT,
  /** Simpler outlines bend less. */
  simpler: { ...SPLIT, spacing: 10 },
  whole: SILHOUETTE,
  /** Limbs that one line can stand for, though two would show their width. */
  wideLimbs: { ...LIMBS, scales: [...LIMBS.scales, 9, 12] },
};

export const outline: Source<typeof OUTLINE> = {
  name: 'outline',
  describe:
    'The border of the subject’s mask, whatever textures it passes: exact and simpler ones in pieces, and the whole in as many strokes as one likes, with limbs as part of it or as single lines.',
  params: OUTLINE,
  propose({ mask, outline: lines, limbs }, params) {
    if (!mask) return {};
    const pieces = joinPieces(
      lines.map((chains, k) => piecesOf(chains, k === 0 ? params.exact : params.simpler)),
    );
    return {
      pieces: besideLimbs(pieces, limbs),
      wholes: () =>
        [null, limbs, findLimbs(mask, params.wideLimbs)].flatMap(
          (thin) => planSilhouette(mask, thin, params.whole) ?? [],
        ),
    };
  },
};
