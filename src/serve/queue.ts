/**
 * One job at a time: what a person asked for, in order; then what is drawn in the background, as long as somebody looks. A background job
 * gives way as soon as something is asked for, and begins again later.
 */
import { Refusal } from './problems.ts';

export interface Task {
  readonly id: string;
  readonly background: boolean;
  /** Runs until done, or until the signal aborts; never rejects. */
  run(signal: AbortSignal): Promise<void>;
  /** It waits, with so many before it. */
  onPlace(place: number): void;
  /** It will not run, or not again. */
  onCancel(): void;
}

export interface JobQueue {
  /** @throws Refusal 'busy' when too many wait */
  add(task: Task): void;
  /** Takes a task that waits out of the queue, or aborts the one that runs. @returns where it was found */
  stop(id: string): 'waiting' | 'running' | null;
  /** Takes all background tasks out that match. */
  drop(matches: (task: Task) => boolean): void;
  /** To be called when somebody begins or ceases to look. */
  update(): void;
  readonly running: string | null;
  /** Cancels all and resolves when nothing runs any more. */
  close(): Promise<void>;
}

export interface QueueOptions {
  /** Tasks of people that may wait. */
  readonly capacity: number;
  /** Whether anybody looks, so that background work is worth it. */
  readonly watched: () => boolean;
}

interface Running {
  readonly task: Task;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
  /** It gave way and is to run again. */
  yielded: boolean;
}

export function createQueue({ capacity, watched }: QueueOptions): JobQueue {
  let waiting: Task[] = [];
  let running: Running | null = null;
  let closed = false;
  const asked = () => waiting.filter((task) => !task.background);

  function tellPlaces(): void {
    const before = running && !running.task.background ? 1 : 0;
    asked().forEach((task, i) => {
      task.onPlace(i + before);
    });
  }

  function yieldTo(): void {
    if (!running?.task.background || running.yielded) return;
    running.yielded = true;
    running.controller.abort();
  }

  function pump(): void {
    if (running || closed) return;
    const next = asked()[0] ?? (watched() ? waiting[0] : undefined);
    if (!next) return;
    waiting = waiting.filter((task) => task !== next);
    const controller = new AbortController();
    const own: Running = {
      task: next,
      controller,
      yielded: false,
      ended: Promise.resolve().then(() => next.run(controller.signal)),
    };
    running = own;
    tellPlaces();
    own.ended.then(() => {
      running = null;
      if (own.yielded && !closed) waiting.unshift(next);
      else if (next.background && controller.signal.aborted) next.onCancel();
      tellPlaces();
      pump();
    });
  }

  return {
    add(task) {
      if (closed) throw new Refusal('busy', 'The server is closing');
      if (!task.background && asked().length >= capacity)
        throw new Refusal('busy', `${capacity} drawings wait already; try again when some are done`);
      waiting.push(task);
      if (!task.background) yieldTo();
      tellPlaces();
      pump();
    },
    stop(id) {
      const found = waiting.find((task) => task.id === id);
      if (found) {
        waiting = waiting.filter((task) => task !== found);
        found.onCancel();
        tellPlaces();
        return 'waiting';
      }
      if (running?.task.id !== id) return null;
      running.yielded = false;
      running.controller.abort();
      return 'running';
    },
    drop(matches) {
      const dropped = waiting.filter((task) => task.background && matches(task));
      waiting = waiting.filter((task) => !dropped.includes(task));
      for (const task of dropped) task.onCancel();
      if (!running?.task.background || !matches(running.task)) return;
      running.yielded = false;
      running.controller.abort();
    },
    update() {
      if (!watched()) yieldTo();
      pump();
    },
    get running() {
      return running?.task.id ?? null;
    },
    async close() {
      closed = true;
      for (const task of waiting) task.onCancel();
      waiting = [];
      running?.controller.abort();
      await running?.ended;
    },
  };
}
