/** What a run may draw: strokes to choose from, how many of them, and what to say when the photo has too few. */
import type { Objective } from './loss/objective.ts';
import { type CurvePoint, fewestStrokes, traceAbstraction } from './choose/abstraction.ts';
import { chooseAroundOutline, type Outline } from './choose/outline-first.ts';
import { chooseStrokes, differentStarts, type Propose, type SeedStart } from './choose/single-pass.ts';
import { evaluateAll, type Stage } from './choose/critic.ts';
import type { InitKind, SketchOptions } from './options.ts';
import type { Placement } from './photo/coordinates.ts';
import type { Random } from './random.ts';
import type { StartPlan } from './sources/palette.ts';
import { concatStrokes, type Strokes, selectStrokes, strokeCount, uniformStrokes } from './strokes/stroke.ts';

/** Contours that 'auto' chooses from, if the photo has so many. */
const PLENTY = 48;
const ROUNDS = { 'at once': 1, rounds: 2 };

/** How a seed chooses its strokes: all at once; around the subject's whole outline; or in two rounds, the whole shape first. */
export type Way = 'at once' | 'outline' | 'rounds';

export interface Proposer {
  /**
   * Strokes on the canvas to choose `count` from, those already drawn first; and how many of `count` follow edges.
   * @param plain whether to take what matters most as it is, without a taste of the seed's own
   */
  propose(
    count: number,
    seed: number,
    drawn: Strokes,
    plain: boolean,
  ): { readonly strokes: Strokes; readonly edges: number };
  /** Ways to choose, which seeds take in turn, less the outline where there is none. */
  readonly ways: readonly Way[];
  /** On the canvas. */
  readonly outlines: readonly Outline[];
  /** Eyes and noses on the canvas that `count` strokes have room for; they are drawn in any case, and stay where they are. */
  features(count: number): Strokes;
}

/** @param given strokes that are on the paper already: no outline is drawn around them */
export function createProposer(
  plan: StartPlan,
  placement: Placement,
  { width, init }: SketchOptions,
  given: Strokes,
  random: Random,
): Proposer {
  const onCanvas = (points: Float64Array) =>
    uniformStrokes(placement.unitsToCanvas(points), width * placement.zoom);
  const outlines = strokeCount(given) === 0 ? plan.outlines() : [];
  const around: Way[] = outlines.length > 0 ? ['outline'] : [];
  const ways: Way[] = init === 'contour' ? ['at once', ...around, 'rounds'] : ['at once'];
  return {
    ways,
    outlines: outlines.map(({ fewest, divide }) => ({ fewest, draw: (count) => onCanvas(divide(count)) })),
    features: (count) => onCanvas(plan.features(count)),
    propose(count, k, drawn, plain) {
      const missing = count - strokeCount(drawn);
      const on = placement.canvasToUnits(drawn.points);
      const { points, edges } = plan.start(missing, random.fork(`seed ${k}`), plain, on);
      return { strokes: concatStrokes(drawn, onCanvas(points)), edges: edges + strokeCount(drawn) };
    },
  };
}

/**
 * Each seed's start, and how many of the plain one's strokes follow edges. While there are more ways to choose than
 * seeds, one more is tried, and the best go on. Seeds after an abort are left out, a choice is cut short.
 */
export async function makeStarts(
  objective: Objective,
  stage: Stage,
  { propose, ways, outlines, features }: Proposer,
  { seed, seeds }: SketchOptions,
  count: number,
  given: Strokes,
  signal?: AbortSignal,
): Promise<{ starts: SeedStart[]; edges: number }> {
  const starts: SeedStart[] = [];
  let edges = 0;
  const drawn = strokeCount(given) > 0 ? given : features(count);
  const followed = outlines
    .map((outline) => withDrawn(outline, drawn))
    .filter(({ fewest }) => fewest(count) !== null);
  const open = followed.length > 0 ? ways : ways.filter((way) => way !== 'outline');
  const different = count === strokeCount(drawn) ? 1 : Math.max(seeds, Math.min(seeds + 1, open.length));
  for (let k = 0; k < different && (k === 0 || !signal?.aborted); k++) {
    const ownPropose: Propose = (wanted, beside) => {
      const proposal = propose(wanted, k, beside, k < open.length);
      if (k === 0) edges = proposal.edges;
      return proposal.strokes;
    };
    const way = open[k % open.length];
    const strokes =
      way === 'outline'
        ? await chooseAroundOutline(objective, stage, ownPropose, followed, count, signal)
        : await chooseStrokes(objective, stage, ownPropose, count, drawn, ROUNDS[way], signal);
    starts.push({ seed: seed + k, strokes });
  }
  return { starts: await bestStarts(objective, stage, differentStarts(starts), seeds, signal), edges };
}

/** The outline beside strokes that are drawn in any case, as part of it. */
function withDrawn({ fewest, draw }: Outline, drawn: Strokes): Outline {
  const own = strokeCount(drawn);
  return {
    fewest(count) {
      const least = fewest(count - own);
      return least === null ? null : least + own;
    },
    draw: (count) => concatStrokes(drawn, draw(count - own)),
  };
}

/** The `count` starts with the lowest losses, in their order. */
async function bestStarts(
  objective: Objective,
  stage: Stage,
  starts: readonly SeedStart[],
  count: number,
  signal?: AbortSignal,
): Promise<SeedStart[]> {
  if (starts.length <= count) return [...starts];
  const drawings = starts.map(({ strokes }) => strokes);
  const losses = await evaluateAll(objective, stage, drawings, signal);
  const best = Array.from(starts.keys())
    .sort((a, b) => losses[a] - losses[b] || a - b)
    .slice(0, count);
  return starts.filter((_, k) => best.includes(k));
}

/** The number of strokes to draw and, where it was to be found, what others would tell. */
export async function countStrokes(
  objective: Objective,
  stage: Stage,
  { strokes, target }: SketchOptions,
  { propose }: Proposer,
  given: Strokes,
  signal?: AbortSignal,
): Promise<{ count: number; curve?: readonly CurvePoint[] }> {
  if (strokes !== 'auto') return { count: strokes };
  const drawn = strokeCount(given);
  const { strokes: plenty, edges } = propose(Math.max(PLENTY, drawn), 0, given, true);
  const onEdges = selectStrokes(
    plenty,
    Array.from({ length: edges }, (_, s) => s),
  );
  const curve = await traceAbstraction(objective, stage, onEdges, drawn, signal);
  return { count: fewestStrokes(curve, target)?.strokes ?? 1, curve };
}

export function edgeWarnings(edges: number, count: number, init: InitKind): string[] {
  if (edges >= count) return [];
  const kind = init === 'contour' ? 'contours' : 'edges';
  return [
    edges === 0
      ? 'the photo has no edges to draw; strokes start from the saliency map alone'
      : `the photo has ${kind} for only ${edges} of ${count} strokes; the others start from the saliency map`,
  ];
}
