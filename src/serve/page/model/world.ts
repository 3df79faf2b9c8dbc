/** The page's copy of the server's state (photos, jobs, drawings), updated by events. */
import type {
  DrawingInfo,
  JobInfo,
  PhotoInfo,
  ServerEvent,
  SessionInfo,
  SketchData,
} from '../../protocol.ts';

/** The current drawing of a running job. */
export interface LiveDrawing {
  readonly job: string;
  readonly step: number;
  readonly steps: number;
  /** The seed with the lowest loss so far. */
  readonly sketch: SketchData;
}

export interface World {
  readonly session: SessionInfo | null;
  readonly photos: readonly PhotoInfo[];
  /** By id: waiting and running jobs, and those that ended since the page was opened. */
  readonly jobs: ReadonlyMap<string, JobInfo>;
  /** By photo id. */
  readonly live: ReadonlyMap<string, LiveDrawing>;
  /** By id: drawings that were fetched, or finished since. */
  readonly drawings: ReadonlyMap<string, DrawingInfo>;
}

export const EMPTY_WORLD: World = {
  session: null,
  photos: [],
  jobs: new Map(),
  live: new Map(),
  drawings: new Map(),
};

/** The world after one event. */
export function applyEvent(world: World, event: ServerEvent): World {
  switch (event.type) {
    case 'snapshot':
      return {
        ...world,
        session: event.session,
        photos: event.photos,
        jobs: new Map(event.jobs.map((job) => [job.id, job])),
      };
    case 'session':
      return { ...world, session: event.session };
    case 'photo':
      return withPhoto(world, event.photo);
    case 'photo-removed':
      return { ...world, photos: world.photos.filter((photo) => photo.id !== event.id) };
    case 'job':
      return withJob(world, event.job);
    case 'strokes': {
      const { job, photo, step, steps, seeds } = event;
      if (seeds.length === 0 || world.jobs.get(job)?.kind === 'level') return world;
      const live: LiveDrawing = { job, step, steps, sketch: seeds[0].sketch };
      return { ...world, live: new Map(world.live).set(photo, live) };
    }
    case 'drawing':
      return withDrawing(world, event.drawing);
    case 'notice':
      return world;
  }
}

export function withPhoto(world: World, photo: PhotoInfo): World {
  const known = world.photos.some((each) => each.id === photo.id);
  const photos = known
    ? world.photos.map((each) => (each.id === photo.id ? photo : each))
    : [...world.photos, photo];
  return { ...world, photos };
}

export function withDrawing(world: World, drawing: DrawingInfo): World {
  const drawings = new Map(world.drawings).set(drawing.id, drawing);
  const over = world.live.get(drawing.photo)?.job === drawing.job;
  return { ...world, drawings, live: over ? without(world.live, drawing.photo) : world.live };
}

function withJob(world: World, job: JobInfo): World {
  const jobs = new Map(world.jobs).set(job.id, job);
  // a finished job's last live drawing is shown until its stored drawing arrives
  const awaited = job.drawing !== null && !world.drawings.has(job.drawing);
  const over = hasEnded(job) && !awaited && world.live.get(job.photo)?.job === job.id;
  return { ...world, jobs, live: over ? without(world.live, job.photo) : world.live };
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

function hasEnded({ status }: JobInfo): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled';
}

/** The photo's latest job of that kind that waits or runs. */
export function openJob(world: World, photo: string, kind: JobInfo['kind']): JobInfo | null {
  return (
    [...world.jobs.values()]
      .filter((job) => job.photo === photo && job.kind === kind && !hasEnded(job))
      .at(-1) ?? null
  );
}
