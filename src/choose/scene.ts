/** Shares the strokes of a scene between the things in it and what is behind them. */
import { concatStrokes, type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';
import { lineDrawing } from './line-drawing.ts';
import { draftStart } from './starts.ts';
import type { Offer, Strategy } from './strategy.ts';

const SCENE = {};

export const thingsAndBackground: Strategy<typeof SCENE> = {
  name: 'things-and-background',
  describe:
    'The things in front as they would be drawn by themselves, in their share of the strokes, and the long lines behind them in the rest. It asks for no loss.',
  params: SCENE,
  suits: ({ background }) => background !== undefined,
  draft: drawScene,
  choose: async (_critic: Critic, offer: Offer, count: number) => drawScene(offer, count),
};

/** All strokes, where they are asked for though there are fewer lines. */
function drawScene(offer: Offer, count: number): Strokes {
  const drawn = shareStrokes(offer, count);
  if (offer.atMost || strokeCount(drawn) === count) return drawn;
  const all = offer.propose(count, drawn);
  return selectStrokes(
    all,
    Array.from({ length: Math.min(count, strokeCount(all)) }, (_, s) => s),
  );
}

/** What one of the two has too few lines for, the other gets. */
function shareStrokes(offer: Offer, count: number): Strokes {
  const { background } = offer;
  if (!background) return draftStart(offer, [lineDrawing], count);
  const free = count - strokeCount(offer.fixed);
  const share = Math.round(background.share * free);
  const things = drawThings(offer, count - share);
  const behind = background.draw(count - strokeCount(things), things);
  const missing = count - strokeCount(things) - strokeCount(behind);
  if (missing === 0 || !background.hasThings) return concatStrokes(things, behind);
  const more = drawThings(offer, count - strokeCount(behind));
  return concatStrokes(more, background.draw(count - strokeCount(more), more));
}

/** At most `count` strokes, the fixed ones first. */
function drawThings(offer: Offer, count: number): Strokes {
  if (!offer.background?.hasThings || count <= strokeCount(offer.fixed)) return offer.fixed;
  return draftStart({ ...offer, atMost: true }, [lineDrawing], count);
}
