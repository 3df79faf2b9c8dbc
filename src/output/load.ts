/** Reads finished sketches; the counterpart of save.ts. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeText } from '../decode-text.ts';
import { ClipassoError, invalidOption } from '../errors.ts';
import { pipeChunks } from '../pipe-chunks.ts';
import { isFolderOnStdin } from '../read-regular.ts';
import { readStrokesJson } from '../strokes/json.ts';
import { MAX_FILE_BYTES } from '../strokes/limits.ts';
import { readSvg, type SketchFile } from '../strokes/svg-reader.ts';
import { systemReason } from '../system-reason.ts';

/**
 * Reads an SVG, SVGZ or strokes JSON file, recognised by its content, in UTF-8 or UTF-16; `-` is standard input.
 * @throws ClipassoError 'input' in one line that names the file.
 */
export async function loadSketch(path: string): Promise<SketchFile> {
  if (typeof path !== 'string') throw invalidOption('path', "a file's path", path);
  if (path === '-' && isFolderOnStdin()) throw cannotRead('standard input', 'it is a folder');
  const bytes = path === '-' ? await readBounded(process.stdin, path) : await readFileBounded(path);
  const name = path === '-' ? 'standard input' : basename(path);
  try {
    return parseSketch(bytes);
  } catch (error) {
    if (!(error instanceof ClipassoError)) throw error;
    throw new ClipassoError('input', `${name}: ${error.message}`, { cause: error });
  }
}

/** The sketch in the bytes of an SVG, SVGZ or strokes JSON file. @throws ClipassoError 'input' */
export function parseSketch(bytes: Uint8Array): SketchFile {
  const content = decodeText(bytes[0] === 0x1f && bytes[1] === 0x8b ? unzip(bytes) : bytes);
  return /^\s*[{[]/.test(content) ? readStrokesJson(content) : readSvg(content);
}

function unzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_FILE_BYTES });
  } catch (cause) {
    const isLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const message = isLarge ? tooLarge('it unpacks to') : 'it is compressed, and damaged';
    throw new ClipassoError('input', message, { cause });
  }
}

async function readFileBounded(path: string): Promise<Uint8Array> {
  const info = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cannotRead(path, systemReason(cause), cause);
  });
  if (info.isDirectory()) throw cannotRead(path, 'it is a folder');
  if (info.size > MAX_FILE_BYTES) throw cannotRead(path, tooLarge('it has'));
  return readBounded(info.isFIFO() ? pipeChunks(path) : createReadStream(path), path);
}

/** All bytes, up to a limit, since devices never end. */
async function readBounded(stream: AsyncIterable<Buffer>, path: string): Promise<Uint8Array> {
  const name = path === '-' ? 'standard input' : path;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES) throw cannotRead(name, tooLarge('it has'));
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof ClipassoError) throw cause;
    throw cannotRead(name, systemReason(cause), cause as Error);
  }
  return Buffer.concat(chunks);
}

function tooLarge(verb: string): string {
  return `${verb} more than ${MAX_FILE_BYTES / 2 ** 20} MB; is it a sketch?`;
}

function cannotRead(path: string, reason: string, cause?: Error): ClipassoError {
  return new ClipassoError('input', `Cannot read ${path || "''"}: ${reason}`, { cause });
}
