/** Where graphs are kept from run to run, what is there, and how it is cleared. */
import { lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was last written or, to the day, used; in ms since 1970. */
  readonly used: number;
}

/** Files and folders of the cache: nothing else in its folder is touched. */
const VERSION_NAME = /^[0-9a-f]{16}$/;
const FILE_NAME = /^[0-9a-f]{32}\.graph(\.[\w-]+\.tmp)?$/;

/**
 * XDG_CACHE_HOME/clipasso, or ~/.cache/clipasso. As the XDG base directory specification says, a relative path there counts for nothing.
 * @param home throws for a user without one
 * @returns null where there is neither
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, home = homedir): string | null {
  const given = env.XDG_CACHE_HOME ?? '';
  if (isAbsolute(given)) return join(given, 'clipasso');
  try {
    return join(home(), '.cache', 'clipasso');
  } catch {
    return null;
  }
}

/** Folder of the graphs of one version of all that makes them. */
export function graphFolder(folder: string, version: string): string {
  return join(folder, 'graphs', version);
}

/** All files of the cache, the longest unused first; a folder or a link that has such a name is none. */
export function listCache(folder: string): CachedFile[] {
  const graphs = join(folder, 'graphs');
  const files = namesIn(graphs, VERSION_NAME).flatMap((version) =>
    namesIn(join(graphs, version), FILE_NAME).flatMap((name) => {
      const path = join(graphs, version, name);
      const info = lstatSync(path, { throwIfNoEntry: false });
      return info?.isFile() ? [{ path, bytes: info.size, used: info.mtimeMs }] : [];
    }),
  );
  return files.sort((a, b) => a.used - b.used);
}

/**
 * Deletes what is in the cache, and its folders where they are empty then.
 * @returns what was there
 * @throws the system's error for a file that cannot be deleted
 */
export function clearCache(folder: string): CachedFile[] {
  const files = listCache(folder);
  for (const { path } of files) rmSync(path, { force: true });
  const graphs = join(folder, 'graphs');
  const versions = namesIn(graphs, VERSION_NAME).map((version) => join(graphs, version));
  for (const empty of [...versions, graphs, folder]) removeIfEmpty(empty);
  return files;
}

/** Deletes files that have not been used for longest until at most `most` bytes are left, those that cannot be deleted among them. */
export function pruneCache(folder: string, most: number): void {
  const files = listCache(folder);
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files) {
    if (bytes <= most) return;
    if (removed(file.path)) bytes -= file.bytes;
  }
}

function namesIn(folder: string, pattern: RegExp): string[] {
  try {
    return readdirSync(folder).filter((name) => pattern.test(name));
  } catch {
    return [];
  }
}

function removed(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // it holds what is not ours, or is not there
  }
}
