/** Thin parts of the subject as single lines. */
import { SPLIT } from '../lines/pieces.ts';
import { piecesOf } from './pieces.ts';
import type { Source } from './source.ts';

/** A limb's middle line bends little. */
const LIMBS = { split: { ...SPLIT, spacing: 10 } };

export const limbs: Source<typeof LIMBS> = {
  name: 'limbs',
  describe: 'What is about two strokes wide, a leg or a stalk, by one line down its middle.',
  params: LIMBS,
  propose: ({ limbs: found }, { split }) => (found ? { pieces: () => piecesOf(found.chains, split) } : {}),
};
