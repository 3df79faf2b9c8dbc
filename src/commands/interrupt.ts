/** Ctrl-C: the first asks for the best result so far, the second leaves at once. */
import { complain } from './say.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** 128 + the signal's number, as shells expect. */
  readonly exitCode: number;
  dispose(): void;
}

const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;

/** @param clear removes a line of progress, so that the answer stands on one of its own */
export function abortOnInterrupt(clear: () => void = () => {}): Interrupt {
  const controller = new AbortController();
  let exitCode = 128 + NUMBERS.SIGINT;
  const onSignal = (name: NodeJS.Signals) => {
    exitCode = 128 + NUMBERS[name as keyof typeof NUMBERS];
    if (controller.signal.aborted) process.exit(exitCode);
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
    },
  };
}
