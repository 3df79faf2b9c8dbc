/** The bytes of files, pipes and streams, never more than fit comfortably in memory. */
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClipassoError } from '../errors.ts';
import { systemReason } from '../system-reason.ts';

/** Larger than any camera's file: 80 megapixels of 16 bit TIFF have 480 MB. */
export const MAX_FILE_BYTES = 2 ** 29;
/** Pipes do not say how long they are; while they are put together their bytes are in memory twice. */
export const MAX_STREAM_BYTES = 2 ** 28;

const PIPE = {
  /** Time in ms between two looks into a pipe that has nothing yet. */
  interval: 20,
  /** Time in ms that a pipe's writer has to open it. */
  patience: 10_000,
  /** Bytes read at once. */
  chunk: 2 ** 16,
};

/** @throws ClipassoError 'input' in one line when there is no such file, or it cannot be read, is empty or too large. */
export async function readFileBytes(path: string): Promise<Uint8Array> {
  const info = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' || cause.code === 'ENOTDIR'
      ? new ClipassoError('input', `${path} does not exist; check the path`, { cause })
      : cannotRead(path, cause);
  });
  if (info.isDirectory()) {
    throw new ClipassoError('input', `${path} is a folder; give a photo, or use 'clipasso batch ${path}'`);
  }
  const isPipe = info.isFIFO();
  if (!info.isFile() && !isPipe) {
    throw new ClipassoError('input', `${path} is a device or socket, not an image; give an image file`);
  }
  if (info.isFile() && info.size > MAX_FILE_BYTES) throw tooLong(path, MAX_FILE_BYTES);
  // Without O_NONBLOCK opening a pipe waits for its writer in a thread that nothing can stop.
  const flags = constants.O_RDONLY | (isPipe ? constants.O_NONBLOCK : 0);
  const content = await withFile(path, flags, (file) =>
    isPipe ? readStream(pipeChunks(file, path), path) : file.readFile(),
  );
  if (content.length === 0) throw new ClipassoError('input', `${path} is empty; give an image file`);
  return content;
}

/**
 * All that a stream gives.
 * @param name what messages call it
 * @throws ClipassoError 'input' when it is longer than MAX_STREAM_BYTES
 */
export async function readStream(stream: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > MAX_STREAM_BYTES) throw tooLong(name, MAX_STREAM_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function tooLong(name: string, limit: number): ClipassoError {
  const message = `${name} has more than ${limit / 2 ** 20} MB; give a smaller image file`;
  return new ClipassoError('input', message);
}

async function withFile<T>(path: string, flags: number, use: (file: FileHandle) => Promise<T>): Promise<T> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, flags);
    return await use(file);
  } catch (error) {
    throw error instanceof ClipassoError ? error : cannotRead(path, error as NodeJS.ErrnoException);
  } finally {
    await file?.close();
  }
}

/** A pipe opened with O_NONBLOCK: reading gives nothing while it has no writer, and fails with EAGAIN while that is silent. */
async function* pipeChunks(file: FileHandle, path: string): AsyncGenerator<Uint8Array> {
  const start = performance.now();
  for (let begun = false; ; ) {
    const { buffer, bytesRead } = await file
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
      throw new ClipassoError('input', `${path} is a pipe that nothing writes to; give an image file`);
    } else {
      await sleep(PIPE.interval);
    }
  }
}

function cannotRead(path: string, cause: NodeJS.ErrnoException): ClipassoError {
  return new ClipassoError('input', `${path} cannot be read: ${systemReason(cause)}`, { cause });
}
