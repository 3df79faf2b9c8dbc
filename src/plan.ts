/** How many strokes are drawn, and what each seed may draw. */
import { fewestStrokes, traceAbstraction } from './choose/abstraction.ts';
import type { Critic } from './choose/critic.ts';
import { FIRST_SEAT, firstSuited, type Seat } from './choose/starts.ts';
import type { Offer, Strategy } from './choose/strategy.ts';
import type { Offers } from './offers.ts';
import type { SketchOptions } from './options.ts';
import type { CurvePoint } from './result.ts';
import { type Strokes, selectStrokes, strokeCount } from './strokes/stroke.ts';
import type { Tuning } from './tuning.ts';

export interface Plan {
  /** How many strokes have a line of the photo's to follow. */
  readonly onEdges: number;
  /** Whether there may be fewer strokes than `count`. */
  readonly atMost: boolean;
  readonly count: number;
  /** The first so many strokes stay where they are. */
  readonly frozen: number;
  offerTo(seat: Seat): Offer;
}

interface Wishes extends Pick<SketchOptions, 'init' | 'exact' | 'seeds' | 'strokes'> {
  readonly scene: boolean;
  /** Whether strokes that every drawing has stay where they are. */
  readonly stay: boolean;
  readonly tuning: Tuning['strategies'];
}

export function planStrokes(
  asked: number,
  offers: Offers,
  strategies: readonly Strategy[],
  { init, exact, seeds, strokes, scene, stay, tuning }: Wishes,
): Plan {
  const mayBeFewer = init === 'contour' && !exact && strokes !== 'auto';
  // edges are cut into pieces only where some seed chooses from them
  const countsLines =
    mayBeFewer &&
    seeds === 1 &&
    firstSuited(offers.offer(FIRST_SEAT, asked), strategies, asked, tuning)?.countsLines;
  const { onEdges } =
    scene || countsLines ? { onEdges: asked } : offers.propose(FIRST_SEAT, asked, offers.fixed(asked));
  // without edges to follow all strokes start from the saliency map, whose strokes have no lines to share
  const atMost = mayBeFewer && onEdges > 0;
  const count = atMost ? Math.min(asked, onEdges) : asked;
  const frozen = stay ? strokeCount(offers.fixed(count)) : 0;
  return { onEdges, atMost, count, frozen, offerTo: (seat) => ({ ...offers.offer(seat, count), atMost }) };
}

/** The number of strokes to draw and, where it was to be found, what others would tell. */
export async function countStrokes(
  critic: Critic,
  { offers, given }: { readonly offers: Offers; readonly given: Strokes },
  { strokes, target, plenty: most }: SketchOptions & Tuning['abstraction'],
): Promise<{ count: number; curve?: readonly CurvePoint[] }> {
  if (strokes !== 'auto') return { count: strokes };
  const drawn = strokeCount(given);
  const plenty = offers.propose(FIRST_SEAT, Math.max(most, drawn), given);
  const edges = Array.from({ length: plenty.onEdges }, (_, s) => s);
  const curve = await traceAbstraction(critic, selectStrokes(plenty.strokes, edges), drawn);
  return { count: fewestStrokes(curve, target)?.strokes ?? Math.max(1, plenty.onEdges), curve };
}
