/**
 * A lock between processes: a file that only one can create. Its owner touches it while it works; a lock that has not
 * been touched for a while, or whose owner on this machine is gone, is taken over.
 */
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const TOUCH_MS = 5_000;
const STALE_MS = 30_000;
const POLL_MS = 200;

export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once if another process holds the lock. */
  readonly onWait?: (() => void) | undefined;
}

/** Runs `work` while holding the lock `path`; waits for it as long as its owner is alive. */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  { signal, onWait }: LockOptions = {},
): Promise<T> {
  let told = false;
  while (!(await tryLock(path))) {
    signal?.throwIfAborted();
    if (await takeOverStale(path)) continue;
    if (!told) onWait?.();
    told = true;
    await sleep(POLL_MS, undefined, { signal });
  }
  const touching = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined); // gone with its folder: nothing left to protect
  }, TOUCH_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(`${process.pid} ${hostname()}`);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock without a living owner. Of several that find it stale, the rename lets only one proceed. */
async function takeOverStale(path: string): Promise<boolean> {
  try {
    const [owner, { mtimeMs }] = [await readFile(path, 'utf8'), await stat(path)];
    if (Date.now() - mtimeMs < STALE_MS && !isDead(owner)) return false;
    const aside = `${path}.${process.pid}`;
    await rename(path, aside);
    await rm(aside);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

/** Whether the owner ran on this machine and no longer does. */
function isDead(owner: string): boolean {
  const [pid, host] = owner.split(' ');
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
