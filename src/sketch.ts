/**
 * The whole method, top to bottom: photo -> subject -> initial strokes -> [ views -> rasterize -> network -> loss -> gradient
 * -> Adam ] x N -> best of several seeds (Y. Vinker et al., "CLIPasso: Semantically-Aware Object Sketching", SIGGRAPH 2022).
 */

import { fewestStrokes, traceAbstraction } from './choose/abstraction.ts';
import { type Critic, createCritic } from './choose/critic.ts';
import { orderByLoss } from './choose/order.ts';
import { dropDoubles } from './choose/own-lines.ts';
import { FIRST_SEAT, makeStarts, type Seat } from './choose/starts.ts';
import { STRATEGIES } from './choose/strategies.ts';
import { createEngine } from './compute/engines.ts';
import type { Engine } from './compute/program.ts';
import { interrupted, stoppable } from './compute/stoppable.ts';
import { mapContours } from './contours/map.ts';
import { ClipassoError } from './errors.ts';
import type { ModelSettings } from './models/settings.ts';
import { createOffers, type Offers, strokeWarnings } from './offers.ts';
import { optimize } from './optimize/optimize.ts';
import type { SeedRun } from './optimize/seed.ts';
import {
  resolveOverrides,
  resolveSketchOptions,
  type SketchOptions,
  type SketchOverrides,
} from './options.ts';
import type { Settings } from './params.ts';
import { createPlacement, paperSize } from './photo/coordinates.ts';
import { lookAtPhoto } from './photo/look.ts';
import { readPhoto } from './photo/read.ts';
import type { PhotoSource } from './photo/source.ts';
import { loadMask, maskOverPhoto } from './photo/subject.ts';
import { createPhotoObjective } from './photo-objective.ts';
import { createRandom } from './random.ts';
import type { Size } from './raster/frame.ts';
import type { CurvePoint, SeedReport, Sketch, SketchContext, SketchResult } from './result.ts';
import { featuresOf } from './seeing/features.ts';
import { findPortraits } from './seeing/portraits.ts';
import { roomForLandmarks } from './sources/landmarks.ts';
import { createPalette } from './sources/palette.ts';
import { roomForPortraits } from './sources/portraits.ts';
import { SOURCES } from './sources/sources.ts';
import { createStopwatch } from './stopwatch.ts';
import { placeStrokes } from './strokes/layout.ts';
import { type Strokes, selectStrokes, strokeCount, uniformStrokes } from './strokes/stroke.ts';
import { loadNamedTeacher } from './teachers/registry.ts';
import type { Teacher } from './teachers/teacher.ts';
import { type Tuning, tune } from './tuning.ts';
import { createViewBank } from './views/bank.ts';
import type { Homography } from './views/homography.ts';

export type * from './result.ts';

/** A run may also be an experiment. */
export interface RunContext extends SketchContext {
  /** Tuned numbers that differ from their defaults, by path; see tuning.ts. */
  readonly tuned?: Settings;
}

/** A teacher and an engine made ready, to sketch any number of photos. */
export interface Sketcher {
  /** What the user should know before a photo is drawn, e.g. why a slow engine is used; also in each result. */
  readonly warnings: readonly string[];
  /**
   * @param overrides options that differ from the sketcher's
   * @throws ClipassoError 'input' when the photo cannot be read, 'usage' for unacceptable options
   */
  sketch(source: PhotoSource, overrides?: SketchOverrides, context?: SketchContext): Promise<SketchResult>;
  dispose(): void;
}

/** A sketcher whose runs may be experiments. */
export interface TunableSketcher extends Sketcher {
  sketch(source: PhotoSource, overrides?: SketchOverrides, context?: RunContext): Promise<SketchResult>;
}

/**
 * Sketches in the calling thread, whose event loop it blocks for seconds at a time; `library.ts` gives it one of its own.
 * @param settings where weights are, for teachers that are not embedded
 * @throws ClipassoError 'usage', 'model' or 'engine'
 */
export async function createSketcher(
  options: Partial<SketchOptions> = {},
  settings: ModelSettings = {},
): Promise<TunableSketcher> {
  const base = resolveSketchOptions(options);
  const watch = createStopwatch();
  const teacher = await loadNamedTeacher(base, settings);
  const engine = await createEngine(base.engine, { threads: base.threads });
  const load = watch.lap();
  return {
    warnings: warningsOf(engine),
    async sketch(source, overrides = {}, context = {}) {
      const result = await run(source, resolveOverrides(base, overrides), context, teacher, engine);
      return { ...result, timings: { load, ...result.timings } };
    },
    dispose: () => engine.dispose(),
  };
}

async function run(
  source: PhotoSource,
  options: SketchOptions,
  context: RunContext,
  teacher: Teacher,
  ready: Engine,
): Promise<SketchResult> {
  const watch = createStopwatch();
  const timings: Record<string, number> = {};
  const random = createRandom(options.seed);
  let choosing = false;
  /** While there is nothing to show yet, an abort ends the run wherever it is. */
  const engine = stoppable(ready, () => !choosing && context.signal?.aborted === true);
  const checkAbort = () => {
    if (context.signal?.aborted) throw interrupted();
  };
  const reader = teacher.reader(engine);
  const tuning = tune(context.tuned);
  checkAbort();

  context.onEvent?.({ stage: 'photo' });
  const photo = await readPhoto(source);
  const maskSource = await loadMask(options.mask, photo, options.maskFit);
  checkAbort();
  timings.photo = watch.lap();

  context.onEvent?.({ stage: 'saliency' });
  const featuresWanted = options.features === 'auto';
  const look = await lookAtPhoto(photo, maskSource, reader, featuresWanted, tuning.look);
  const found = featuresWanted ? await findPortraits(engine, photo.image, look) : null;
  const { originalWidth, originalHeight } = photo;
  const features = found
    ? featuresOf({ ...found, window: look.window, width: look.image.width }, photo.image, {
        width: originalWidth,
        height: originalHeight,
      })
    : [];
  const { portraits, landmarks } = found && drawsFaces(options, context) ? found : NO_FACES;
  context.onSubject?.({
    ...maskOverPhoto(look, photo.image),
    photo: { width: originalWidth, height: originalHeight },
  });
  timings.saliency = watch.lap();

  context.onEvent?.({ stage: 'start' });
  const paper = paperSize(photo.image, reader.canvas.size);
  const placement = createPlacement(look, photo.image, paper);
  const from = context.from && fitOnPaper(context.from, paper, options);
  const given = from ? placement.paperToCanvas(from) : uniformStrokes([], 0);
  const { init, width } = options;
  const map = mapContours({ ...look, portraits, landmarks }, tuning.contours);
  const palette = createPalette(map, SOURCES[init], tuning.palette, tuning.sources);
  const offers = createOffers(palette, placement, given, width, random);
  timings.start = watch.lap();

  const views = createViewBank(random.fork('views'), options.views, look.frame.width, look.frame.height);
  const seen = { ...map, frame: look.frame };
  const seenIn = (bank: readonly Homography[]) =>
    createPhotoObjective(engine, teacher, seen, bank, { ...options, inkTerms: tuning.inkTerms });
  const objective = await seenIn(views);
  const stage = { ...look.frame, views };
  const plain = { ...stage, views: views.slice(0, 1) };
  const plainObjective = views.length > 1 ? await seenIn(plain.views) : objective;
  const critic = createCritic(plainObjective, plain, context.signal, tuning.repetition);
  checkAbort();
  choosing = true;
  timings.targets = watch.lap();

  if (options.strokes === 'auto') context.onEvent?.({ stage: 'abstraction' });
  const { count: asked, curve } = await countStrokes(critic, offers, given, {
    ...options,
    ...tuning.abstraction,
  });
  timings.abstraction = watch.lap();

  context.onEvent?.({ stage: 'choose' });
  const { seed, seeds } = options;
  const { onEdges } = offers.propose(FIRST_SEAT, asked, offers.fixed(asked));
  // without edges to follow all strokes start from the saliency map, whose strokes have no lines to share
  const atMost = init === 'contour' && onEdges > 0 && !options.exact && options.strokes !== 'auto';
  const count = atMost ? Math.min(asked, onEdges) : asked;
  const offerTo = (seat: Seat) => ({ ...offers.offer(seat, count), atMost });
  const starts = await makeStarts(critic, offerTo, STRATEGIES[init], {
    ...{ seed, seeds, count },
    tuning: tuning.strategies,
  });
  timings.choose = watch.lap();

  const toSketch = (strokes: Strokes): Sketch => ({ ...paper, strokes: placement.canvasToPaper(strokes) });
  const stay = !from || strokeCount(from) === 0 || context.keep;
  const frozen = stay ? strokeCount(offers.fixed(count)) : 0;
  // after an abort the start is all there is to show; the plain view is what it was chosen by
  const cut = context.signal?.aborted ?? false;
  const runs = await optimize(cut ? plainObjective : objective, {
    stage: cut ? plain : stage,
    starts,
    iterations: cut ? 0 : options.iterations,
    learningRate: options.learningRate,
    decay: options.decay,
    tournament: options.tournament ? tuning.tournament : null,
    frozen,
    ...(context.signal && { signal: context.signal }),
    onStep(step, live) {
      const losses = live.map(({ seed, bestLoss }) => ({ seed, loss: bestLoss }));
      context.onEvent?.({ stage: 'optimise', step, steps: options.iterations, losses });
      context.onDrawings?.(
        step,
        live.map(({ seed, drawn }) => ({ seed, sketch: toSketch(drawn) })),
      );
    },
  });
  timings.optimise = watch.lap();

  const [winner] = runs;
  const best = { strokes: winner.bestStrokes, loss: winner.bestLoss };
  const finished = createCritic(objective, stage, undefined, { ...tuning.repetition, ...tuning.ownLines });
  const own = atMost ? await dropDoubles(finished, best, frozen) : best;
  const strokes = context.order
    ? await orderByLoss(
        createCritic(objective, stage, context.signal),
        own.strokes,
        from && context.keep ? strokeCount(from) : 0,
      )
    : own.strokes;
  timings.order = watch.lap();

  return {
    sketch: toSketch(strokes),
    seed: winner.seed,
    loss: own.loss,
    seeds: runs.map((seedRun) => reportSeed(seedRun, objective.termNames)),
    ...(curve && { curve }),
    features,
    options,
    teacher: teacher.id,
    engine: engine.name,
    timings,
    warnings: [
      ...warningsOf(engine),
      ...strokeWarnings({ count: asked, onEdges, drawn: strokeCount(strokes) }, init),
    ],
    aborted: context.signal?.aborted ?? false,
  };
}

/** The number of strokes to draw and, where it was to be found, what others would tell. */
async function countStrokes(
  critic: Critic,
  offers: Offers,
  given: Strokes,
  { strokes, target, plenty: most }: SketchOptions & Tuning['abstraction'],
): Promise<{ count: number; curve?: readonly CurvePoint[] }> {
  if (strokes !== 'auto') return { count: strokes };
  const drawn = strokeCount(given);
  const plenty = offers.propose(FIRST_SEAT, Math.max(most, drawn), given);
  const edges = Array.from({ length: plenty.onEdges }, (_, s) => s);
  const curve = await traceAbstraction(critic, selectStrokes(plenty.strokes, edges), drawn);
  return { count: fewestStrokes(curve, target)?.strokes ?? Math.max(1, plenty.onEdges), curve };
}

function warningsOf({ note }: Engine): string[] {
  return note === undefined ? [] : [note];
}

const NO_FACES = { portraits: [], landmarks: [] };

/** Whether faces may be drawn: they belong to the contour start, of a drawing that is not begun. */
function drawsFaces({ init, strokes }: SketchOptions, { from }: SketchContext): boolean {
  const begun = from !== undefined && strokeCount(from.strokes) > 0;
  return (
    init === 'contour' &&
    !begun &&
    (strokes === 'auto' || roomForLandmarks(strokes) + roomForPortraits(strokes) > 0)
  );
}

/** The drawing to go on from, at the paper's size and without colours. @throws ClipassoError 'usage' if it has too many strokes. */
function fitOnPaper({ width, strokes }: Sketch, paper: Size, options: SketchOptions): Strokes {
  const count = strokeCount(strokes);
  if (options.strokes !== 'auto' && count > options.strokes) {
    const advice = `ask for at least as many with --strokes ${count}`;
    throw new ClipassoError('usage', `The sketch to go on from has ${count} strokes; ${advice}`);
  }
  const { points, widths } = placeStrokes(strokes, paper.width / width, 0, 0);
  return { points, widths };
}

function reportSeed(
  { seed, startLoss, bestLoss, bestTerms, iterations }: SeedRun,
  names: readonly string[],
): SeedReport {
  const terms = Object.fromEntries(names.map((name, k) => [name, bestTerms[k]]));
  return { seed, startLoss, bestLoss, terms, iterations };
}
