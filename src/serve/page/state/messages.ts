/** Messages: errors stay until they are closed, others disappear by themselves. */
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Message {
  readonly id: number;
  readonly kind: 'problem' | 'done';
  readonly text: string;
}

export interface Messages {
  readonly list: ReadonlySignal<readonly Message[]>;
  problem(text: string): void;
  done(text: string): void;
  close(id: number): void;
  /** Runs the work; a failure becomes a message. */
  attempt<T>(work: () => Promise<T>): Promise<T | null>;
}

/** Milliseconds that a message stays that is no error. */
const STAY = 5000;
/** Most messages at a time. */
const MOST = 4;

export function createMessages(): Messages {
  const list = signal<readonly Message[]>([]);
  let next = 1;
  const close = (id: number) => {
    list.value = list.value.filter((message) => message.id !== id);
  };
  const add = (kind: Message['kind'], text: string) => {
    const id = next++;
    const others = list.value.filter((message) => message.text !== text);
    list.value = [...others, { id, kind, text }].slice(-MOST);
    if (kind === 'done') setTimeout(() => close(id), STAY);
  };
  return {
    list,
    problem: (text) => add('problem', text),
    done: (text) => add('done', text),
    close,
    async attempt(work) {
      try {
        return await work();
      } catch (error) {
        add('problem', error instanceof Error ? error.message : String(error));
        return null;
      }
    },
  };
}
