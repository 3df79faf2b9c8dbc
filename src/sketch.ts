/**
 * The whole method, top to bottom: photo -> subject -> initial strokes -> [ views -> rasterize -> network -> loss -> gradient
 * -> Adam ] x N -> best of several seeds (Y. Vinker et al., "CLIPasso: Semantically-Aware Object Sketching", SIGGRAPH 2022).
 */

import { type Aside, hasRoomAside, startAside } from './aside/aside.ts';
import { type Canvas, createCanvas } from './canvas.ts';
import { createCritic } from './choose/critic.ts';
import { makeStarts, type SeedStart } from './choose/starts.ts';
import { createEngine } from './compute/engines.ts';
import type { Engine } from './compute/program.ts';
import { interrupted, stoppable } from './compute/stoppable.ts';
import { createJudges, type Judges } from './judges.ts';
import { describeLook, lookForThings } from './look.ts';
import type { ModelSettings } from './models/settings.ts';
import { strokeWarnings } from './offers.ts';
import { optimize } from './optimize/optimize.ts';
import type { SeedRun } from './optimize/seed.ts';
import {
  resolveOverrides,
  resolveSketchOptions,
  type SketchOptions,
  type SketchOverrides,
} from './options.ts';
import type { PhotoSource } from './photo/source.ts';
import { countStrokes } from './plan.ts';
import { prepare } from './prepare.ts';
import { createRandom } from './random.ts';
import type { Sketcher, SketchResult } from './result.ts';
import { checkTaken, finish, reportSeed } from './runs.ts';
import { createStopwatch } from './stopwatch.ts';
import { strokeCount } from './strokes/stroke.ts';
import { loadClip, loadNamedTeacher } from './teachers/registry.ts';
import { createTools, type Run, type RunContext, type Tools } from './tools.ts';
import { tune } from './tuning.ts';

export type * from './result.ts';
export type { RunContext } from './tools.ts';

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
  const { signal, onEvent } = context;
  const { teacher } = tools;
  const tuning = tune(context.tuned);
  let choosing = false;
  /** While there is nothing to show yet, an abort ends the run wherever it is. */
  const engine = stoppable(tools.engine, () => !choosing && signal?.aborted === true);
  const random = createRandom(options.seed);
  const run: Run = { options, context, tuning, teacher, engine, random };

  const prepared = await prepare(source, options, context, { ...tools, engine });
  const watch = createStopwatch();
  const timings: Record<string, number> = { ...prepared.timings };
  const canvas = createCanvas(prepared, run);
  const { strokes } = options;
  if (context.onDraft && strokes !== 'auto') await context.onDraft(canvas.draft(strokes));

  const judges = await createJudges(prepared, run);
  const critic = createCritic(judges.plain.objective, judges.plain.stage, signal, tuning.repetition);
  if (signal?.aborted) throw interrupted();
  choosing = true;
  timings.targets = watch.lap();

  if (strokes === 'auto') onEvent?.({ stage: 'abstraction' });
  const { count: asked, curve } = await countStrokes(critic, canvas, { ...options, ...tuning.abstraction });
  timings.abstraction = watch.lap();

  onEvent?.({ stage: 'choose' });
  const plan = canvas.plan(asked);
  const seeds = { seed: options.seed, seeds: options.seeds, count: plan.count, tuning: tuning.strategies };
  const starts = await makeStarts(critic, plan.offerTo, canvas.strategies, seeds);
  timings.choose = watch.lap();

  const runs = await optimizeStarts(starts, plan.frozen, judges, canvas, run);
  timings.optimise = watch.lap();

  const finished = await finish({ runs, starts }, plan, judges.all, canvas, run);
  timings.order = watch.lap();

  const { scene, features } = prepared;
  return {
    sketch: canvas.toSketch(finished.strokes),
    seed: finished.seed,
    loss: finished.loss,
    seeds: runs.map((seedRun) => reportSeed(seedRun, judges.all.objective.termNames)),
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
      ...strokeWarnings(
        { count: asked, onEdges: plan.onEdges, drawn: strokeCount(finished.strokes) },
        options.init,
      ),
    ],
    aborted: signal?.aborted ?? false,
  };
}

/** @returns all seeds, the best first */
function optimizeStarts(
  starts: readonly SeedStart[],
  frozen: number,
  judges: Judges,
  { toSketch }: Canvas,
  { options, context, tuning }: Run,
): Promise<SeedRun[]> {
  const { signal, onEvent, onDrawings } = context;
  // after an abort the start is all there is to show; the plain view is what it was chosen by
  const cut = signal?.aborted ?? false;
  const { objective, stage } = cut ? judges.plain : judges.all;
  return optimize(objective, {
    ...{ stage, starts, frozen, iterations: cut ? 0 : options.iterations },
    learningRate: options.learningRate,
    decay: options.decay,
    tournament: options.tournament ? tuning.tournament : null,
    ...(signal && { signal }),
    onStep(step, live) {
      const losses = live.map(({ seed, bestLoss }) => ({ seed, loss: bestLoss }));
      onEvent?.({ stage: 'optimise', step, steps: options.iterations, losses });
      onDrawings?.(
        step,
        live.map(({ seed, drawn }) => ({ seed, sketch: toSketch(drawn) })),
      );
    },
  });
}

function warningsOf({ note }: Engine): string[] {
  return note === undefined ? [] : [note];
}
