/**
 * The whole method, top to bottom: photo -> subject -> initial strokes -> [ views -> rasterize -> network -> loss -> gradient
 * -> Adam ] x N -> best of several seeds (Y. Vinker et al., "CLIPasso: Semantically-Aware Object Sketching", SIGGRAPH 2022).
 */
import { createEngine } from './compute/engines.ts';
import type { Engine } from './compute/program.ts';
import { createObjective } from './loss/objective.ts';
import { optimize } from './optimize/optimize.ts';
import { resolveSketchOptions, type SketchOptions } from './options.ts';
import type { Rect } from './photo/frame.ts';
import { type Look, lookAtPhoto } from './photo/look.ts';
import { type PhotoSource, readPhoto } from './photo/read.ts';
import { placeOnCanvas, planeOnCanvas } from './photo/resample.ts';
import { loadMask, whitenBackground } from './photo/subject.ts';
import { createRandom } from './random.ts';
import type { LossReport, SeedReport, Sketch, SketchHooks, SketchResult } from './result.ts';
import { planContourStart, planSaliencyStart } from './start/start.ts';
import { createStopwatch } from './stopwatch.ts';
import { placeStrokes } from './strokes/layout.ts';
import { uniformStrokes } from './strokes/stroke.ts';
import { createViewBank } from './views/bank.ts';
import { warpImage } from './views/warp.ts';
import { loadDinov2 } from './vision/dinov2.ts';
import type { Teacher } from './vision/teacher.ts';

export type * from './result.ts';

/** A teacher and an engine made ready, to sketch any number of photos. */
export interface Sketcher {
  /**
   * @param overrides options that differ from the sketcher's; teacher, engine and threads are fixed
   * @throws ClipassoError 'input' when the photo cannot be read, 'usage' for unacceptable options
   */
  sketch(source: PhotoSource, overrides?: Partial<SketchOptions>, hooks?: SketchHooks): Promise<SketchResult>;
  dispose(): void;
}

/** Sketches one photo. @throws ClipassoError */
export async function sketch(
  source: PhotoSource,
  options: Partial<SketchOptions> = {},
  hooks: SketchHooks = {},
): Promise<SketchResult> {
  const sketcher = await createSketcher(options);
  try {
    return await sketcher.sketch(source, {}, hooks);
  } finally {
    sketcher.dispose();
  }
}

/** @throws ClipassoError 'usage', 'model' or 'engine' */
export async function createSketcher(options: Partial<SketchOptions> = {}): Promise<Sketcher> {
  const base = resolveSketchOptions(options);
  const watch = createStopwatch();
  const teacher = await loadDinov2();
  const engine = await createEngine(base.engine, { threads: base.threads });
  const loadSeconds = watch.lap();
  return {
    sketch(source, overrides = {}, hooks = {}) {
      const { teacher: id, engine: name, threads } = base;
      const resolved = resolveSketchOptions({ ...base, ...overrides, teacher: id, engine: name, threads });
      return run(source, resolved, hooks, teacher, engine, loadSeconds);
    },
    dispose: () => engine.dispose(),
  };
}

async function run(
  source: PhotoSource,
  options: SketchOptions,
  hooks: SketchHooks,
  teacher: Teacher,
  engine: Engine,
  loadSeconds: number,
): Promise<SketchResult> {
  const watch = createStopwatch();
  const timings: Record<string, number> = { load: loadSeconds };
  const random = createRandom(options.seed);
  const { network } = teacher.parts[0];

  hooks.onEvent?.({ stage: 'photo' });
  const photo = await readPhoto(source);
  timings.photo = watch.lap();

  hooks.onEvent?.({ stage: 'saliency' });
  const look = await lookAtPhoto(photo, await loadMask(options.mask, photo.image), teacher, engine);
  timings.saliency = watch.lap();

  hooks.onEvent?.({ stage: 'start' });
  const { frame } = look;
  const planStart = options.init === 'contour' ? planContourStart : planSaliencyStart;
  const plan = planStart(look, options.strokes);
  const paper = paperSize(photo.image, network.size);
  const placement = canvasToPaper(look, photo.image, paper);
  const starts = Array.from({ length: options.seeds }, (_, k) => {
    const { points, edges } = plan.start(random.fork(`seed ${k}`), k === 0);
    const strokes = uniformStrokes(unitsToCanvas(points, frame.photo), options.width / placement.scale);
    return { seed: options.seed + k, edges, strokes };
  });
  timings.start = watch.lap();

  const canvas = placeOnCanvas(look.image, frame);
  const target = whitenBackground(canvas, look.mask && planeOnCanvas(look.mask, look.image, frame));
  const views = createViewBank(random.fork('views'), options.views, frame.width, frame.height);
  const photoViews = views.map((view) => warpImage(target, view, frame.width, frame.height));
  const objective = await createObjective(engine, teacher, photoViews);
  timings.targets = watch.lap();

  const { runs, aborted } = await optimize(objective, {
    canvas: frame,
    views,
    starts,
    iterations: options.iterations,
    learningRate: options.learningRate,
    ...(hooks.signal && { signal: hooks.signal }),
    onStep: (step, live) =>
      hooks.onEvent?.({
        stage: 'optimise',
        step,
        steps: options.iterations,
        losses: live.map(({ seed, bestLoss }) => ({ seed, loss: bestLoss })),
      }),
  });
  timings.optimise = watch.lap();

  const [winner] = runs;
  return {
    sketch: {
      ...paper,
      strokes: placeStrokes(winner.bestStrokes, placement.scale, placement.x, placement.y),
    },
    seed: winner.seed,
    loss: winner.bestLoss,
    seeds: runs.map(
      (seedRun): SeedReport => ({
        seed: seedRun.seed,
        startLoss: seedRun.startLoss,
        bestLoss: seedRun.bestLoss,
        terms: reportTerms(objective.termNames, seedRun.bestTerms),
        iterations: seedRun.iterations,
      }),
    ),
    options,
    teacher: teacher.id,
    engine: engine.name,
    timings,
    warnings: collectWarnings(starts[0].edges, options),
    aborted,
  };
}

/** The drawing's own size: the photo's shape with the area of the network's square, so widths mean the same everywhere. */
function paperSize(image: { width: number; height: number }, size: number): Pick<Sketch, 'width' | 'height'> {
  const aspect = image.width / image.height;
  const round = (v: number) => Math.round(v * 100) / 100;
  return { width: round(size * Math.sqrt(aspect)), height: round(size / Math.sqrt(aspect)) };
}

/** Points in units of the window's width and height, on the canvas. */
function unitsToCanvas(points: Float64Array, { x, y, width, height }: Rect): Float64Array {
  return points.map((v, i) => (i % 2 === 0 ? x + v * width : y + v * height));
}

/** paper = canvas * scale + (x, y). */
function canvasToPaper(
  { window, frame }: Look,
  photo: { width: number; height: number },
  paper: { width: number; height: number },
): { scale: number; x: number; y: number } {
  const scale = ((window.width / frame.photo.width) * paper.width) / photo.width;
  return {
    scale,
    x: (window.x * paper.width) / photo.width - frame.photo.x * scale,
    y: (window.y * paper.height) / photo.height - frame.photo.y * scale,
  };
}

function reportTerms(names: readonly string[], terms: Float64Array): LossReport {
  return Object.fromEntries(names.map((name, k) => [name, terms[k]]));
}

function collectWarnings(edges: number, { strokes, init }: SketchOptions): string[] {
  if (edges >= strokes) return [];
  const source = init === 'contour' ? 'contours' : 'edges';
  return [
    edges === 0
      ? 'the photo has no edges to draw; strokes start from the saliency map alone'
      : `the photo has ${source} for only ${edges} of ${strokes} strokes; the others start from the saliency map`,
  ];
}
