/** What each seed of a run starts from. */
import type { Params } from '../params.ts';
import { POINT_STRIDE, type Strokes, strokeCount } from '../strokes/stroke.ts';
import type { Critic } from './critic.ts';
import type { Offer, Strategy } from './strategy.ts';

export interface SeedStart {
  readonly seed: number;
  readonly strokes: Strokes;
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
 * Each seed's start. Strategies take turns; while more of them suit than there are seeds, one more is tried, and the best starts go on.
 * Starts that draw what an earlier one does, and seeds after an abort, are left out.
 */
export async function makeStarts(
  critic: Critic,
  offerTo: (seat: Seat) => Offer,
  strategies: readonly Strategy[],
  { seed, seeds, count, tuning = {} }: Seeds,
): Promise<SeedStart[]> {
  const first = offerTo(FIRST_SEAT);
  const suited = strategies.filter((strategy) => strategy.suits(first, count));
  const tried = count === strokeCount(first.fixed) ? 1 : Math.max(seeds, Math.min(seeds + 1, suited.length));
  const starts: SeedStart[] = [];
  for (let k = 0; k < tried && (k === 0 || !critic.signal?.aborted); k++) {
    const offer = k === 0 ? first : offerTo({ k, plain: k < suited.length });
    const strategy = suited[k % suited.length];
    const strokes = await strategy.choose(critic, offer, count, tuning[strategy.name] ?? strategy.params);
    starts.push({ seed: seed + k, strokes });
  }
  return bestStarts(critic, differentStarts(starts), seeds);
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

/** The `count` starts with the lowest losses, in their order. */
async function bestStarts(critic: Critic, starts: readonly SeedStart[], count: number): Promise<SeedStart[]> {
  if (starts.length <= count) return [...starts];
  const losses = await critic.losses(starts.map(({ strokes }) => strokes));
  const best = Array.from(starts.keys())
    .sort((a, b) => losses[a] - losses[b] || a - b)
    .slice(0, count);
  return starts.filter((_, k) => best.includes(k));
}
