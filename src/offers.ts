/** What may be drawn on a photo's canvas, for each seed; and what to say when the photo has too little. */
import type { Seat } from './choose/starts.ts';
import type { DrawingOnCanvas, Offer, WholeOnCanvas } from './choose/strategy.ts';
import type { InitKind } from './options.ts';
import type { Placement } from './photo/coordinates.ts';
import type { Random } from './random.ts';
import type { Palette } from './sources/palette.ts';
import { concatStrokes, type Strokes, strokeCount, uniformStrokes } from './strokes/stroke.ts';

export interface Offers {
  /** Strokes that every drawing of `count` strokes has, first: those given, or else what the palette has in any case. */
  fixed(count: number): Strokes;
  /** Strokes to choose `count` from, `drawn` first, and how many of the `count` follow edges. */
  propose(to: Seat, count: number, drawn: Strokes): Proposed;
  /** What a seed may draw in `count` strokes. */
  offer(to: Seat, count: number): Offer;
}

interface Proposed {
  readonly strokes: Strokes;
  readonly onEdges: number;
}

/** How the strokes of a scene are shared. */
export interface SceneShare {
  /** The background's part of the strokes, in [0, 1]. */
  readonly share: number;
  /** Whether there are things in front of it. */
  readonly hasThings: boolean;
}

/**
 * @param given strokes that are on the paper already: nothing is drawn whole around them
 * @param drawing the width of strokes on the paper; and where the background is drawn too, its share
 */
export function createOffers(
  palette: Palette,
  placement: Placement,
  given: Strokes,
  { width, scene }: { readonly width: number; readonly scene?: SceneShare },
  random: Random,
): Offers {
  const pen = width * placement.zoom;
  const onCanvas = ({ points, widths }: Strokes): Strokes => ({
    points: placement.workingToCanvas(points),
    widths: widths.map((v) => v * pen),
  });
  const ofPen = (points: Float64Array) => onCanvas(uniformStrokes(points, 1));
  const begun = strokeCount(given) > 0;
  const wholes = (begun ? [] : palette.wholes()).map((whole): WholeOnCanvas => {
    const dividedOnce = remember(whole.divide);
    return {
      simplified: whole.simplified,
      get length() {
        return whole.length;
      },
      fewest: whole.fewest,
      distance: whole.distance,
      draw: (count) => ofPen(dividedOnce(count)),
    };
  });
  const drawings = (begun ? [] : palette.drawings()).map(
    ({ says, divide }): DrawingOnCanvas => ({ says, draw: (wanted) => onCanvas(divide(wanted)) }),
  );
  const fixed = (count: number) => (begun ? given : onCanvas(palette.fixed(count)));
  const propose: Offers['propose'] = ({ k, plain }, count, drawn) => {
    const { points, onEdges } = palette.pick({
      count: count - strokeCount(drawn),
      drawn: placement.canvasToWorking(drawn.points),
      random: random.fork(`seed ${k}`),
      plain,
    });
    return { strokes: concatStrokes(drawn, ofPen(points)), onEdges: onEdges + strokeCount(drawn) };
  };
  const { background: linesBehind } = palette;
  const background =
    scene && linesBehind
      ? {
          ...scene,
          draw: (count: number, drawn: Strokes) =>
            onCanvas(linesBehind(count, placement.canvasToWorking(drawn.points))),
        }
      : undefined;
  return {
    fixed,
    propose,
    offer: (to, count) => ({
      fixed: fixed(count),
      wholes,
      ...(background && { background }),
      drawings,
      propose: (wanted, drawn) => propose(to, wanted, drawn).strokes,
    }),
  };
}

/** The same points for the same count, worked out once: the draft and every seed divide the same outlines. */
function remember(divide: (count: number) => Float64Array): (count: number) => Float64Array {
  const known = new Map<number, Float64Array>();
  return (count) => {
    const points = known.get(count) ?? divide(count);
    known.set(count, points);
    return points;
  };
}

/** What a user should know of the strokes asked for: how many have an edge to start from, and how many a line of their own. */
export function strokeWarnings(
  { count, onEdges, drawn }: { count: number; onEdges: number; drawn: number },
  init: InitKind,
): string[] {
  if (onEdges === 0) return ['the photo has no edges to draw; strokes start from the saliency map alone'];
  if (drawn < count)
    return [
      `there are lines for only ${drawn} of ${count} strokes; the others are left out (--exact draws them)`,
    ];
  if (onEdges >= count) return [];
  const kind = init === 'contour' ? 'contours' : 'edges';
  return [
    `the photo has ${kind} for only ${onEdges} of ${count} strokes; the others start from the saliency map`,
  ];
}
