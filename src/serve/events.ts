/** Broadcasts events to all connected pages, with a queue for each. */
import type { ServerEvent } from './protocol.ts';

export interface EventHub {
  publish(event: ServerEvent): void;
  /** Number of connected pages. */
  readonly listeners: number;
  /** @param onChange called whenever a page connects or disconnects */
  watch(onChange: () => void): void;
  subscribe(): Subscription;
  close(): void;
}

export interface Subscription {
  /** Waits for the next events; null when the stream is closed. */
  next(timeoutMs: number): Promise<readonly ServerEvent[] | null>;
  end(): void;
}

/** A page with this many unread events is disconnected; it reconnects and starts from a snapshot. */
const MAX_PENDING = 2000;

export function createEventHub(): EventHub {
  const all = new Set<{ push(event: ServerEvent): void; end(): void }>();
  let onChange = () => {};
  let closed = false;

  function subscribe(): Subscription {
    let pending: ServerEvent[] = [];
    let over = closed;
    let wake = () => {};
    const own = {
      push(event: ServerEvent) {
        if (event.type === 'strokes')
          pending = pending.filter((other) => other.type !== 'strokes' || other.job !== event.job);
        pending.push(event);
        if (pending.length > MAX_PENDING) own.end();
        wake();
      },
      end() {
        over = true;
        if (all.delete(own)) onChange();
        wake();
      },
    };
    if (!closed) {
      all.add(own);
      onChange();
    }
    return {
      async next(timeoutMs) {
        if (pending.length === 0 && !over) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, timeoutMs);
            timer.unref();
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
          wake = () => {};
        }
        if (over) return null;
        const events = pending;
        pending = [];
        return events;
      },
      end: own.end,
    };
  }

  return {
    publish(event) {
      for (const own of [...all]) own.push(event);
    },
    get listeners() {
      return all.size;
    },
    watch(changed) {
      onChange = changed;
    },
    subscribe,
    close() {
      closed = true;
      for (const own of [...all]) own.end();
    },
  };
}
