/**
 * A lock between processes: a file that only one of them can create. It names its owner, who touches it while at work, so
 * that a lock whose owner is gone is taken over: at once where that can be seen, after a minute where it cannot.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, link, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Owner, ownerOf, seeOwner, thisProcess } from './file-lock-owner.ts';
import { readRegular } from './read-regular.ts';

export type { Owner };

const params = {
  /** How often the owner touches its lock, in milliseconds. */
  touchMs: 5_000,
  /** A lock that was not touched for so long is abandoned; networks compute for seconds without a pause. */
  abandonedMs: 60_000,
  /** How often a waiting process looks. */
  pollMs: 100,
};

export interface FileLock {
  release(): Promise<void>;
}

export interface LockOptions {
  /** How long to wait for a living owner, in milliseconds. @default Infinity */
  readonly patienceMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called once if the lock is another's. */
  readonly onWait?: (() => void) | undefined;
}

/** The lock, or who holds it when patience ends; null for an owner that left no name. */
export type LockResult = { readonly lock: FileLock } | { readonly lock: null; readonly owner: Owner | null };

/**
 * Takes the lock `path`, whose folder must exist.
 * @throws the file system's errors, and the signal's reason
 */
export async function takeLock(path: string, options: LockOptions = {}): Promise<LockResult> {
  const { patienceMs = Number.POSITIVE_INFINITY, signal, onWait } = options;
  for (let waited = 0; ; waited += params.pollMs) {
    signal?.throwIfAborted();
    const mark = await create(path);
    if (mark !== null) return { lock: hold(path, mark) };
    const found = await read(path);
    const owner = ownerOf(found);
    if (!(await isAtWork(owner, path))) {
      await removeAbandoned(path, found);
      continue;
    }
    if (waited >= patienceMs) return { lock: null, owner };
    if (waited === 0) onWait?.();
    await sleep(params.pollMs, undefined, { signal });
  }
}

/** Runs `work` while holding the lock `path`. @throws as takeLock, and what `work` throws */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  options: Omit<LockOptions, 'patienceMs'> = {},
): Promise<T> {
  const { lock } = await takeLock(path, options);
  try {
    return await work();
  } finally {
    await lock?.release();
  }
}

/**
 * Removes a lock that says `abandoned`. Of several processes that found the same, one removes it, and a new lock that was made
 * meanwhile stays.
 * @throws the file system's error when it cannot be moved
 */
export async function removeAbandoned(path: string, abandoned: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await read(aside)) !== abandoned) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

/** What the lock says if it was made, null if there is one. */
async function create(path: string): Promise<string | null> {
  const mark = JSON.stringify({ ...(await thisProcess()), id: randomUUID() });
  try {
    const file = await open(path, 'wx');
    await writeMark(path, file, mark);
    return mark;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory()) throw new Error(`${path} is a folder, where a lock should be; remove it`);
    return null;
  }
}

/** A lock that a full disk leaves without a name would be nobody's for a minute. */
async function writeMark(path: string, file: FileHandle, mark: string): Promise<void> {
  try {
    await file.writeFile(mark).finally(() => file.close());
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function hold(path: string, mark: string): FileLock {
  const touching = setInterval(async () => {
    const now = new Date();
    if ((await read(path)) === mark) await utimes(path, now, now).catch(() => {});
  }, params.touchMs);
  touching.unref();
  return {
    async release() {
      clearInterval(touching);
      if ((await read(path)) === mark) await rm(path, { force: true });
    },
  };
}

async function isAtWork(owner: Owner | null, path: string): Promise<boolean> {
  const seen = owner === null ? 'unseen' : await seeOwner(owner);
  if (seen !== 'unseen') return seen === 'alive';
  const info = await stat(path).catch(() => null);
  return info !== null && Date.now() - info.mtimeMs < params.abandonedMs;
}

function read(path: string): Promise<string> {
  return readRegular(path).catch(() => '');
}
