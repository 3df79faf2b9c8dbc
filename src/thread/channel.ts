/** Where a sketcher's work is done: a thread of this process, or a process of its own. */
import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

export interface Channel {
  /** What the user calls it. */
  readonly name: 'thread' | 'process';
  send(message: ToThread): void;
  /** @param onEnd why nothing more will come */
  listen(onMessage: (message: FromThread) => void, onEnd: (reason: string, cause?: Error) => void): void;
  /** Whether it keeps this process alive. */
  hold(alive: boolean): void;
  /** Ends it where it can be ended without harm. */
  end(): void;
  /** Ends it at once, before it computes anything. */
  terminate(): Promise<unknown>;
}

/** @param script the thread's code; where it lies in the package when absent */
export function startThread(workerData: ThreadData, script: string | URL = ownScript('thread')): Channel {
  const worker = new Worker(script, { workerData });
  return {
    name: 'thread',
    send: (message) => worker.postMessage(message),
    listen(onMessage, onEnd) {
      worker.on('message', onMessage);
      worker.on('error', (cause) => onEnd(cause.message, cause));
      worker.on('exit', (code) => onEnd(`exit code ${code}`));
    },
    hold: (alive) => (alive ? worker.ref() : worker.unref()),
    end() {
      // It ends itself: stopped from here within a call of onnxruntime, it would take the whole process with it.
      worker.ref();
      worker.postMessage({ kind: 'end' } satisfies ToThread);
    },
    terminate: () => worker.terminate(),
  };
}

/**
 * glibc returns freed blocks of this many bytes or more to the system at once. Without the setting it raises the threshold up to 32 MB, and
 * photos of many shapes fragment the heap: 900 MB after six photos instead of 600. Other C libraries ignore it.
 */
export const MALLOC = { MALLOC_MMAP_THRESHOLD_: String(256 * 1024) };

/** Memory goes back to the system after each photo, which within this process it would not. */
export function startProcess(data: ThreadData): Channel {
  // Detached: a terminal's Ctrl-C goes to the parent alone, which says what comes of it.
  const child = fork(fileURLToPath(ownScript('process')), {
    detached: true,
    env: { ...MALLOC, ...process.env },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const kill = () => child.kill('SIGKILL');
  const send = (message: ToThread | ThreadData) => {
    // A process that takes no messages is of no use; its end says why, a broken pipe would not.
    if (child.connected) child.send(message, (error) => error && kill());
  };
  send(data);
  return {
    name: 'process',
    send,
    listen(onMessage, onEnd) {
      child.on('message', onMessage);
      child.on('error', (cause) => onEnd(cause.message, cause));
      child.on('exit', (code, signal) => onEnd(signal ?? `exit code ${code}`));
    },
    hold(alive) {
      if (alive) child.ref();
      else child.unref();
      if (alive) child.channel?.ref();
      else child.channel?.unref();
    },
    end: kill,
    terminate: async () => kill(),
  };
}

function ownScript(name: 'thread' | 'process'): URL {
  return new URL(`./${name}${extname(import.meta.url)}`, import.meta.url);
}
