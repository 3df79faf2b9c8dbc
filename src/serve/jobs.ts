/** Jobs: analysis of a photo, drawings, and drawings with other numbers of strokes in the background. */
import type { LookResult, SketchEvent, SubjectMask } from '../result.ts';
import type { Artist } from './artist.ts';
import { draw, type Made, type Show } from './draw.ts';
import { checkPlan, type DrawPlan } from './draw-plan.ts';
import { createJobList, progressAt } from './job-list.ts';
import { problemOf } from './problems.ts';
import type { JobInfo, ServerEvent } from './protocol.ts';
import type { JobQueue } from './queue.ts';
import { toSketchData } from './sketch-data.ts';
import type { PhotoState } from './state.ts';

/** Result of a draw job. */
export interface Drawn extends Made {
  readonly job: JobInfo;
  readonly plan: DrawPlan;
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
  /** @throws ClipassoError 'usage' for a plan that cannot be drawn */
  draw(plan: DrawPlan): JobInfo;
  /** The same with other numbers of strokes, in the background. */
  levels(plan: DrawPlan, counts: readonly number[]): void;
  get(id: string): JobInfo;
  all(): readonly JobInfo[];
  /** Ends a job; its best drawing so far is kept, unless `discard`. */
  stop(id: string, discard: boolean): JobInfo;
  /** Cancels all jobs of a photo; with `background` only those in the background. */
  cancelOf(photo: PhotoState, background: boolean): void;
}

export function createJobs(queue: JobQueue, artist: Artist, hooks: JobHooks): Jobs {
  const list = createJobList(hooks.publish);
  /** Running drawings that nobody wants any more. */
  const discarded = new Set<string>();

  const finish = (id: string, change: Partial<JobInfo> = {}) =>
    list.update(id, { ...change, status: 'done', progress: 1 });

  /** Queues a job's work, which is to call `finish`; whatever else becomes of it is noted here. */
  function enqueue(
    { id }: JobInfo,
    background: boolean,
    work: (signal: AbortSignal) => Promise<void>,
  ): JobInfo {
    const run = async (signal: AbortSignal) => {
      list.update(id, { status: 'running', place: 0, stage: artist.ready ? 'photo' : 'load', progress: 0 });
      try {
        await work(signal);
      } catch (error) {
        const { status: _, ...problem } = problemOf(error);
        if (signal.aborted) list.update(id, { status: background ? 'queued' : 'cancelled' });
        else list.update(id, { status: 'failed', error: problem });
      }
    };
    try {
      queue.add({
        ...{ id, background, run },
        onPlace: (place) => list.get(id).place !== place && list.update(id, { place }),
        onCancel: () => list.update(id, { status: 'cancelled', place: 0 }),
      });
    } catch (error) {
      list.remove(id);
      throw error;
    }
    return list.get(id);
  }

  function enqueueDraw(plan: DrawPlan, kind: 'draw' | 'level'): JobInfo {
    const background = kind === 'level';
    const { photo } = plan;
    const job = list.create(photo.id, kind, plan.options);
    const { id } = job;
    const show: Show = (step, steps, seeds) =>
      hooks.publish({
        type: 'strokes',
        ...{ job: id, photo: photo.id, step, steps },
        seeds: seeds.map((each) => ({ ...each, sketch: toSketchData(each.sketch, 2) })),
      });
    return enqueue(job, background, async (signal) => {
      const made = await draw(artist, plan, {
        signal,
        onEvent: (event) => list.update(id, progressAt(event)),
        onSubject: (subject) => hooks.onSubject(photo, subject, null),
        show: background ? null : show,
      });
      if (discarded.delete(id) || (background && signal.aborted)) throw new Error('nothing of it is kept');
      const drawing = hooks.onDrawn({ ...made, job: list.get(id), plan });
      finish(id, { drawing, stopped: made.result?.aborted ?? true });
    });
  }

  function enqueueLook(photo: PhotoState): JobInfo {
    const job = list.create(photo.id, 'look', {});
    const onEvent = (event: SketchEvent) => list.update(job.id, progressAt(event));
    return enqueue(job, false, async (signal) => {
      const bytes = await photo.read();
      const subject = await artist.use((sketcher) => sketcher.look(bytes, {}, { signal, onEvent }));
      await hooks.onSubject(photo, subject, null);
      finish(job.id);
      if (!signal.aborted) enqueueThings(photo, subject);
    });
  }

  /** A job of its own, so that a drawing that is asked for meanwhile does not wait for it. */
  function enqueueThings(photo: PhotoState, subject: SubjectMask): void {
    const job = list.create(photo.id, 'look', {});
    enqueue(job, false, async (signal) => {
      const bytes = await photo.read();
      const things = await artist.use((sketcher) => sketcher.things(bytes, { signal }));
      await hooks.onSubject(photo, subject, things);
      finish(job.id);
    });
  }

  return {
    get: list.get,
    all: list.active,
    look: (photo) =>
      list.active().find((job) => job.kind === 'look' && job.photo === photo.id) ?? enqueueLook(photo),
    draw(plan) {
      checkPlan(plan);
      return enqueueDraw(plan, 'draw');
    },
    levels(plan, counts) {
      for (const strokes of counts) enqueueDraw({ ...plan, options: { ...plan.options, strokes } }, 'level');
    },
    stop(id, discard) {
      const { status } = list.get(id);
      if (status === 'running' && discard) discarded.add(id);
      queue.stop(id);
      return list.get(id);
    },
    cancelOf({ id: photo }, background) {
      queue.drop(({ id }) => list.get(id).photo === photo);
      if (background) return;
      for (const job of list.active()) if (job.photo === photo) this.stop(job.id, true);
    },
  };
}
