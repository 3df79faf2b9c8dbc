/**
 * tfjs for what is written in its ops. It takes a fifth of a second to load, and a run whose programs are all in the cache
 * never asks for it: `tf` is there once an engine compiles a program.
 */
import type * as Tf from './tf.ts';

/** Undefined before `loadTf`. */
export let tf: typeof Tf;

/** For tf.ts alone. */
export function provideTf(loaded: typeof Tf): void {
  tf = loaded;
}

export async function loadTf(): Promise<void> {
  await import('./tf.ts');
}
