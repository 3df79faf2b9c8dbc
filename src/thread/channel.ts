/** Connection to the thread or process that does a sketcher's work. */
import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

export interface Channel {
  /** Name in messages. */
  readonly name: 'thread' | 'process';
  send(message: ToThread): void;
  /** @param onEnd called with the reason when the other side has ended */
  listen(onMessage: (message: FromThread) => void, onEnd: (reason: string, cause?: Error) => void): void;
  /** Whether it keeps this process alive. */
  hold(alive: boolean): void;
  /** Asks it to end when that is safe. */
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
      // It ends itself: terminating a thread inside a call of onnxruntime crashes the whole process.
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
const MALLOC = { MALLOC_MMAP_THRESHOLD_: String(256 * 1024) };

/** A process of its own, whose memory goes back to the system after each photo. */
export function startProcess(data: ThreadData): Channel {
  // Detached, so that a terminal's Ctrl-C reaches only the parent, which decides what happens.
  const child = fork(fileURLToPath(ownScript('process')), {
    detached: true,
    env: { ...MALLOC, ...process.env },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const kill = () => child.kill('SIGKILL');
  const send = (message: ToThread | ThreadData) => {
    // A process that takes no messages is useless; its exit tells why, a broken pipe would not.
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
