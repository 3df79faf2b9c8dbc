/** A photo's canvas, where strokes are chosen and optimised: what may be drawn on it, and the way to the paper and back. */
import { draftStart, FIRST_SEAT } from './choose/starts.ts';
import { STRATEGIES } from './choose/strategies.ts';
import type { Strategy } from './choose/strategy.ts';
import { ClipassoError } from './errors.ts';
import { createOffers, type Offers } from './offers.ts';
import { joinEnds } from './optimize/joints.ts';
import type { SketchOptions } from './options.ts';
import { createPlacement, paperSize } from './photo/coordinates.ts';
import { type Plan, planStrokes } from './plan.ts';
import type { Prepared } from './prepare.ts';
import type { Size } from './raster/frame.ts';
import type { Sketch } from './result.ts';
import { placeStrokes } from './strokes/layout.ts';
import { type Strokes, strokeCount, uniformStrokes } from './strokes/stroke.ts';
import type { Run } from './tools.ts';

export interface Canvas {
  /** Strokes of the drawing to go on from. */
  readonly given: Strokes;
  readonly offers: Offers;
  /** How a start is chosen, in the order in which seeds take them. */
  readonly strategies: readonly Strategy[];
  plan(asked: number): Plan;
  /** What can be shown before anything is judged. */
  draft(asked: number): Sketch;
  /** Strokes on the canvas as a drawing on the paper. */
  toSketch(strokes: Strokes): Sketch;
}

/** @throws ClipassoError 'usage' if the drawing to go on from has more strokes than are asked for */
export function createCanvas(
  { photo, look, map, palette, scene }: Prepared,
  { options, context, tuning, teacher, engine, random }: Run,
): Canvas {
  const paper = paperSize(photo.image, teacher.reader(engine).canvas.size);
  const placement = createPlacement(look, photo.image, paper);
  const given = context.from
    ? placement.paperToCanvas(fitOnPaper(context.from, paper, options))
    : uniformStrokes([], 0);
  const { init, width } = options;
  const share = { share: options.background, hasThings: map.mask !== null };
  const offers = createOffers(palette, placement, given, { width, ...(scene && { scene: share }) }, random);
  const strategies = STRATEGIES[scene ? 'scene' : init];
  const wishes = {
    ...{ ...options, scene: scene !== null, tuning: tuning.strategies },
    stay: strokeCount(given) === 0 || context.keep === true,
  };
  const plan = (asked: number) => planStrokes(asked, offers, strategies, wishes);
  const toSketch = (strokes: Strokes) => ({ ...paper, strokes: placement.canvasToPaper(strokes) });
  return {
    ...{ given, offers, strategies, plan, toSketch },
    draft(asked) {
      const { count, offerTo, frozen } = plan(asked);
      const strokes = draftStart(offerTo(FIRST_SEAT), strategies, count, tuning.strategies);
      return toSketch(joinEnds(strokes, frozen));
    },
  };
}

/** The drawing to go on from, at the paper's size and without colours. */
function fitOnPaper({ width, strokes }: Sketch, paper: Size, options: SketchOptions): Strokes {
  const count = strokeCount(strokes);
  if (options.strokes !== 'auto' && count > options.strokes) {
    const advice = `ask for at least as many with --strokes ${count}`;
    throw new ClipassoError('usage', `The sketch to go on from has ${count} strokes; ${advice}`);
  }
  const { points, widths } = placeStrokes(strokes, paper.width / width, 0, 0);
  return { points, widths };
}
