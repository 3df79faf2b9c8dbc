/** Jobs of this session by id, in memory; changes are sent to pages as events. */
import { DEFAULT_OPTIONS } from '../options.ts';
import type { SketchEvent } from '../result.ts';
import { Refusal } from './problems.ts';
import type { DrawOptions, JobInfo, ServerEvent } from './protocol.ts';

/** Number of ended jobs that are remembered. */
const MAX_ENDED = 200;

export function createJobList(publish: (event: ServerEvent) => void) {
  const jobs = new Map<string, JobInfo>();
  let count = 0;

  /** @throws Refusal 'not-found' */
  function get(id: string): JobInfo {
    const job = jobs.get(id);
    if (!job) throw new Refusal('not-found', 'There is no such job');
    return job;
  }

  return {
    get,
    /** A job that waits; of those that have ended, the oldest beyond a limit are forgotten. */
    create(photo: string, kind: JobInfo['kind'], options: DrawOptions): JobInfo {
      const job: JobInfo = {
        ...{ id: `j${++count}`, photo, kind, status: 'queued', place: 0, stage: null, progress: 0 },
        strokes: kind === 'look' ? null : (options.strokes ?? DEFAULT_OPTIONS.strokes),
        ...{ drawing: null, stopped: false, error: null },
      };
      jobs.set(job.id, job);
      const ended = [...jobs.values()].filter((each) => !isActive(each));
      for (const { id } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) jobs.delete(id);
      return job;
    },
    update(id: string, change: Partial<JobInfo>): void {
      const job = { ...get(id), ...change };
      jobs.set(id, job);
      publish({ type: 'job', job });
    },
    remove: (id: string) => void jobs.delete(id),
    /** Those that wait or run. */
    active: (): readonly JobInfo[] => [...jobs.values()].filter(isActive),
  };
}

function isActive({ status }: JobInfo): boolean {
  return status === 'queued' || status === 'running';
}

/** Progress, 0 to 1, at which each stage begins. */
const BEGINS: Readonly<Record<SketchEvent['stage'], number>> = {
  load: 0,
  photo: 0.02,
  saliency: 0.05,
  start: 0.3,
  abstraction: 0.4,
  choose: 0.45,
  optimise: 0.5,
};

/** How far a job is when its sketcher reports an event. */
export function progressAt(event: SketchEvent): Pick<JobInfo, 'stage' | 'progress'> {
  const { stage } = event;
  const done = stage === 'optimise' ? (1 - BEGINS.optimise) * (event.step / Math.max(1, event.steps)) : 0;
  return { stage, progress: BEGINS[stage] + done };
}
