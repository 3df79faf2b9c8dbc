/** Draws the subject's outline whole, closest at the head, and the lines within it. */
import { FOLLOWED, farthestFollowed } from '../lines/followed.ts';
import { range } from '../range.ts';
import { concatStrokes, type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';
import type { DrawingOnCanvas, Offer, Strategy, WantedOnCanvas } from './strategy.ts';

const LINE_DRAWING = {
  /** Where more than this part of the strokes is fixed, they show a face. */
  face: 0.25,
  /** From where on an outline is no drawing of the photo's. */
  ...FOLLOWED,
};

export const lineDrawing: Strategy<typeof LINE_DRAWING> = {
  name: 'line-drawing',
  describe:
    'What a person draws: the whole outline in few flowing strokes that join, followed closest at the head, and the lines where one part ends before another. All strokes are shared out at once, so that what is left undrawn is least. It asks for no loss.',
  params: LINE_DRAWING,
  countsLines: true,
  suits: (offer, count, params) => bestDrawing(offer, count, params) !== null,
  draft,
  choose: async (_critic: Critic, offer: Offer, count: number, params) => draft(offer, count, params),
};

/**
 * The fixed strokes, and the drawing that says most. Where its lines are too few, what is proposed otherwise fills it up, unless fewer
 * strokes will do.
 */
function draft(offer: Offer, count: number, params: typeof LINE_DRAWING): Strokes {
  const best = bestDrawing(offer, count, params);
  const drawn = best ? concatStrokes(offer.fixed, best.draw(wantedOf(offer, count, params))) : offer.fixed;
  if (strokeCount(drawn) === count || (best && offer.atMost)) return drawn;
  return selectStrokes(offer.propose(count, drawn), range(0, count));
}

/** Of drawings whose outline is near enough the one that says most; null where there is none. */
function bestDrawing(offer: Offer, count: number, params: typeof LINE_DRAWING): DrawingOnCanvas | null {
  const wanted = wantedOf(offer, count, params);
  let [best, most]: [DrawingOnCanvas | null, number] = [null, Number.NEGATIVE_INFINITY];
  for (const drawing of offer.drawings) {
    const says = drawing.says(wanted);
    if (says > most) [best, most] = [drawing, says];
  }
  return best;
}

function wantedOf({ fixed }: Offer, total: number, params: typeof LINE_DRAWING): WantedOnCanvas {
  const own = strokeCount(fixed);
  return {
    count: total - own,
    total,
    farthest: farthestFollowed(total, own > params.face * total, params),
  };
}
