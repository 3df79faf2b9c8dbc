/** The thread's own code: it computes what it is asked for, one after another. */
import { parentPort } from 'node:worker_threads';
import type { Answer, Call } from './messages.ts';
import { TASKS } from './tasks.ts';

const port = parentPort;
if (!port) throw new Error('this script is started by startAside, in a worker thread');
const send = (answer: Answer, moved: readonly ArrayBuffer[] = []) => port.postMessage(answer, [...moved]);

let last: Promise<unknown> = Promise.resolve();
port.on('message', ({ id, task, input }: Call) => {
  last = last
    .then(() => (TASKS[task] as (...input: unknown[]) => Promise<unknown>)(...input))
    .then(
      (result) => send({ id, result }, buffersOf(result)),
      (error: Error) => send({ id, failed: error.message || 'failed' }),
    );
});

/** Memory of arrays that a result is a list of; it goes over instead of being copied. */
function buffersOf(result: unknown): ArrayBuffer[] {
  const values = typeof result === 'object' && result !== null ? Object.values(result) : [];
  const buffers = values.flatMap((value) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
  return [...new Set(buffers)];
}
