/** A finished sketch from its file; the counterpart of save.ts. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { ClipassoError } from '../errors.ts';
import { readStrokesJson } from '../strokes/json.ts';
import { readSvg, type SketchFile } from '../strokes/svg-reader.ts';

/** A drawing of 256 strokes has 20 kB. */
const MAX_BYTES = 2 ** 26;

/**
 * Reads an SVG or strokes JSON file, whichever it is; `-` is standard input.
 * @throws ClipassoError 'input' in one line that names the file.
 */
export async function loadSketch(path: string): Promise<SketchFile> {
  const content = path === '-' ? await text(process.stdin) : await readText(path);
  try {
    return /^\s*[{[]/.test(content) ? readStrokesJson(content) : readSvg(content);
  } catch (error) {
    if (!(error instanceof ClipassoError)) throw error;
    const name = path === '-' ? 'standard input' : basename(path);
    throw new ClipassoError('input', `${name}: ${error.message}`, { cause: error });
  }
}

async function readText(path: string): Promise<string> {
  const info = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cannotRead(path, cause.code === 'ENOENT' ? 'there is no such file' : (cause.code ?? ''), cause);
  });
  if (info.isDirectory()) throw cannotRead(path, 'it is a folder');
  if (info.size > MAX_BYTES) throw cannotRead(path, 'it is larger than 64 MB; is it a sketch?');
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw cannotRead(path, cause.code ?? '', cause);
  });
}

function cannotRead(path: string, reason: string, cause?: Error): ClipassoError {
  return new ClipassoError('input', `Cannot read ${path}: ${reason}`, { cause });
}
