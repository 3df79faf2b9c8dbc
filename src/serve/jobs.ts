/** Jobs: analysis of a photo, drawings, and drawings with other numbers of strokes in the background. */
import { ClipassoError, invalidOption } from '../errors.ts';
import { DEFAULT_OPTIONS, resolveSketchOptions, type SketchOverrides } from '../options.ts';
import { PRESETS } from '../presets.ts';
import type {
  LookResult,
  Sketch,
  SketchContext,
  SketchEvent,
  SketchResult,
  SubjectMask,
  Variant,
} from '../result.ts';
import { strokeCount } from '../strokes/stroke.ts';
import type { Artist } from './artist.ts';
import { problemOf, Refusal } from './problems.ts';
import type { DrawOptions, JobInfo, MaskChoice, ServerEvent } from './protocol.ts';
import type { JobQueue } from './queue.ts';
import { toSketchData } from './sketch-data.ts';
import type { MaskState, PhotoState } from './state.ts';

/** Parameters of a draw job. */
export interface DrawPlan {
  readonly photo: PhotoState;
  readonly options: DrawOptions;
  /** Null for the mask that is found. */
  readonly mask: MaskState | null;
  readonly pinned: Sketch | null;
  /** Whether drawings with other numbers of strokes follow in the background. */
  readonly levels: boolean;
  readonly save: boolean;
  /** For a drawing with another number of strokes: the drawing that it belongs to. */
  readonly of?: string;
}

/** Result of a draw job. */
export interface Drawn {
  readonly job: JobInfo;
  readonly plan: DrawPlan;
  /** Null when the job was stopped before the network judged anything; then `draft` is set. */
  readonly result: SketchResult | null;
  readonly draft: Sketch | null;
  readonly variants: readonly Variant[];
  /** Duration. */
  readonly seconds: number;
}

export interface JobHooks {
  readonly publish: (event: ServerEvent) => void;
  /** The subject that was found, if the photo has no other mask. */
  readonly onSubject: (photo: PhotoState, mask: SubjectMask, look: LookResult | null) => Promise<void>;
  /** Stores the result. @returns the drawing's id */
  readonly onDrawn: (drawn: Drawn) => string;
}

export interface Jobs {
  look(photo: PhotoState): JobInfo;
  draw(plan: DrawPlan): JobInfo;
  /** @param of id of the drawing that the other numbers of strokes belong to */
  levels(plan: DrawPlan, counts: readonly number[]): void;
  get(id: string): JobInfo;
  all(): readonly JobInfo[];
  /** Ends a job; its best drawing so far is kept, unless `discard`. */
  stop(id: string, discard: boolean): JobInfo;
  /** Cancels all jobs of a photo; with `background` only those in the background. */
  cancelOf(photo: PhotoState, background: boolean): void;
}

/** Progress, 0 to 1, at which each stage begins. */
const PROGRESS: Readonly<Record<SketchEvent['stage'], number>> = {
  load: 0,
  photo: 0.02,
  saliency: 0.05,
  start: 0.3,
  abstraction: 0.4,
  choose: 0.45,
  optimise: 0.5,
};

/** Number of ended jobs that are remembered. */
const MAX_ENDED = 200;

export function createJobs(queue: JobQueue, artist: Artist, hooks: JobHooks): Jobs {
  const jobs = new Map<string, JobInfo>();
  const discarded = new Set<string>();
  let count = 0;

  function update(id: string, change: Partial<JobInfo>): JobInfo {
    const job = { ...jobs.get(id)!, ...change };
    jobs.set(id, job);
    hooks.publish({ type: 'job', job });
    return job;
  }

  function create(photo: PhotoState, kind: JobInfo['kind'], options: DrawOptions): JobInfo {
    const job: JobInfo = {
      ...{ id: `j${++count}`, photo: photo.id, kind, status: 'queued', place: 0, stage: null, progress: 0 },
      strokes: kind === 'look' ? null : (options.strokes ?? DEFAULT_OPTIONS.strokes),
      ...{ drawing: null, stopped: false, error: null },
    };
    jobs.set(job.id, job);
    const ended = [...jobs.values()].filter(({ status }) => status !== 'queued' && status !== 'running');
    for (const { id } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) jobs.delete(id);
    return job;
  }

  function enqueue(job: JobInfo, background: boolean, work: (signal: AbortSignal) => Promise<void>): void {
    const { id } = job;
    try {
      queue.add({
        id,
        background,
        onPlace: (place) => jobs.get(id)?.place !== place && update(id, { place }),
        onCancel: () => update(id, { status: 'cancelled', place: 0 }),
        async run(signal) {
          update(id, { status: 'running', place: 0, stage: artist.ready ? 'photo' : 'load', progress: 0 });
          try {
            await work(signal);
          } catch (error) {
            const { status: _, ...problem } = problemOf(error);
            if (signal.aborted) update(id, { status: background ? 'queued' : 'cancelled' });
            else update(id, { status: 'failed', error: problem });
          }
        },
      });
    } catch (error) {
      jobs.delete(id);
      throw error;
    }
  }

  const contextOf = (id: string, signal: AbortSignal): Pick<SketchContext, 'signal' | 'onEvent'> => ({
    signal,
    onEvent(event) {
      const done =
        event.stage === 'optimise' ? (1 - PROGRESS.optimise) * (event.step / Math.max(1, event.steps)) : 0;
      update(id, { stage: event.stage, progress: PROGRESS[event.stage] + done });
    },
  });

  async function runDraw(
    job: JobInfo,
    plan: DrawPlan,
    signal: AbortSignal,
    background: boolean,
  ): Promise<void> {
    const { id } = job;
    const { photo, pinned, mask } = plan;
    let draft: Sketch | null = null;
    const variants: Variant[] = [];
    const started = performance.now();
    const show = (
      step: number,
      steps: number,
      seeds: { seed: number; loss: number | null; sketch: Sketch }[],
    ) =>
      hooks.publish({
        type: 'strokes',
        ...{ job: id, photo: photo.id, step, steps },
        seeds: seeds.map((each) => ({ ...each, sketch: toSketchData(each.sketch, 2) })),
      });
    const overrides = overridesOf(plan);
    const steps = resolveSketchOptions(overrides).iterations;
    let losses: ReadonlyMap<number, number> = new Map();
    const context = contextOf(id, signal);
    const found: Promise<void>[] = [];
    const result = await artist
      .use(async (sketcher) =>
        sketcher.sketch(await photo.read(), overrides, {
          ...context,
          onEvent(event) {
            context.onEvent?.(event);
            if (event.stage === 'optimise')
              losses = new Map(event.losses.map(({ seed, loss }) => [seed, loss]));
          },
          ...(pinned && strokeCount(pinned.strokes) > 0 && { from: pinned, keep: true }),
          ...(mask === null && { onSubject: (subject) => found.push(hooks.onSubject(photo, subject, null)) }),
          ...(!background && {
            onVariant: (variant) => variants.push(variant),
            onDraft(sketch) {
              draft = sketch;
              show(0, steps, [{ seed: overrides.seed ?? 0, loss: null, sketch }]);
            },
            onDrawings(step, drawings) {
              const judged = drawings.map((each) => ({ ...each, loss: losses.get(each.seed) ?? null }));
              judged.sort((a, b) => (a.loss ?? 0) - (b.loss ?? 0));
              draft = judged[0].sketch;
              show(step, steps, judged);
            },
          }),
        }),
      )
      .catch((error): null => {
        if (signal.aborted && draft && error instanceof ClipassoError && error.code === 'aborted')
          return null;
        throw error;
      });
    await Promise.all(found);
    if (discarded.delete(id) || (background && signal.aborted)) throw new Error('nothing of it is kept');
    const seconds = Math.round(performance.now() - started) / 1000;
    const drawing = hooks.onDrawn({ job: jobs.get(id)!, plan, result, draft, variants, seconds });
    update(id, { status: 'done', progress: 1, drawing, stopped: result?.aborted ?? true });
  }

  /** Each is a job of its own, so that a requested drawing does not wait for the rest. */
  function lookForThings(photo: PhotoState, subject: SubjectMask): void {
    const job = create(photo, 'look', {});
    enqueue(job, false, async (signal) => {
      const bytes = await photo.read();
      const things = await artist.use((sketcher) => sketcher.things(bytes, { signal }));
      await hooks.onSubject(photo, subject, things);
      update(job.id, { status: 'done', progress: 1 });
    });
  }

  return {
    look(photo) {
      const waiting = [...jobs.values()].find(
        (job) => job.kind === 'look' && job.photo === photo.id && /queued|running/.test(job.status),
      );
      if (waiting) return waiting;
      const job = create(photo, 'look', {});
      enqueue(job, false, async (signal) => {
        const bytes = await photo.read();
        const subject = await artist.use((sketcher) => sketcher.look(bytes, {}, contextOf(job.id, signal)));
        await hooks.onSubject(photo, subject, null);
        update(job.id, { status: 'done', progress: 1 });
        if (!signal.aborted) lookForThings(photo, subject);
      });
      return jobs.get(job.id)!;
    },
    draw(plan) {
      resolveSketchOptions(overridesOf(plan));
      const { pinned, options } = plan;
      const most = options.strokes ?? DEFAULT_OPTIONS.strokes;
      const kept = pinned ? strokeCount(pinned.strokes) : 0;
      if (most !== 'auto' && kept > most)
        throw invalidOption('strokes', `at least the ${kept} that are pinned`, most);
      const job = create(plan.photo, 'draw', options);
      enqueue(job, false, (signal) => runDraw(job, plan, signal, false));
      return jobs.get(job.id)!;
    },
    levels(plan, counts) {
      for (const strokes of counts) {
        const level = { ...plan, options: { ...plan.options, strokes } };
        const job = create(plan.photo, 'level', level.options);
        enqueue(job, true, (signal) => runDraw(job, level, signal, true));
      }
    },
    get(id) {
      const job = jobs.get(id);
      if (!job) throw new Refusal('not-found', 'There is no such job');
      return job;
    },
    all: () => [...jobs.values()].filter(({ status }) => status === 'queued' || status === 'running'),
    stop(id, discard) {
      const { status } = this.get(id);
      if (status === 'running' && discard) discarded.add(id);
      queue.stop(id);
      return this.get(id);
    },
    cancelOf({ id: photo }, background) {
      const own = (id: string) => jobs.get(id)?.photo === photo;
      queue.drop((task) => own(task.id));
      if (background) return;
      for (const { id } of this.all()) if (own(id)) this.stop(id, true);
    },
  };
}

/** Options for the sketcher. @throws ClipassoError 'usage' by `resolveSketchOptions`, which checks the values */
function overridesOf({ options: { preset, ...options }, mask }: DrawPlan): SketchOverrides {
  const { teacher: _, ...chosen } = preset === undefined ? {} : PRESETS[preset];
  return { ...chosen, ...options, mask: maskOption(mask) };
}

/** The mask as a value of the option `mask`. */
function maskOption(mask: MaskState | null): MaskChoice {
  if (mask === null) return 'auto';
  return mask.png ? `data:image/png;base64,${mask.png.toString('base64')}` : 'none';
}
