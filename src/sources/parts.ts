/** Borders between the subject's parts. */
import { besideLimbs } from '../contours/limbs.ts';
import { SPLIT } from '../lines/pieces.ts';
import { outsideFaces } from './outside-faces.ts';
import { piecesOf } from './pieces.ts';
import { outsideSnouts } from './snouts.ts';
import type { Source } from './source.ts';

const PARTS = { split: SPLIT };

export const parts: Source<typeof PARTS> = {
  name: 'parts',
  describe:
    'Lines where one part of the subject ends before another: a chin before a chest, a thigh before a belly, a wing, a sole.',
  params: PARTS,
  propose: ({ partBorders, limbs, portraits, landmarks }, { split }) => ({
    pieces: outsideSnouts(
      outsideFaces(besideLimbs(piecesOf(partBorders, split), limbs), portraits),
      landmarks,
    ),
  }),
};
