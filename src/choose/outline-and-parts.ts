/** Draws the subject's outline whole, closest at the head, and within it the borders of its parts. */
import { FOLLOWED, farthestFollowed } from '../lines/followed.ts';
import { range } from '../range.ts';
import { concatStrokes, type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';
import { reduceByLoss } from './reduce.ts';
import type { Offer, Strategy } from './strategy.ts';

const OUTLINE_AND_PARTS = {
  /** An outline that is so far off (working pixels, of 16 strokes) says about 60 % of what an exact one would. */
  softness: 4,
  /** How much a pixel of the outline says, where one of a strong line within says 1. */
  outline: 0.8,
  /** With fewer than `strokes` strokes, lines within say less, by this power of the ratio: the outline comes first. */
  fewer: 0.8,
  /** Where more than this part of the strokes is fixed, they show a face. */
  face: 0.25,
  /** What one more stroke has to say, in pixels of a strong line. */
  price: 4,
  /** From where on an outline is no drawing of the photo's; with fewer than its `strokes`, `softness` is larger by the square root of their ratio. */
  ...FOLLOWED,
};

export const outlineAndParts: Strategy<typeof OUTLINE_AND_PARTS> = {
  name: 'outline-and-parts',
  describe:
    'What a person draws: the whole outline in few flowing strokes that join, followed closest at the head, and the lines where one part ends before another. It asks for no loss.',
  params: OUTLINE_AND_PARTS,
  suits: hasOutline,
  draft: draftOutlineAndParts,
  choose: chooseOutlineAndParts,
};

const PARTS_AND_OUTLINE = { ...OUTLINE_AND_PARTS, outline: 0.65 };

export const partsAndOutline: Strategy<typeof OUTLINE_AND_PARTS> = {
  name: 'parts-and-outline',
  describe: 'As outline-and-parts, with a coarser outline and more lines within it.',
  params: PARTS_AND_OUTLINE,
  suits: hasOutline,
  draft: draftOutlineAndParts,
  choose: chooseOutlineAndParts,
};

const OUTLINE_AND_DETAILS = {
  ...PARTS_AND_OUTLINE,
  /** Lines of parts to choose from for each one that is missing. */
  spare: 1.5,
};

export const outlineAndDetails: Strategy<typeof OUTLINE_AND_DETAILS> = {
  name: 'outline-and-details',
  describe:
    'The whole outline, a little coarser, and within it, of the borders between parts and all other edges, what the critic misses most: buttons, folds, a door. For subjects without a face: there it prefers texture to form.',
  params: OUTLINE_AND_DETAILS,
  suits: (offer, count, params) => strokeCount(offer.fixed) === 0 && hasOutline(offer, count, params),
  choose: chooseOutlineAndDetails,
};

/**
 * The fixed strokes; the outline in as many strokes as are worth their price; of the lines within, those that say most. Where these are too
 * few, what is proposed otherwise fills the drawing up, unless fewer strokes will do.
 */
export async function chooseOutlineAndParts(
  _critic: Critic,
  offer: Offer,
  count: number,
  params: typeof OUTLINE_AND_PARTS,
): Promise<Strokes> {
  return draftOutlineAndParts(offer, count, params);
}

function draftOutlineAndParts(offer: Offer, count: number, params: typeof OUTLINE_AND_PARTS): Strokes {
  const { outline, drawn } = drawOutline(offer, count, params);
  const filled = concatStrokes(drawn, offer.within(count - strokeCount(drawn), drawn).strokes);
  if (strokeCount(filled) === count || (outline && offer.atMost)) return filled;
  return selectStrokes(offer.propose(count, filled), range(0, count));
}

/** The fixed strokes and the outline as above; the others by elimination from what is proposed within. */
export async function chooseOutlineAndDetails(
  critic: Critic,
  offer: Offer,
  count: number,
  params: typeof OUTLINE_AND_DETAILS,
): Promise<Strokes> {
  const { drawn } = drawOutline(offer, count, params);
  const frozen = strokeCount(drawn);
  const missing = count - frozen;
  const inner = concatStrokes(drawn, offer.within(Math.round(params.spare * missing), drawn).strokes);
  const others = offer.propose(count, drawn);
  const all = concatStrokes(inner, selectStrokes(others, range(frozen, strokeCount(others))));
  const candidates = selectStrokes(all, critic.distinct(all, frozen));
  if (strokeCount(candidates) < count && !offer.atMost) {
    return selectStrokes(offer.propose(count, candidates), range(0, count));
  }
  const { kept } = await reduceByLoss(critic, candidates, count, frozen);
  return selectStrokes(candidates, kept);
}

/** What both begin with: the outline, if any is near enough, and the fixed strokes with it. */
function drawOutline(offer: Offer, count: number, params: typeof OUTLINE_AND_PARTS) {
  const outline = divideBest(offer, count, params);
  return { outline, drawn: outline ? concatStrokes(offer.fixed, outline) : offer.fixed };
}

/** Whether an outline can be drawn near enough. */
function hasOutline(offer: Offer, count: number, params: typeof OUTLINE_AND_PARTS): boolean {
  return followable(offer, count, params).length > 0;
}

/** Outlines, and the numbers of strokes that draw them near enough. */
function followable({ fixed, wholes }: Offer, count: number, params: typeof OUTLINE_AND_PARTS) {
  const farthest = farthestFollowed(count, strokeCount(fixed) > params.face * count, params);
  return wholes
    .filter(({ simplified }) => !simplified)
    .map((whole) => ({
      whole,
      counts: range(1, count - strokeCount(fixed) + 1).filter((k) => whole.distance(k) <= farthest),
    }))
    .filter(({ counts }) => counts.length > 0);
}

/** The outline, in as many strokes as together with the best lines within say most. */
function divideBest(offer: Offer, count: number, params: typeof OUTLINE_AND_PARTS): Strokes | null {
  const free = count - strokeCount(offer.fixed);
  const softness = params.softness * Math.sqrt(params.strokes / count);
  const within = Math.min(1, (count / params.strokes) ** params.fewer);
  let best: { readonly strokes: () => Strokes; readonly says: number } | null = null;
  for (const { whole, counts } of followable(offer, count, params)) {
    const [fewest] = counts;
    const { says } = offer.within(free - fewest, concatStrokes(offer.fixed, whole.draw(fewest)));
    for (const k of counts) {
      const exactness = Math.exp(-0.5 * (whole.distance(k) / softness) ** 2);
      const lines = says.slice(0, free - k);
      const inner = lines.reduce((sum, v) => sum + Math.max(0, v - params.price), 0);
      const all = params.outline * whole.length * exactness + within * inner - params.price * k;
      if (!best || all > best.says) best = { strokes: () => whole.draw(k), says: all };
    }
  }
  return best?.strokes() ?? null;
}
