/** The one photo that `sketch` draws or `look` looks at. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { interrupted } from '../compute/stoppable.ts';
import { ClipassoError } from '../errors.ts';
import { readFileBytes, readStream } from '../photo/file-bytes.ts';
import { type PhotoSource, refuseWebAddress, sourcePath } from '../photo/source.ts';
import { isFolderOnStdin } from '../read-regular.ts';
import { shellWord } from '../shell-word.ts';
import { systemReason } from '../system-reason.ts';

/** Most photos that the advice names. */
const MAX_NAMED = 12;

/** @throws ClipassoError 'usage' for several photos, or a pattern that the shell did not expand, with the line that draws them */
export function onePhoto(photos: readonly string[], command: 'sketch' | 'look' = 'sketch'): string {
  const [photo] = photos;
  if (photos.length === 1 && (existsSync(photo) || !/[*?]/.test(photo))) return photo;
  const named = photos
    .slice(0, MAX_NAMED)
    .map((name) => shellWord(name))
    .join(' ');
  const more = photos.length > MAX_NAMED ? ' ...' : '';
  if (command === 'look')
    throw new ClipassoError(
      'usage',
      `look takes one photo; call it for each: clipasso look ${shellWord(photo)}`,
    );
  throw new ClipassoError(
    'usage',
    `sketch draws one photo; for several use batch: clipasso batch ${named}${more} -o out`,
  );
}

/**
 * The photo for the sketcher: the path or URL as given, or the bytes of a pipe or `-`.
 * @throws ClipassoError 'usage', 'input', or 'aborted' by `signal`
 */
export async function openPhoto(
  photo: string,
  signal: AbortSignal,
  stdin: Readable & { readonly isTTY?: boolean } = process.stdin,
): Promise<PhotoSource> {
  if (photo !== '-') {
    refuseWebAddress(photo);
    const path = sourcePath(photo);
    // a pipe can be read only once, but there may be several drawings
    return path !== null && (await isPipe(path)) ? readFileBytes(path) : photo;
  }
  if (stdin.isTTY) {
    throw new ClipassoError('usage', '- reads a photo from standard input; pipe one in, or name a file');
  }
  if (stdin === process.stdin && isFolderOnStdin())
    throw new ClipassoError('input', 'Standard input is a folder; pipe a photo in, or name a file');
  const content = await readStream(addAbortSignal(signal, stdin), 'Standard input').catch((cause: Error) => {
    if (signal.aborted) throw interrupted();
    if (cause instanceof ClipassoError) throw cause;
    throw new ClipassoError('input', `Standard input cannot be read: ${systemReason(cause)}`, { cause });
  });
  if (content.length === 0)
    throw new ClipassoError('input', 'Standard input is empty; pipe a photo in, or name a file');
  return content;
}

async function isPipe(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFIFO() ?? false;
}
