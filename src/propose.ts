/** What a run may draw: strokes to choose from, how many of them, and what to say when the photo has too few. */
import type { Objective } from './loss/objective.ts';
import { type CurvePoint, fewestStrokes, traceAbstraction } from './optimize/abstraction.ts';
import type { Stage } from './optimize/evaluate.ts';
import type { InitKind, SketchOptions } from './options.ts';
import type { Placement } from './photo/coordinates.ts';
import type { Random } from './random.ts';
import type { StartPlan } from './start/start.ts';
import { concatStrokes, type Strokes, selectStrokes, strokeCount, uniformStrokes } from './strokes/stroke.ts';

/** Contours that 'auto' chooses from, if the photo has so many. */
const PLENTY = 48;

/** Strokes on the canvas to choose `count` from, those already drawn first; and how many of `count` follow edges. */
export type Propose = (count: number, seed: number) => { readonly strokes: Strokes; readonly edges: number };

export function createProposer(
  ways: StartPlan,
  placement: Placement,
  { width }: SketchOptions,
  random: Random,
  given: Strokes,
): Propose {
  const drawn = placement.canvasToUnits(given.points);
  return (count, k) => {
    const missing = count - strokeCount(given);
    const { points, edges } = ways.start(missing, random.fork(`seed ${k}`), k === 0, drawn);
    const made = uniformStrokes(placement.unitsToCanvas(points), width * placement.zoom);
    return { strokes: concatStrokes(given, made), edges: edges + strokeCount(given) };
  };
}

/** The number of strokes to draw and, where it was to be found, what others would tell. */
export async function countStrokes(
  objective: Objective,
  stage: Stage,
  { strokes, target }: SketchOptions,
  propose: Propose,
  given: Strokes,
): Promise<{ count: number; curve?: readonly CurvePoint[] }> {
  if (strokes !== 'auto') return { count: strokes };
  const drawn = strokeCount(given);
  const { strokes: plenty, edges } = propose(Math.max(PLENTY, drawn), 0);
  const onEdges = selectStrokes(
    plenty,
    Array.from({ length: edges }, (_, s) => s),
  );
  const curve = await traceAbstraction(objective, stage, onEdges, drawn);
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
