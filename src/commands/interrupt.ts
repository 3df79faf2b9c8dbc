/** Ctrl-C: the first asks for the best result so far, the second leaves at once. */
import { complain } from './say.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** 128 + the signal's number, as shells expect. */
  readonly exitCode: number;
  /** Call it when everything is written. After a signal, computing threads get a moment to end. */
  dispose(): void;
}

/** Milliseconds that threads may go on after the last file is written. */
const PATIENCE_MS = 1500;
const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;

/** @param clear removes the progress line before a message is printed */
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

/** Ends the process by the signal itself, since process.exit would wait for computing threads, or crash in them. */
function endAtOnce(name: NodeJS.Signals): void {
  process.removeAllListeners(name);
  process.kill(process.pid, name);
}
