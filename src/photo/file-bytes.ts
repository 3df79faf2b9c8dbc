/** The bytes of files, pipes and streams, never more than fit comfortably in memory. */
import { readFile, stat } from 'node:fs/promises';
import { ClipassoError } from '../errors.ts';
import { pipeChunks } from '../pipe-chunks.ts';
import { systemReason } from '../system-reason.ts';

/** Larger than any camera's file: 80 megapixels of 16 bit TIFF have 480 MB. */
export const MAX_FILE_BYTES = 2 ** 29;
/** Pipes do not say how long they are; while they are put together their bytes are in memory twice. */
export const MAX_STREAM_BYTES = 2 ** 28;

/** @throws ClipassoError 'input' in one line when there is no such file, or it cannot be read, is empty or too large. */
export async function readFileBytes(path: string): Promise<Uint8Array> {
  const info = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cannotRead(path, cause);
  });
  if (info.isDirectory()) {
    throw new ClipassoError('input', `${path} is a folder; give a photo, or use 'clipasso batch ${path}'`);
  }
  const isPipe = info.isFIFO();
  if (!info.isFile() && !isPipe) {
    throw new ClipassoError('input', `${path} is a device or socket, not an image; give an image file`);
  }
  if (info.isFile() && info.size > MAX_FILE_BYTES) throw tooLong(path, MAX_FILE_BYTES);
  const content = await (isPipe ? readStream(pipeChunks(path), path) : readFile(path)).catch((error) => {
    throw error instanceof ClipassoError ? error : cannotRead(path, error);
  });
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

function cannotRead(path: string, cause: NodeJS.ErrnoException): ClipassoError {
  return new ClipassoError('input', `${path} cannot be read: ${systemReason(cause)}`, { cause });
}
