/** Folders that are made where one can be, and refused elsewhere. */
import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

/**
 * Makes the folder and those above it. Node's own recursive mkdir never ends in places such as /proc, where making a folder fails
 * with ENOENT although the one above it is there.
 * @throws the system's error
 */
export async function makeFolder(folder: string): Promise<void> {
  const full = resolve(folder);
  const top = await nearestFolder(full);
  const missing = full.slice(top.length).split(sep).filter(Boolean);
  let made = top;
  for (const name of missing) {
    made = join(made, name);
    await mkdir(made).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/**
 * The same at once, with permissions for those that are made.
 * @throws the system's error
 */
export function makeFolderSync(folder: string, mode: number): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolderSync(dirname(folder), mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * The nearest folder that is there, the path itself or one above it.
 * @param path absolute
 * @throws the system's error, also where something on the way is no folder
 */
export async function nearestFolder(path: string): Promise<string> {
  const info = await stat(path).catch(unlessMissing);
  if (!info && dirname(path) === path) throw failure('ENOENT');
  if (!info) return nearestFolder(dirname(path));
  if (!info.isDirectory()) throw failure('ENOTDIR');
  return path;
}

/** Null for what is not there. @throws every other error */
export function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

function failure(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}
