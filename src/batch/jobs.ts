/** A sketcher that hands its photos to processes, each with a network of its own. */
import { availableParallelism } from 'node:os';
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
 * What draws the photos of a batch: this process for one job, `jobs` others for several.
 * @throws ClipassoError 'usage', 'model', 'engine' or 'network'
 */
export async function loadPhotoSketcher(
  options: SketchOptions,
  settings: ModelSettings = {},
  jobs = 1,
): Promise<PhotoSketcher> {
  if (jobs === 1) return createThreadPhotoSketcher(options, settings);
  const { pull, ...rest } = settings;
  // Here and once, so that the processes find them.
  if (pull) await (await import('../teachers/registry.ts')).loadNamedTeacher(options, settings);
  return createWorkerPool(options, rest, jobs);
}

/**
 * Draws in a thread of this process. A drawing that is aborted is not kept, so its thread ends at once, whatever it computes; no
 * photo can be drawn after it.
 */
async function createThreadPhotoSketcher(
  options: SketchOptions,
  settings: ModelSettings,
): Promise<PhotoSketcher> {
  const { createThreadSketcher } = await import('../thread/sketcher.ts');
  const sketcher = await createThreadSketcher(options, settings);
  return {
    async sketch(photo, overrides, context) {
      context.signal?.addEventListener('abort', sketcher.dispose, { once: true });
      try {
        return await sketcher.sketch(photo, overrides, context);
      } finally {
        context.signal?.removeEventListener('abort', sketcher.dispose);
      }
    },
    dispose: sketcher.dispose,
  };
}

/** Starts a process when a photo finds none idle; as many as there are photos at a time, so the caller limits them. */
function createWorkerPool(options: SketchOptions, settings: ModelSettings, jobs: number): PhotoSketcher {
  const threads = options.threads || Math.max(1, Math.floor(availableParallelism() / jobs));
  const all = new Set<Worker>();
  const idle: Worker[] = [];

  function takeWorker(): Worker {
    const waiting = idle.splice(0).filter(({ dead }) => !dead);
    const next = waiting.pop();
    idle.push(...waiting);
    if (next) return next;
    const worker = startWorker({ ...options, threads }, settings);
    all.add(worker);
    return worker;
  }

  return {
    async sketch(photo, overrides, context) {
      const worker = takeWorker();
      try {
        const result = await worker.sketch(photo, overrides, context);
        return { ...result, options: { ...result.options, threads: options.threads } };
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
