/**
 * A second thread for parts of a drawing that do not wait for each other. It computes the same functions, so that results are the same to the
 * byte; where no thread can be started, they are computed here.
 */
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, Call } from './messages.ts';
import { TASKS, type Tasks } from './tasks.ts';

export interface Aside {
  /** The embedded network's weights, which the thread reads first; rejected where it does not. */
  readonly weights: ReturnType<Tasks['weights']>;
  /**
   * What the task of that name gives for `input`, which is cloned.
   * @param here computes it in this thread, where the other one cannot; the task itself when absent
   */
  compute<Name extends keyof Tasks>(
    task: Name,
    input: Parameters<Tasks[Name]>,
    here?: () => ReturnType<Tasks[Name]>,
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  /** @returns when the thread has ended: what it computes is finished first, as it cannot be stopped within a call of onnxruntime */
  dispose(): Promise<void>;
}

/** @param threads that a drawing may use; 0 for all cores */
export function hasRoomAside(threads = 0): boolean {
  return threads !== 1 && availableParallelism() > 1;
}

/**
 * Starts the thread. It keeps the process alive only while it computes.
 * @param assets folder of the shipped files, as assetPath takes it
 */
export function startAside(assets?: string, script?: URL): Aside {
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: unknown): void }>();
  let nextId = 0;
  let worker: Worker | null = null;
  let disposed = false;
  const fail = (error: unknown) => {
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  try {
    worker = new Worker(script ?? ownScript());
    worker.unref();
    worker.on('message', ({ id, result, failed }: Answer) => {
      const call = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) worker?.unref();
      if (failed) call?.reject(new Error(failed));
      else call?.resolve(result);
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('the thread has ended')));
  } catch (error) {
    fail(error);
  }
  const ask = (to: Worker, task: keyof Tasks, input: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const call: Call = { id: nextId++, task, input };
      waiting.set(call.id, { resolve, reject });
      to.ref();
      to.postMessage(call);
    });
  const compute = async (task: keyof Tasks, input: readonly unknown[], own?: () => Promise<unknown>) => {
    const here = (error?: unknown) => {
      if (disposed) throw error;
      return own ? own() : (TASKS[task] as (...input: unknown[]) => Promise<unknown>)(...input);
    };
    return worker ? ask(worker, task, input).catch(here) : here();
  };
  const weights = worker
    ? (ask(worker, 'weights', [assets]) as Aside['weights'])
    : Promise.reject(new Error('there is no thread'));
  weights.catch(() => {});
  return {
    weights,
    compute: compute as Aside['compute'],
    async dispose() {
      disposed = true;
      const ending = worker;
      fail(new Error('disposed of'));
      if (!ending) return;
      const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      ending.ref();
      ending.postMessage(null);
      await ended;
    },
  };
}

function ownScript(): URL {
  return new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
}
