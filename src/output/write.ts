/** Atomic writing: a file is written under a temporary name in the same folder, then renamed. */
import { access, constants, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClipassoError } from '../errors.ts';
import { makeFolder, nearestFolder, unlessMissing } from '../make-folder.ts';
import { realTarget } from '../real-target.ts';
import { systemReason } from '../system-reason.ts';
import { unfinishedIn } from './unfinished.ts';

/** Milliseconds to wait for a pipe's reader, and between two attempts to open or write. */
const PIPE = { patience: 2000, interval: 10 };
const NO_READER = 'no reader';
const FOLDER_NAME = 'folder name';

/**
 * Writes `data` to `path`, or to what a link there leads to, making its folder if need be. A reader sees the old file or the whole new one,
 * which whoever could read or write the old one can read or write; devices and pipes are written to directly.
 * @throws ClipassoError 'output' in one line.
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  try {
    refuseFolder(path);
    const target = await realTarget(path);
    const existing = await stat(target).catch(() => null);
    if (existing && !existing.isFile() && !existing.isDirectory()) {
      await (existing.isFIFO() ? writeToPipe(target, data) : writeAll(target, data, 'w'));
      return;
    }
    await makeFolder(dirname(target));
    const unfinished = await unfinishedIn(dirname(target));
    try {
      await writeAll(unfinished, data, 'wx', existing?.mode);
      await rename(unfinished, target);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  } catch (cause) {
    throw outputError(path, cause as NodeJS.ErrnoException);
  }
}

/**
 * Checks before any work whether `path` can be written: it is no folder, its name is not too long, and its folder, or the nearest
 * existing one above it, takes a new file; an empty one is made there for a moment.
 * @throws ClipassoError 'output' in one line.
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    refuseFolder(path);
    const full = resolve(path);
    if (full.split(sep).some(isTooLong)) throw failure('ENAMETOOLONG');
    const existing = await stat(full).catch(unlessMissing);
    if (existing?.isDirectory()) throw failure('EISDIR');
    if (existing && !existing.isFile()) return await access(full, constants.W_OK);
    if (existing) await access(full, constants.W_OK);
    const probe = await unfinishedIn(await nearestFolder(dirname(await realTarget(full))));
    try {
      await (await open(probe, 'wx')).close();
    } finally {
      await rm(probe, { force: true }).catch(() => {});
    }
  } catch (cause) {
    throw outputError(path, cause as NodeJS.ErrnoException);
  }
}

/** A resolved path has lost the slash. */
function refuseFolder(path: string): void {
  if (path.endsWith('/') || path.endsWith(sep)) throw failure(FOLDER_NAME);
}

/** Most disks take names of 255 bytes (Linux) or UTF-16 units (macOS, Windows). */
function isTooLong(name: string): boolean {
  return (process.platform === 'linux' ? Buffer.byteLength(name) : name.length) > 255;
}

function failure(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

/** Where writing differs from what an error says elsewhere. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; choose another place with --out',
  EPERM: 'permission denied; choose another place with --out',
  EROFS: 'the disk is read-only; choose another place with --out',
  EISDIR: 'it is a folder; add a file name such as sketch.svg',
  ENOENT: 'no folder can be made there; choose another place with --out',
  [FOLDER_NAME]: 'a slash at the end names a folder; leave it out, or add a file name such as sketch.svg',
  [NO_READER]: 'it is a pipe that nothing reads; start its reader first, or give a file',
};

/** The one-line error for a path that cannot be written. */
export function outputError(path: string, cause: NodeJS.ErrnoException): ClipassoError {
  return new ClipassoError('output', `Cannot write ${path}: ${systemReason(cause, REASONS)}`, { cause });
}

/** Opens the pipe only once, since its reader takes a close for the end; waits while the pipe is full (EAGAIN). */
async function writeToPipe(path: string, data: string | Uint8Array): Promise<void> {
  const pipe = await openForReader(path);
  try {
    const bytes = Buffer.from(data);
    for (let at = 0; at < bytes.length; ) {
      const written = await pipe.write(bytes, at).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EAGAIN') throw error;
        return null;
      });
      if (written) at += written.bytesWritten;
      else await sleep(PIPE.interval);
    }
  } finally {
    await pipe.close();
  }
}

/**
 * Opens a pipe as soon as it has a reader. A blocking open would occupy a thread of Node's pool that cannot be stopped; with O_NONBLOCK it
 * fails (ENXIO) until there is a reader, so it is tried again.
 */
async function openForReader(path: string): Promise<FileHandle> {
  const start = performance.now();
  for (;;) {
    try {
      return await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      if (performance.now() - start > PIPE.patience) throw failure(NO_READER);
    }
    await sleep(PIPE.interval);
  }
}

/** @param mode what a new file's permissions are, if they are not the usual ones */
async function writeAll(
  path: string,
  data: string | Uint8Array,
  flags: 'w' | 'wx',
  mode?: number,
): Promise<void> {
  const file = await open(path, flags);
  try {
    if (mode !== undefined) await file.chmod(mode & 0o777).catch(() => {}); // disks without permissions
    await file.writeFile(data);
    if (flags === 'wx') await file.sync();
  } finally {
    await file.close();
  }
}
