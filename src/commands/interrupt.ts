/** Ctrl-C: the first asks for the best result so far, the second leaves at once. */
import { complain } from './say.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** 128 + the signal's number, as shells expect. */
  readonly exitCode: number;
  /** To be called when all is written. After a signal, threads that compute are given a moment to end. */
  dispose(): void;
}

/** How long threads may go on after the last file is written. */
const PATIENCE_MS = 1500;
const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;

/** @param clear removes a line of progress, so that the answer stands on one of its own */
export function abortOnInterrupt(clear: () => void = () => {}): Interrupt {
  const controller = new AbortController();
  let signalled: NodeJS.Signals | null = null;
  let exitCode = 128 + NUMBERS.SIGINT;
  const onSignal = (name: NodeJS.Signals) => {
    exitCode = 128 + NUMBERS[name as keyof typeof NUMBERS];
    if (controller.signal.aborted) return endAtOnce(name);
    signalled = name;
    clear();
    complain('stopping; once more to leave at once');
    controller.abort();
  };
  for (const name of Object.keys(NUMBERS)) process.on(name, onSignal);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    dispose: () => {
      for (const name of Object.keys(NUMBERS)) process.off(name, onSignal);
      const name = signalled;
      if (name) setTimeout(() => endAtOnce(name), PATIENCE_MS).unref();
    },
  };
}

/** As if there had been no handler. An exit would wait for threads that compute, or fail in them. */
function endAtOnce(name: NodeJS.Signals): void {
  process.removeAllListeners(name);
  process.kill(process.pid, name);
}
