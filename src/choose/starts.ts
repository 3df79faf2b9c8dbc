/** What each seed of a run starts from. */
import type { Params } from '../params.ts';
import { POINT_STRIDE, type Strokes, selectStrokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';
import type { Offer, Strategy } from './strategy.ts';

export interface SeedStart {
  readonly seed: number;
  readonly strokes: Strokes;
  /** Whether its strategy gave each stroke a line of its own. */
  readonly countsLines?: boolean;
}

export interface Seeds {
  /** The first one; the others are numbered from it on. */
  readonly seed: number;
  readonly seeds: number;
  /** Strokes of each drawing. */
  readonly count: number;
  /** Numbers of each strategy by its name, where they are not the strategy's own. */
  readonly tuning?: Readonly<Record<string, Params>>;
}

/** A seed of the run, counted from 0. */
export interface Seat {
  readonly k: number;
  /** Whether it takes what matters most as it is, without a variation of its own. */
  readonly plain: boolean;
}

export const FIRST_SEAT: Seat = { k: 0, plain: true };

/**
 * Each seed's start, by the strategies that suit in turn. Starts that draw what an earlier one does, and seeds after an abort, are left out.
 */
export async function makeStarts(
  critic: Critic,
  offerTo: (seat: Seat) => Offer,
  strategies: readonly Strategy[],
  { seed, seeds, count, tuning = {} }: Seeds,
): Promise<SeedStart[]> {
  const first = offerTo(FIRST_SEAT);
  const paramsOf = paramsBy(tuning);
  const suited = strategies.filter((strategy) => strategy.suits(first, count, paramsOf(strategy)));
  const tried = count === strokeCount(first.fixed) ? 1 : seeds;
  const starts: SeedStart[] = [];
  for (let k = 0; k < tried && (k === 0 || !critic.signal?.aborted); k++) {
    const offer = k === 0 ? first : offerTo({ k, plain: k < suited.length });
    const strategy = suited[k % suited.length];
    const strokes = await strategy.choose(critic, offer, count, paramsOf(strategy));
    starts.push({ seed: seed + k, strokes, ...(strategy.countsLines && { countsLines: true }) });
  }
  return differentStarts(starts);
}

/** The strategy that the first seed takes. */
export function firstSuited(
  offer: Offer,
  strategies: readonly Strategy[],
  count: number,
  tuning: Seeds['tuning'] = {},
): Strategy | undefined {
  const paramsOf = paramsBy(tuning);
  return strategies.find((strategy) => strategy.suits(offer, count, paramsOf(strategy)));
}

const paramsBy =
  (tuning: Readonly<Record<string, Params>>) =>
  ({ name, params }: Strategy): Params =>
    tuning[name] ?? params;

/** What can be drawn before there is a critic: by the first strategy that suits, if it asks none, else what is offered first. */
export function draftStart(
  offer: Offer,
  strategies: readonly Strategy[],
  count: number,
  tuning: Seeds['tuning'] = {},
): Strokes {
  const paramsOf = paramsBy(tuning);
  const suited = firstSuited(offer, strategies, count, tuning);
  if (suited?.draft) return suited.draft(offer, count, paramsOf(suited));
  const proposed = offer.propose(count, offer.fixed);
  const drawn = Math.min(count, strokeCount(proposed));
  return selectStrokes(
    proposed,
    Array.from({ length: drawn }, (_, s) => s),
  );
}

/** Of starts that draw the same, the first. */
export function differentStarts(starts: readonly SeedStart[]): SeedStart[] {
  const drawings = starts.map(({ strokes }) => drawingOf(strokes));
  return starts.filter((_, k) => drawings.indexOf(drawings[k]) === k);
}

/** The same for the same strokes in whatever order. */
function drawingOf({ points, widths }: Strokes): string {
  const strokes = Array.from(widths, (width, s) =>
    [width, ...points.subarray(s * POINT_STRIDE, (s + 1) * POINT_STRIDE)].join(),
  );
  return strokes.sort().join(';');
}
