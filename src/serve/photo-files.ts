/** Photos of a folder, and names of uploads. Nothing outside the folder is read, not even through links in it. */
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { findInputs } from '../batch/inputs.ts';
import { ClipassoError } from '../errors.ts';
import { readFileBytes } from '../photo/file-bytes.ts';
import { printable } from '../printable.ts';
import { Refusal } from './problems.ts';

export interface FolderPhoto {
  /** Path relative to the folder, with `/` as separator. */
  readonly name: string;
  readonly path: string;
  /** @throws ClipassoError 'input', or Refusal if it is now a link that leads out of the folder */
  read(): Promise<Uint8Array>;
}

/**
 * The photos below the folder, in order of their names, without those that lead out of it.
 * @param output a folder that is left out
 * @throws ClipassoError 'input' when it cannot be read
 */
export async function listFolder(folder: string, output: string): Promise<FolderPhoto[]> {
  const root = await realpath(folder);
  const { inputs } = await findInputs([folder], output).catch((error): { inputs: [] } => {
    // a folder without photos is fine: photos can be dropped onto the page
    if (error instanceof ClipassoError && error.code === 'usage') return { inputs: [] };
    throw error;
  });
  const photos: FolderPhoto[] = [];
  for (const { path, place } of inputs) {
    if ((await realPathWithin(root, path)) === null) continue;
    photos.push({ name: place, path, read: () => readWithin(root, path, place) });
  }
  return photos;
}

/** The real path of a file below the real folder `root`; null if it is gone or lies elsewhere. */
async function realPathWithin(root: string, path: string): Promise<string | null> {
  const real = await realpath(path).catch(() => null);
  return real?.startsWith(root.endsWith(sep) ? root : root + sep) ? real : null;
}

async function readWithin(root: string, path: string, name: string): Promise<Uint8Array> {
  const real = await realPathWithin(root, path);
  if (real === null) throw new Refusal('not-found', `${name} is gone, or leads out of the folder`);
  return readFileBytes(real).catch((error) => {
    if (!(error instanceof ClipassoError)) throw error;
    throw new ClipassoError(error.code, error.message.replaceAll(real, name), { cause: error });
  });
}

const MAX_NAME = 120;

/** An uploaded file's name, made printable; it is never used as a path. */
export function shownName(given: string | undefined): string {
  const last = (given ?? '').split(/[\\/]/).at(-1) ?? '';
  const safe = printable(last).trim().slice(0, MAX_NAME);
  return safe === '' || /^\.+$/.test(safe) ? 'photo' : safe;
}
