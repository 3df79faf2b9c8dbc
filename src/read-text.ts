/** Small text files that options name: configs, lists of labels. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { decodeText } from './decode-text.ts';
import { pipeChunks } from './pipe-chunks.ts';
import { systemReason } from './system-reason.ts';

/** No config is longer; devices never end. */
const MAX_BYTES = 2 ** 20;

/**
 * The file's text, whatever its encoding, or why it cannot be read, as the end of a sentence.
 * @param path a file or a pipe
 */
export async function readTextFile(
  path: string,
): Promise<{ readonly text: string } | { readonly problem: string; readonly cause?: Error }> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) return { problem: 'it is a folder' };
    if (!info.isFile() && !info.isFIFO()) return { problem: 'it is a device, not a file' };
    const chunks: Buffer[] = [];
    let size = 0;
    const content: AsyncIterable<Buffer> = info.isFIFO() ? pipeChunks(path) : createReadStream(path);
    for await (const chunk of content) {
      size += chunk.length;
      if (size > MAX_BYTES) return { problem: `it has more than ${MAX_BYTES / 2 ** 20} MB` };
      chunks.push(chunk);
    }
    return { text: decodeText(Buffer.concat(chunks)) };
  } catch (error) {
    return { problem: systemReason(error), cause: error as Error };
  }
}
