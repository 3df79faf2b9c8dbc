/** A sketcher that distributes photos among processes, each with its own network. */
import { ClipassoError, invalidOption } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import type { Sketcher } from '../result.ts';
import { createProcessSketcher } from '../thread/sketcher.ts';
import type { PhotoSketcher } from './types.ts';

const MAX_JOBS = 64;

/** @throws ClipassoError 'usage' */
export function checkJobs(jobs: number): void {
  if (!(Number.isInteger(jobs) && jobs >= 1 && jobs <= MAX_JOBS)) {
    throw invalidOption('jobs', `an integer from 1 to ${MAX_JOBS}`, jobs);
  }
}

/**
 * The sketcher of a batch: `jobs` processes, whose memory does not grow from photo to photo as that of a thread would.
 * @throws ClipassoError 'usage', 'model', 'engine' or 'network'
 */
export async function loadPhotoSketcher(
  options: SketchOptions,
  settings: ModelSettings = {},
): Promise<PhotoSketcher> {
  const { pull, ...rest } = settings;
  // Weights are fetched here, once, so that the processes find them.
  if (pull) await (await import('../teachers/registry.ts')).loadNamedTeacher(options, settings);
  return createWorkerPool(options, rest);
}

/** A process with a network. */
interface Worker {
  readonly sketcher: Promise<Sketcher>;
  /** It has ended, or could not load its network. */
  dead: boolean;
}

function startWorker(options: SketchOptions, settings: ModelSettings): Worker {
  const ended = (reason: string) => {
    worker.dead = true;
    const advice = 'if memory ran short, ask for fewer with --jobs';
    return new ClipassoError('input', `The process that drew it ended early (${reason}); ${advice}`);
  };
  const worker: Worker = { sketcher: createProcessSketcher(options, settings, ended), dead: false };
  worker.sketcher.catch(() => {
    worker.dead = true;
  });
  return worker;
}

/** Kills the process, as soon as it is ready if it is still loading. */
function endWorker(worker: Worker): void {
  worker.dead = true;
  worker.sketcher.then(
    (sketcher) => sketcher.dispose(),
    () => {},
  );
}

/**
 * Starts a process when none is idle; the caller limits how many photos are drawn at a time. Each process has as many threads as a single
 * sketch, since the number of threads changes the rounding of sums.
 */
function createWorkerPool(options: SketchOptions, settings: ModelSettings): PhotoSketcher {
  const workers = new Set<Worker>();
  const busy = new Set<Worker>();

  function takeWorker(): Worker {
    for (const worker of workers) if (worker.dead) workers.delete(worker);
    const worker = [...workers].findLast((each) => !busy.has(each)) ?? startWorker(options, settings);
    workers.add(worker);
    return worker;
  }

  return {
    async sketch(photo, overrides, context) {
      const worker = takeWorker();
      busy.add(worker);
      // an aborted drawing is not kept, so there is no need to wait for its end
      const abort = () => endWorker(worker);
      context.signal?.addEventListener('abort', abort, { once: true });
      try {
        return await (await worker.sketcher).sketch(photo, overrides, context);
      } finally {
        context.signal?.removeEventListener('abort', abort);
        busy.delete(worker);
      }
    },
    dispose() {
      for (const worker of workers) endWorker(worker);
    },
  };
}
