/** Draws the subject's outline whole, and within it what the critic misses most. */
import { concatStrokes, type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import { type Critic, lowestLoss } from './critic.ts';
import { reduceByLoss } from './reduce.ts';
import type { Offer, Strategy, WholeOnCanvas } from './strategy.ts';

export const outlineFirst: Strategy = {
  name: 'outline-first',
  describe:
    'Chosen one by one, pieces of an outline leave gaps. So the outline is drawn whole, and shares the strokes with what is within it as the critic likes best.',
  params: {},
  suits: ({ fixed, wholes }, count) =>
    wholes.some((whole) => whole.fewest(count - strokeCount(fixed)) !== null),
  choose: chooseOutlineFirst,
};

/**
 * Draws the outline that has the lowest loss on its own, at its finest, and of all ways to share `count` strokes between it and what is
 * within it takes the one with the lowest loss. What is within is ranked once, by what its absence costs beside the outline at its finest.
 * When the critic's signal aborts, the outline is drawn as fine as can be.
 */
export async function chooseOutlineFirst(critic: Critic, offer: Offer, count: number): Promise<Strokes> {
  const outlines = followable(offer, count);
  const finests = outlines.map(({ draw }) => draw(count));
  const best = await lowestLoss(critic, finests);
  const [finest, { fewest, draw }] = [finests[best], outlines[best]];
  const most = strokeCount(finest);
  const coarser = Array.from({ length: Math.max(0, most - (fewest(count) ?? most)) }, (_, k) =>
    draw(most - 1 - k),
  );
  const finenesses = [finest, ...coarser];
  const missing = count - Math.min(...finenesses.map(strokeCount));
  const ranked = await rankWithin(critic, offer, finest, missing);
  const drawings = finenesses.map((outline) => fillUp(critic, outline, ranked, count));
  return drawings[await lowestLoss(critic, drawings)];
}

/** Ways to draw the whole outline that `count` strokes can follow closely, each with the offer's fixed strokes before it. */
function followable({ fixed, wholes }: Offer, count: number): WholeOnCanvas[] {
  const own = strokeCount(fixed);
  return wholes
    .filter((whole) => whole.fewest(count - own) !== null)
    .map((whole) => ({
      fewest(total) {
        const least = whole.fewest(total - own);
        return least === null ? null : least + own;
      },
      simplified: whole.simplified,
      length: whole.length,
      distance: (total) => whole.distance(total - own),
      draw: (total) => concatStrokes(fixed, whole.draw(total - own)),
    }));
}

/** What is proposed beside the outline, what it misses most first and what repeats others last. */
async function rankWithin(critic: Critic, offer: Offer, outline: Strokes, wanted: number): Promise<Strokes> {
  const frozen = strokeCount(outline);
  const proposed = offer.propose(frozen + wanted, outline);
  const [distinct, repeated] = splitRepeated(critic, proposed, frozen);
  const { removed } = await reduceByLoss(critic, selectStrokes(proposed, distinct), frozen, frozen);
  return selectStrokes(proposed, [...removed.map((s) => distinct[s]).reverse(), ...repeated]);
}

/** The outline, and as many of the others as there is room for, those first that do not repeat it. */
function fillUp(critic: Critic, outline: Strokes, others: Strokes, count: number): Strokes {
  const all = concatStrokes(outline, others);
  return selectStrokes(all, splitRepeated(critic, all, strokeCount(outline)).flat().slice(0, count));
}

/** Indices of the strokes that repeat no other, and of those that do. */
function splitRepeated(critic: Critic, strokes: Strokes, frozen: number): [number[], number[]] {
  const distinct = critic.distinct(strokes, frozen);
  const kept = new Set(distinct);
  return [distinct, Array.from(strokes.widths.keys()).filter((s) => !kept.has(s))];
}
