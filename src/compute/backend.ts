/**
 * tfjs keeps its current backend in one global. Only this file changes it, and always puts it back.
 */
import * as tf from './tf.ts';

/**
 * Runs `body`, which must be synchronous, with `name` as tfjs' backend.
 * `name` must be registered and initialised: see `initialiseBackend`.
 */
export function withBackend<T>(name: string, body: () => T): T {
  const previous = tf.getBackend() ?? 'cpu';
  select(name);
  try {
    return body();
  } finally {
    select(previous);
  }
}

/** Makes a registered backend ready for `withBackend`. False when it cannot start on this machine. */
export async function initialiseBackend(name: string): Promise<boolean> {
  tf.enableProdMode(); // or tfjs advertises itself on the terminal
  const previous = tf.getBackend() ?? 'cpu';
  const started = await tf.setBackend(name);
  select(previous);
  return started;
}

/** For a backend that is initialised, setBackend switches before its first await; its promise holds nothing more. */
function select(name: string): void {
  void tf.setBackend(name);
}
