/** What a thread aside is asked, and what it answers. */
import type { Tasks } from './tasks.ts';

export interface Call {
  readonly id: number;
  readonly task: keyof Tasks;
  readonly input: readonly unknown[];
}

export interface Answer {
  readonly id: number;
  readonly result?: unknown;
  /** Why there is no result. */
  readonly failed?: string;
}
