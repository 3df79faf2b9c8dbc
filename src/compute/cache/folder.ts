/** Where graphs are kept from run to run, what is there, and how it is cleared. */
import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was last written or, to the day, used; in ms since 1970. */
  readonly used: number;
}

/** Files and folders of the cache: nothing else in its folder is touched. */
const VERSION_NAME = /^[0-9a-f]{16}$/;
const FILE_NAME = /^[0-9a-f]{32}\.graph(\.[\w-]+\.tmp)?$/;

/** XDG_CACHE_HOME/clipasso, or ~/.cache/clipasso. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'clipasso');
}

/** Folder of the graphs of one version of all that makes them. */
export function graphFolder(folder: string, version: string): string {
  return join(folder, 'graphs', version);
}

/** Everything in the cache, the longest unused first. */
export function listCache(folder: string): CachedFile[] {
  const graphs = join(folder, 'graphs');
  const files = namesIn(graphs, VERSION_NAME).flatMap((version) =>
    namesIn(join(graphs, version), FILE_NAME).flatMap((name) => {
      const path = join(graphs, version, name);
      const info = statSync(path, { throwIfNoEntry: false });
      return info ? [{ path, bytes: info.size, used: info.mtimeMs }] : [];
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

/** Deletes files that have not been used for longest until at most `most` bytes are left. */
export function pruneCache(folder: string, most: number): void {
  const files = listCache(folder);
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files) {
    if (bytes <= most) return;
    rmSync(file.path, { force: true });
    bytes -= file.bytes;
  }
}

function namesIn(folder: string, pattern: RegExp): string[] {
  try {
    return readdirSync(folder).filter((name) => pattern.test(name));
  } catch {
    return [];
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // it holds what is not ours, or is not there
  }
}
