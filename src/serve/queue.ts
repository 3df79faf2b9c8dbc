/**
 * Runs one task at a time: requested tasks first, in order; then background tasks, while a page is connected. A background task is aborted
 * as soon as a request arrives, and starts again later.
 */
import { Refusal } from './problems.ts';

export interface Task {
  readonly id: string;
  readonly background: boolean;
  /** Runs until done, or until the signal aborts; never rejects. */
  run(signal: AbortSignal): Promise<void>;
  /** Called with the number of tasks ahead of it, whenever that changes. */
  onPlace(place: number): void;
  /** Called if it is cancelled before it runs, or runs again. */
  onCancel(): void;
}

export interface JobQueue {
  /** @throws Refusal 'busy' if too many tasks wait */
  add(task: Task): void;
  /** Removes a waiting task, or aborts the running one. @returns which it was */
  stop(id: string): 'waiting' | 'running' | null;
  /** Removes all background tasks that match. */
  drop(matches: (task: Task) => boolean): void;
  /** Call it when the first page connects or the last one disconnects. */
  update(): void;
  readonly running: string | null;
  /** Cancels all tasks; resolves when none runs any more. */
  close(): Promise<void>;
}

export interface QueueOptions {
  /** Most requested tasks that may wait. */
  readonly capacity: number;
  /** Whether a page is connected; background tasks run only then. */
  readonly watched: () => boolean;
}

interface Running {
  readonly task: Task;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
  /** It was aborted in favour of a request, and is to run again. */
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
