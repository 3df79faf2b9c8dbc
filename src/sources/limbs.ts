/** Thin parts of the subject as single lines. */
import { piecesOf } from './pieces.ts';
import type { Source } from './source.ts';

const LIMBS = {
  /** Pixels between places where a limb's middle line may be cut; it bends little. */
  spacing: 10,
};

export const limbs: Source<typeof LIMBS> = {
  name: 'limbs',
  describe: 'What is about two strokes wide, a leg or a stalk, by one line down its middle.',
  params: LIMBS,
  propose: ({ limbs: found }, { spacing }) => (found ? { pieces: piecesOf(found.chains, spacing) } : {}),
};
