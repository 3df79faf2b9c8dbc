/** Of strokes that could be drawn, those that the critic misses most: chosen at once, or in rounds. */
import { type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';
import { reduceByLoss } from './reduce.ts';
import type { Offer, Strategy } from './strategy.ts';

export const singlePass: Strategy = {
  name: 'single-pass',
  describe:
    'All strokes are weighed together: what repeats others goes, then, again and again, the stroke that is missed least.',
  params: {},
  suits: () => true,
  choose: (critic, offer, count) => chooseInRounds(critic, offer, count, 1),
};

const COARSE_TO_FINE = {
  /** Each round fills an equal share of the strokes. */
  rounds: 2,
};

export const coarseToFine: Strategy<typeof COARSE_TO_FINE> = {
  name: 'coarse-to-fine',
  describe:
    'The first round looks for the whole shape in few strokes; those after it add what is missing, and may give up earlier strokes.',
  params: COARSE_TO_FINE,
  suits: () => true,
  choose: (critic, offer, count, { rounds }) => chooseInRounds(critic, offer, count, rounds),
};

/**
 * Draws `count` strokes in rounds. Each round fills the paper up to its share of them: what is proposed beside the strokes of the
 * rounds before it loses what repeats others, unless too few would be left, and is reduced by the loss, together with them.
 */
export async function chooseInRounds(
  critic: Critic,
  { fixed, propose }: Offer,
  count: number,
  rounds: number,
): Promise<Strokes> {
  const frozen = strokeCount(fixed);
  let drawn = fixed;
  for (let round = 1; round <= rounds; round++) {
    const wanted = frozen + Math.ceil(((count - frozen) * round) / rounds);
    const proposed = propose(wanted, drawn);
    const distinct = critic.distinct(proposed, frozen);
    const candidates = distinct.length < wanted ? proposed : selectStrokes(proposed, distinct);
    const { kept } = await reduceByLoss(critic, candidates, wanted, frozen);
    drawn = selectStrokes(candidates, kept);
  }
  return drawn;
}
