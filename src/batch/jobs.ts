/** A sketcher that distributes photos among processes, each with its own network. */
import { ClipassoError, invalidOption } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import type { PhotoSketcher } from './types.ts';
import { startWorker, type Worker } from './worker-process.ts';

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

/**
 * Starts a process when none is idle; the caller limits how many photos are drawn at a time. Each process has as many threads as a single
 * sketch, since the number of threads changes the rounding of sums.
 */
function createWorkerPool(options: SketchOptions, settings: ModelSettings): PhotoSketcher {
  const all = new Set<Worker>();
  const idle: Worker[] = [];

  function takeWorker(): Worker {
    const waiting = idle.splice(0).filter(({ dead }) => !dead);
    const next = waiting.pop();
    idle.push(...waiting);
    if (next) return next;
    const worker = startWorker(options, settings);
    all.add(worker);
    return worker;
  }

  return {
    async sketch(photo, overrides, context) {
      const worker = takeWorker();
      try {
        return await worker.sketch(photo, overrides, context);
      } catch (error) {
        if (worker.dead && context.signal?.aborted) {
          throw new ClipassoError('aborted', 'Interrupted', { cause: error });
        }
        throw error;
      } finally {
        if (worker.dead) all.delete(worker);
        else idle.push(worker);
      }
    },
    dispose() {
      for (const worker of all) worker.end();
    },
  };
}
