/** What a run may draw: strokes to choose from, how many of them, and what to say when the photo has too few. */
import type { Objective } from './loss/objective.ts';
import { type CurvePoint, fewestStrokes, traceAbstraction } from './optimize/abstraction.ts';
import { chooseStrokes, differentStarts, type Propose, type SeedStart } from './optimize/choose.ts';
import type { Stage } from './optimize/evaluate.ts';
import type { InitKind, SketchOptions } from './options.ts';
import type { Placement } from './photo/coordinates.ts';
import type { Random } from './random.ts';
import type { StartPlan } from './start/start.ts';
import { concatStrokes, type Strokes, selectStrokes, strokeCount, uniformStrokes } from './strokes/stroke.ts';

/** Contours that 'auto' chooses from, if the photo has so many. */
const PLENTY = 48;
/** So many seeds take what matters most as it is; the others have tastes of their own. */
const PLAIN_SEEDS = 2;

export interface Proposer {
  /** Strokes on the canvas to choose `count` from, those already drawn first; and how many of `count` follow edges. */
  propose(count: number, seed: number, drawn: Strokes): { readonly strokes: Strokes; readonly edges: number };
  /** In how many rounds a seed chooses: taking turns, all at once and the whole shape first. */
  rounds(seed: number): number;
}

export function createProposer(
  ways: StartPlan,
  placement: Placement,
  { width, init }: SketchOptions,
  random: Random,
): Proposer {
  return {
    propose(count, k, drawn) {
      const missing = count - strokeCount(drawn);
      const on = placement.canvasToUnits(drawn.points);
      const { points, edges } = ways.start(missing, random.fork(`seed ${k}`), k < PLAIN_SEEDS, on);
      const made = uniformStrokes(placement.unitsToCanvas(points), width * placement.zoom);
      return { strokes: concatStrokes(drawn, made), edges: edges + strokeCount(drawn) };
    },
    rounds: (k) => (init === 'contour' && k % 2 === 1 ? 2 : 1),
  };
}

/** Each seed's start, and how many of the plain one's strokes follow edges. Seeds after an abort are left out, a choice is cut short. */
export async function makeStarts(
  objective: Objective,
  stage: Stage,
  { propose, rounds }: Proposer,
  { seed, seeds }: SketchOptions,
  count: number,
  given: Strokes,
  signal?: AbortSignal,
): Promise<{ starts: SeedStart[]; edges: number }> {
  const starts: SeedStart[] = [];
  let edges = 0;
  const different = count === strokeCount(given) ? 1 : seeds;
  for (let k = 0; k < different && (k === 0 || !signal?.aborted); k++) {
    const ownPropose: Propose = (wanted, drawn) => {
      const proposal = propose(wanted, k, drawn);
      if (k === 0) edges = proposal.edges;
      return proposal.strokes;
    };
    const strokes = await chooseStrokes(objective, stage, ownPropose, count, given, rounds(k), signal);
    starts.push({ seed: seed + k, strokes });
  }
  return { starts: differentStarts(starts), edges };
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
  const { strokes: plenty, edges } = propose(Math.max(PLENTY, drawn), 0, given);
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
