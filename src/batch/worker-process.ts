/** A process that sketches, seen from the batch. */
import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClipassoError } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import { unpackError } from '../packed-error.ts';
import type { SketchResult } from '../result.ts';
import { MALLOC } from '../thread/channel.ts';
import type { PhotoContext } from './types.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export interface Worker {
  /** The process has ended, or is about to. */
  readonly dead: boolean;
  /**
   * One photo at a time.
   * @throws ClipassoError what the sketcher throws; 'input' if the process ends meanwhile
   */
  sketch(photo: string, overrides: Partial<SketchOptions>, context: PhotoContext): Promise<SketchResult>;
  end(): void;
}

/** Starts a process that loads a sketcher; if loading fails, drawing its photos fails. */
export function startWorker(options: SketchOptions, settings: ModelSettings): Worker {
  // Detached, so that a terminal's Ctrl-C reaches only the batch, which decides what happens.
  const child = fork(script(), {
    detached: true,
    env: { ...MALLOC, ...process.env },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let dead = false;
  let onMessage: (message: FromWorker) => void = () => {};
  let onDeath: (reason: string) => void = () => {};
  const die = (reason: string) => {
    dead = true;
    onDeath(reason);
  };
  const send = (message: ToWorker) => {
    // A process that takes no messages is useless; its exit tells why, a broken pipe would not.
    if (child.connected) child.send(message, (error) => error && child.kill('SIGKILL'));
  };
  child.on('message', (message: FromWorker) => onMessage(message));
  child.on('error', ({ message }) => die(message));
  child.on('exit', (code, signal) => die(signal ?? `exit code ${code}`));
  send({ kind: 'load', options, settings });

  return {
    get dead() {
      return dead;
    },
    async sketch(photo, overrides, { signal, order = false, onEvent }) {
      if (dead) throw endedEarly('before it began');
      // a drawing that is aborted is not kept
      const abort = () => child.kill('SIGKILL');
      try {
        return await new Promise<SketchResult>((resolve, reject) => {
          onDeath = (reason) => reject(endedEarly(reason));
          onMessage = (message) => {
            if (message.kind === 'event') onEvent?.(message.event);
            else if (message.kind === 'result') resolve(message.result);
            else reject(unpackError(message.error));
          };
          send({ kind: 'sketch', photo, overrides, order });
          if (signal?.aborted) abort();
          signal?.addEventListener('abort', abort, { once: true });
        });
      } finally {
        signal?.removeEventListener('abort', abort);
        onMessage = () => {};
        onDeath = () => {};
      }
    },
    end() {
      dead = true;
      child.kill('SIGKILL');
    },
  };
}

function script(): string {
  return fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url));
}

function endedEarly(reason: string): ClipassoError {
  const advice = 'if memory ran short, ask for fewer with --jobs';
  return new ClipassoError('input', `The process that drew it ended early (${reason}); ${advice}`);
}
