/** Files that are there entirely or not at all: written beside their place, then renamed. */
import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ClipassoError } from '../errors.ts';

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
      await writeAll(target, data, 'w');
      return;
    }
    await mkdir(dirname(target), { recursive: true });
    const unfinished = join(dirname(target), `.clipasso-${randomBytes(6).toString('hex')}.tmp`);
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
 * Finds out before hours of work whether `path` could be written: that it is no folder, and that its folder, or the
 * nearest one above it that exists, may be written into.
 * @throws ClipassoError 'output' in one line.
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    const existing = await stat(path).catch(() => null);
    if (existing?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    await access(existing ? path : await nearestFolder(dirname(resolve(path))), constants.W_OK);
  } catch (cause) {
    throw outputError(path, cause as NodeJS.ErrnoException);
  }
}

async function nearestFolder(path: string): Promise<string> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!info) return nearestFolder(dirname(path));
  if (!info.isDirectory()) throw Object.assign(new Error('is a file'), { code: 'ENOTDIR' });
  return path;
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
  };
  const reason = reasons[cause.code ?? ''] ?? cause.message;
  return new ClipassoError('output', `Cannot write ${path}: ${reason}`, { cause });
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
