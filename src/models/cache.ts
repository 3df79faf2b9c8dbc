/**
 * The layout of Hugging Face's cache, so that files are shared with its other tools:
 * `models--owner--name/blobs/<hash>` holds the bytes, `snapshots/<commit>/<file>` links to them and `refs/<branch>` holds
 * the branch's commit when it was last asked for.
 */
import { existsSync, statSync } from 'node:fs';
import {
  copyFile,
  lstat,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { hashFile } from '../hash-file.ts';
import { makeFolder } from '../make-folder.ts';
import type { ModelEntry } from './catalogue.ts';

type Source = Pick<ModelEntry, 'repository' | 'revision' | 'file'>;

/** Whether what a server or a file calls a blob or commit can name a file in the cache, and nothing outside it. */
export function isCacheName(name: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(name);
}

function repositoryFolder(cache: string, { repository }: Pick<Source, 'repository'>): string {
  return join(cache, `models--${repository.replace('/', '--')}`);
}

export function blobPath(cache: string, source: Source, hash: string): string {
  return join(repositoryFolder(cache, source), 'blobs', hash);
}

/** Path of the file in the cache, or null: at its revision, else at the commit of `main` that another tool has fetched. */
export async function findCached(cache: string, source: Source): Promise<string | null> {
  const folder = repositoryFolder(cache, source);
  for (const revision of [source.revision, 'main']) {
    const commit = isCommit(revision) ? revision : await readRef(folder, revision);
    if (commit === null) continue;
    const path = join(folder, 'snapshots', commit, source.file);
    if (isFile(path)) return path;
  }
  return null;
}

/** Makes a finished blob visible under its commit and branch; returns the file's path. */
export async function publishBlob(
  cache: string,
  source: Source,
  hash: string,
  commit: string,
): Promise<string> {
  const folder = repositoryFolder(cache, source);
  const path = join(folder, 'snapshots', commit, source.file);
  const blob = blobPath(cache, source, hash);
  await makeFolder(dirname(path));
  await rm(path, { force: true });
  try {
    await symlink(relative(dirname(path), blob), path);
  } catch {
    // file systems without links; under the name that leftovers have, until it is whole
    await copyFile(blob, `${blob}.clipasso.incomplete`);
    await rename(`${blob}.clipasso.incomplete`, path);
  }
  if (!isCommit(source.revision)) {
    const ref = join(folder, 'refs', source.revision);
    await makeFolder(dirname(ref));
    await writeFile(ref, commit);
  }
  return path;
}

/** Deletes the file, its links and what is left of interrupted downloads; returns whether there was anything. */
export async function removeCached(cache: string, source: Source): Promise<boolean> {
  const folder = repositoryFolder(cache, source);
  const blobs = new Set<string>();
  const snapshots = join(folder, 'snapshots');
  for (const commit of await list(snapshots)) {
    const path = join(snapshots, commit, source.file);
    if (!existsSync(path)) continue;
    const isLink = (await lstat(path)).isSymbolicLink();
    blobs.add(isLink ? basename(await realpath(path)) : await hashFile(path));
    await rm(path);
  }
  const blobFolder = join(folder, 'blobs');
  let removed = blobs.size > 0;
  for (const name of await list(blobFolder)) {
    if (!blobs.has(name) && !name.endsWith('.clipasso.incomplete')) continue;
    await rm(join(blobFolder, name), { force: true });
    removed = true;
  }
  return removed;
}

async function readRef(folder: string, branch: string): Promise<string | null> {
  try {
    const commit = (await readFile(join(folder, 'refs', branch), 'utf8')).trim();
    return isCacheName(commit) ? commit : null;
  } catch {
    return null;
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}
