/** Files that are there entirely or not at all: written beside their place, then renamed. */
import { randomBytes } from 'node:crypto';
import { access, constants, type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClipassoError } from '../errors.ts';
import { makeFolder, nearestFolder, unlessMissing } from '../make-folder.ts';

/** How long a pipe's reader is waited for, and how often a reader, or room in the pipe, is looked for, in ms. */
const PIPE = { patience: 2000, interval: 10 };
const NO_READER = 'no reader';

/** What the names of unfinished files look like; a killed program may leave one behind. */
export const UNFINISHED = /^\.clipasso-[0-9a-f]{12}\.tmp$/;

/**
 * Writes `data` to `path`, making its folder if need be. A reader sees the old file or the whole new one; devices and pipes
 * are written to directly.
 * @throws ClipassoError 'output' in one line.
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    const existing = await stat(target).catch(() => null);
    if (existing && !existing.isFile() && !existing.isDirectory()) {
      await (existing.isFIFO() ? writeToPipe(target, data) : writeAll(target, data, 'w'));
      return;
    }
    await makeFolder(dirname(target));
    const unfinished = unfinishedIn(dirname(target));
    try {
      await writeAll(unfinished, data, 'wx');
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
 * Finds out before hours of work whether `path` could be written: that it is no folder, that its name is not too long, and
 * that its folder, or the nearest one above it that exists, takes a new file; one is made there for a moment.
 * @throws ClipassoError 'output' in one line.
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    const full = resolve(path);
    if (full.split(sep).some(isTooLong)) throw failure('ENAMETOOLONG');
    const existing = await stat(full).catch(unlessMissing);
    if (existing?.isDirectory()) throw failure('EISDIR');
    if (existing && !existing.isFile()) return await access(full, constants.W_OK);
    if (existing) await access(full, constants.W_OK);
    const probe = unfinishedIn(await nearestFolder(dirname(existing ? await realpath(full) : full)));
    try {
      await (await open(probe, 'wx')).close();
    } finally {
      await rm(probe, { force: true }).catch(() => {});
    }
  } catch (cause) {
    throw outputError(path, cause as NodeJS.ErrnoException);
  }
}

function unfinishedIn(folder: string): string {
  return join(folder, `.clipasso-${randomBytes(6).toString('hex')}.tmp`);
}

/** Most disks take names of 255 bytes (Linux) or UTF-16 units (macOS, Windows). */
function isTooLong(name: string): boolean {
  return (process.platform === 'linux' ? Buffer.byteLength(name) : name.length) > 255;
}

function failure(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

/** The one-line error for a path that cannot be written. */
export function outputError(path: string, cause: NodeJS.ErrnoException): ClipassoError {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied; choose another place with --out',
    EPERM: 'permission denied; choose another place with --out',
    EROFS: 'the disk is read-only; choose another place with --out',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is a file, not a folder',
    EEXIST: 'a part of the path is a file, not a folder',
    EISDIR: 'it is a folder; add a file name such as sketch.svg',
    ENAMETOOLONG: 'the name is too long',
    ENOENT: 'no folder can be made there; choose another place with --out',
    [NO_READER]: 'it is a pipe that nothing reads; start its reader first, or give a file',
    EPIPE: 'its reader has gone',
    EIO: 'the disk reports an error',
    EDQUOT: 'the disk quota is used up',
    ERR_INVALID_ARG_VALUE: 'the name holds a character that no file name may hold',
  };
  const reason = reasons[cause.code ?? ''] ?? cause.message.split('\n')[0];
  return new ClipassoError('output', `Cannot write ${path}: ${reason}`, { cause });
}

/** Opens it once, as a reader that sees a pipe closed thinks that this was all; a full pipe, which says EAGAIN, is waited for. */
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
 * A pipe, once it has a reader. Opening one that nobody reads waits for its reader in a thread that nothing can stop: without O_NONBLOCK, with
 * it it fails.
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

async function writeAll(path: string, data: string | Uint8Array, flags: 'w' | 'wx'): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.writeFile(data);
    if (flags === 'wx') await file.sync();
  } finally {
    await file.close();
  }
}
