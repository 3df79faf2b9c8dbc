/** Named pipes, which have to be read without waiting for ever for somebody who writes. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClipassoError } from './errors.ts';

const PIPE = {
  /** Time in ms between two looks into a pipe that has nothing yet. */
  interval: 20,
  /** Time in ms that a pipe's writer has to open it. */
  patience: 10_000,
  /** Bytes read at once. */
  chunk: 2 ** 16,
};

/**
 * What is written to the pipe until it is closed. Without O_NONBLOCK opening it would wait for its writer in a thread that nothing can stop;
 * with it reading gives nothing while there is no writer, and fails with EAGAIN while that is silent.
 * @throws ClipassoError 'input' for a pipe that nothing writes to, and the system's errors
 */
export async function* pipeChunks(path: string): AsyncGenerator<Buffer> {
  const pipe = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const start = performance.now();
  try {
    for (let begun = false; ; ) {
      const { buffer, bytesRead } = await pipe
        .read(Buffer.alloc(PIPE.chunk))
        .catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EAGAIN') throw error;
          begun = true;
          return { buffer: null, bytesRead: 0 };
        });
      if (buffer && bytesRead > 0) {
        begun = true;
        yield buffer.subarray(0, bytesRead);
      } else if (buffer && begun) {
        return;
      } else if (!begun && performance.now() - start > PIPE.patience) {
        throw new ClipassoError('input', `${path} is a pipe that nothing writes to; give a file`);
      } else {
        await sleep(PIPE.interval);
      }
    }
  } finally {
    await pipe.close();
  }
}
