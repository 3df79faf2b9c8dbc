/**
 * The whole method, top to bottom: photo -> subject -> initial strokes -> [ views -> rasterize -> network -> loss -> gradient
 * -> Adam ] x N -> best of several seeds (Y. Vinker et al., "CLIPasso: Semantically-Aware Object Sketching", SIGGRAPH 2022).
 */

import { type Aside, hasRoomAside, startAside } from './aside/aside.ts';
import { createCritic } from './choose/critic.ts';
import { orderByLoss } from './choose/order.ts';
import { dropDoubles } from './choose/own-lines.ts';
import { draftStart, FIRST_SEAT, makeStarts } from './choose/starts.ts';
import { STRATEGIES } from './choose/strategies.ts';
import { createEngine } from './compute/engines.ts';
import type { Engine } from './compute/program.ts';
import { interrupted, stoppable } from './compute/stoppable.ts';
import { asScene } from './contours/scene.ts';
import { ClipassoError } from './errors.ts';
import { describeLook, lookForThings } from './look.ts';
import type { ModelSettings } from './models/settings.ts';
import { createOffers, strokeWarnings } from './offers.ts';
import { joinEnds } from './optimize/joints.ts';
import { optimize } from './optimize/optimize.ts';
import type { SeedRun } from './optimize/seed.ts';
import {
  resolveOverrides,
  resolveSketchOptions,
  type SketchOptions,
  type SketchOverrides,
} from './options.ts';
import { createPlacement, paperSize } from './photo/coordinates.ts';
import type { PhotoSource } from './photo/source.ts';
import { createPhotoObjective } from './photo-objective.ts';
import { countStrokes, planStrokes } from './plan.ts';
import { createTools, prepare, type RunContext, type Tools } from './prepare.ts';
import { createRandom } from './random.ts';
import type { Size } from './raster/frame.ts';
import type { Sketch, Sketcher, SketchResult } from './result.ts';
import { checkTaken, reportSeed, takenRun } from './runs.ts';
import { createStopwatch } from './stopwatch.ts';
import { placeStrokes } from './strokes/layout.ts';
import { type Strokes, strokeCount, uniformStrokes } from './strokes/stroke.ts';
import { loadClip, loadNamedTeacher } from './teachers/registry.ts';
import { tune } from './tuning.ts';
import { createViewBank } from './views/bank.ts';

export type { RunContext } from './prepare.ts';
export type * from './result.ts';

/** A sketcher whose runs may be experiments. */
export interface TunableSketcher extends Sketcher {
  sketch(source: PhotoSource, overrides?: SketchOverrides, context?: RunContext): Promise<SketchResult>;
  /** Gives back the memory that only another drawing on a canvas of the same size would use again. */
  rest(): void;
}

/**
 * Sketches in the calling thread, whose event loop it blocks for seconds at a time; `library.ts` gives it one of its own.
 * @param settings where weights are, for teachers that are not embedded
 * @param around what an experiment puts around the engine, e.g. to remember what was computed
 * @param aside a second thread, or null for none
 * @throws ClipassoError 'usage', 'model' or 'engine'
 */
export async function createSketcher(
  options: Partial<SketchOptions> = {},
  settings: ModelSettings = {},
  around = (engine: Engine): Engine => engine,
  aside: Aside | null = hasRoomAside(options.threads) ? startAside(settings.assets) : null,
): Promise<TunableSketcher> {
  const base = resolveSketchOptions(options);
  const watch = createStopwatch();
  const teacher = await loadNamedTeacher(base, { ...settings, read: aside?.weights });
  const ready = around(
    await createEngine(base.engine, { threads: base.threads, cache: settings.cache !== false }),
  );
  const engine: Engine = { ...ready, assets: settings.assets };
  const load = watch.lap();
  const tools = createTools(teacher, engine, {
    clip: () => loadClip('clip-vit-b-32', settings),
    aside,
  });
  return {
    warnings: warningsOf(engine),
    remarks: engine.remarks ?? [],
    async sketch(source, overrides = {}, context = {}) {
      const result = await run(source, resolveOverrides(base, overrides), context, tools);
      return { ...result, timings: { load, ...result.timings } };
    },
    async look(source, overrides = {}, context = {}) {
      const options = resolveOverrides(base, overrides);
      const abortable = stoppable(engine, () => context.signal?.aborted === true);
      const { subject } = await prepare(source, options, context, { ...tools, engine: abortable });
      return subject;
    },
    async things(source, { signal } = {}) {
      const abortable = stoppable(engine, () => signal?.aborted === true);
      return describeLook(await lookForThings(source, abortable, teacher.reader(abortable)));
    },
    rest: () => engine.rest?.(),
    dispose() {
      aside?.dispose();
      engine.dispose();
    },
  };
}

async function run(
  source: PhotoSource,
  options: SketchOptions,
  context: RunContext,
  tools: Tools,
): Promise<SketchResult> {
  checkTaken(context.take, options);
  const { teacher } = tools;
  const random = createRandom(options.seed);
  const tuning = tune(context.tuned);
  let choosing = false;
  /** While there is nothing to show yet, an abort ends the run wherever it is. */
  const engine = stoppable(tools.engine, () => !choosing && context.signal?.aborted === true);
  const checkAbort = () => {
    if (context.signal?.aborted) throw interrupted();
  };
  const prepared = await prepare(source, options, context, { ...tools, engine });
  const { photo, look, map, palette, scene, features } = prepared;
  const watch = createStopwatch();
  const timings: Record<string, number> = { ...prepared.timings };

  const paper = paperSize(photo.image, teacher.reader(engine).canvas.size);
  const placement = createPlacement(look, photo.image, paper);
  const from = context.from && fitOnPaper(context.from, paper, options);
  const given = from ? placement.paperToCanvas(from) : uniformStrokes([], 0);
  const { init, width } = options;
  const share = { share: options.background, hasThings: map.mask !== null };
  const offers = createOffers(palette, placement, given, { width, ...(scene && { scene: share }) }, random);
  const strategies = STRATEGIES[scene ? 'scene' : init];
  const toSketch = (strokes: Strokes): Sketch => ({ ...paper, strokes: placement.canvasToPaper(strokes) });
  const stay = !from || strokeCount(from) === 0 || context.keep;
  const frozenOf = (count: number) => (stay ? strokeCount(offers.fixed(count)) : 0);
  const plan = (asked: number) =>
    planStrokes(asked, offers, strategies, { ...options, scene: scene !== null, tuning: tuning.strategies });
  if (context.onDraft && options.strokes !== 'auto') {
    const { count, offerTo } = plan(options.strokes);
    const strokes = draftStart(offerTo(FIRST_SEAT), strategies, count, tuning.strategies);
    await context.onDraft(toSketch(joinEnds(strokes, frozenOf(count))));
  }

  // what is not optimised is judged by the view that it was chosen by, the plain one
  const viewCount = options.iterations === 0 ? 1 : options.views;
  const views = createViewBank(random.fork('views'), viewCount, look.frame.width, look.frame.height);
  const seen = { ...map, ...(scene && asScene(map)), frame: look.frame };
  const weights = { ...options, inkTerms: tuning.inkTerms };
  const objective = await createPhotoObjective(engine, teacher, seen, views, weights);
  const stage = { ...look.frame, views };
  const plain = { ...stage, views: views.slice(0, 1) };
  const plainObjective = objective.firstViews(1);
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
  const { onEdges, atMost, count, offerTo } = plan(asked);
  const starts = await makeStarts(critic, offerTo, strategies, {
    ...{ seed, seeds, count },
    tuning: tuning.strategies,
  });
  timings.choose = watch.lap();

  const frozen = frozenOf(count);
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

  const winner = takenRun(runs, context.signal?.aborted ? undefined : context.take);
  const finished = createCritic(objective, stage, undefined, { ...tuning.repetition, ...tuning.ownLines });
  const finish = (run: SeedRun) => {
    const best = { strokes: run.bestStrokes, loss: run.bestLoss };
    return atMost ? dropDoubles(finished, best, frozen) : best;
  };
  const own = await finish(winner);
  for (const run of context.onVariant ? runs : []) {
    const { strokes, loss } = run === winner ? own : await finish(run);
    context.onVariant?.({ seed: run.seed, loss, sketch: toSketch(strokes) });
  }
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
    scene: scene !== null,
    options,
    teacher: teacher.id,
    engine: engine.name,
    timings,
    warnings: [
      ...warningsOf(engine),
      ...(scene === 'found'
        ? ['nothing stands out in this photo: it is drawn as a --scene, which 32 strokes suit best']
        : []),
      ...strokeWarnings({ count: asked, onEdges, drawn: strokeCount(strokes) }, init),
    ],
    aborted: context.signal?.aborted ?? false,
  };
}

function warningsOf({ note }: Engine): string[] {
  return note === undefined ? [] : [note];
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
