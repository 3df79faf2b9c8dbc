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
  /** What the task of that name gives for `input`, which is cloned. */
  compute<Name extends keyof Tasks>(
    task: Name,
    ...input: Parameters<Tasks[Name]>
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  dispose(): void;
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
  const compute: Aside['compute'] = async (task, ...input) => {
    const here = (error?: unknown) => {
      if (disposed) throw error;
      return (TASKS[task] as (...input: unknown[]) => Promise<never>)(...input);
    };
    return worker ? (ask(worker, task, input).catch(here) as Promise<never>) : here();
  };
  const weights = worker
    ? (ask(worker, 'weights', [assets]) as Aside['weights'])
    : Promise.reject(new Error('there is no thread'));
  weights.catch(() => {});
  return {
    weights,
    compute,
    dispose() {
      disposed = true;
      const ended = worker;
      fail(new Error('disposed of'));
      ended?.terminate();
    },
  };
}

function ownScript(): URL {
  return new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
}
