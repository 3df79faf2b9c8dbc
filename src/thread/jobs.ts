/** What the other side of a channel is doing for its callers. */
import { interrupted } from '../compute/stoppable.ts';
import { unpackError } from '../packed-error.ts';
import type { PhotoSource } from '../photo/source.ts';
import type { SketchContext, SketchOverrides } from '../result.ts';
import type { Channel } from './channel.ts';
import { type Answer, CALLBACKS, type FromThread, type Kind, type Order } from './messages.ts';
import { packSource, sending } from './pack.ts';

interface Job {
  readonly context: SketchContext;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** The channel keeps this process alive while there are any. */
export function createJobs({ send, hold }: Pick<Channel, 'send' | 'hold'>) {
  const jobs = new Map<number, Job>();
  let nextId = 0;
  /** Why no more are possible. */
  let end: Error | null = null;
  return {
    /** Rejects those there are and those to come. */
    stop(error: Error): void {
      end ??= error;
      for (const job of jobs.values()) job.reject(end);
      jobs.clear();
    },
    onMessage(message: Extract<FromThread, { readonly id: number }>): void {
      const job = jobs.get(message.id);
      if (!job) return;
      if (message.kind === 'result') job.resolve(message.result);
      else if (message.kind === 'error') job.reject(unpackError(message.error));
      else {
        try {
          const callback = job.context[message.name] as ((...args: unknown[]) => unknown) | undefined;
          callback?.apply(job.context, message.args);
        } catch (error) {
          send({ kind: 'abort', id: message.id });
          job.reject(error);
        }
      }
    },
    async work(
      kind: Kind,
      source: PhotoSource,
      overrides: SketchOverrides,
      context: SketchContext,
    ): Promise<Answer> {
      if (end) throw end;
      const { signal } = context;
      if (signal?.aborted) throw interrupted();
      const id = nextId++;
      const abort = () => send({ kind: 'abort', id });
      try {
        return await new Promise<Answer>((resolve, reject) => {
          jobs.set(id, { context, resolve, reject });
          hold(true);
          sending(() => send({ kind, order: orderOf(id, source, overrides, context) }));
          signal?.addEventListener('abort', abort, { once: true });
        });
      } finally {
        signal?.removeEventListener('abort', abort);
        jobs.delete(id);
        if (jobs.size === 0 && !end) hold(false);
      }
    },
  };
}

function orderOf(
  id: number,
  source: PhotoSource,
  overrides: SketchOverrides,
  { from, keep, order, take, ...context }: SketchContext,
): Order {
  return {
    ...{ id, photo: packSource(source), overrides },
    context: {
      ...(from && { from }),
      ...(keep !== undefined && { keep }),
      ...(order !== undefined && { order }),
      ...(take !== undefined && { take }),
    },
    callbacks: CALLBACKS.filter((name) => context[name] !== undefined),
  };
}
