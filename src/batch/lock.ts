/** One batch per output folder: a file that says who is at work. */
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClipassoError } from '../errors.ts';
import { outputError } from '../output/write.ts';

const LOCK = '.clipasso.lock';
/** A lock of another machine that was not touched for so long is taken for abandoned. */
const ABANDONED_MS = 60_000;
const TOUCH_MS = 10_000;
/** A batch that was killed a moment ago is given so long to end. */
const DYING_MS = 3000;
const LOOK_MS = 100;

export interface FolderLock {
  release(): Promise<void>;
}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/** @throws ClipassoError 'output' if another batch is writing into the folder. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, LOCK);
  if (!(await create(path))) {
    let found = await read(path);
    for (let waited = 0; await isAtWork(ownerOf(found), path); waited += LOOK_MS) {
      if (waited >= DYING_MS) throw busy(folder, ownerOf(found));
      await sleep(LOOK_MS);
      found = await read(path);
    }
    await removeAbandoned(path, found);
    if (!(await create(path))) throw busy(folder, ownerOf(await read(path)));
  }
  const touch = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, TOUCH_MS);
  touch.unref();
  return {
    async release() {
      clearInterval(touch);
      await rm(path, { force: true });
    },
  };
}

async function create(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw outputError(path, error as NodeJS.ErrnoException);
  }
}

/** Of several batches that find the same abandoned lock, one removes it, and none removes another's new one. */
async function removeAbandoned(path: string, abandoned: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (moved && (await read(aside)) !== abandoned) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

/** Null while the lock is being written, or if its writer was killed meanwhile: then its age decides. */
function ownerOf(text: string): Owner | null {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return null;
  }
}

async function isAtWork(owner: Owner | null, path: string): Promise<boolean> {
  if (owner?.host === hostname()) return owner.pid !== process.pid && (await isAlive(owner.pid));
  const info = await stat(path).catch(() => null);
  return info !== null && Date.now() - info.mtimeMs < ABANDONED_MS;
}

async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
    return !(await isZombie(pid));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether it has ended and its parent has not noticed yet; no where there is no /proc. */
async function isZombie(pid: number): Promise<boolean> {
  const status = await read(`/proc/${pid}/stat`);
  return /.*\) [ZX] /s.test(status);
}

function busy(folder: string, owner: Owner | null): ClipassoError {
  const who = owner ? ` (process ${owner.pid} on ${owner.host})` : '';
  return new ClipassoError(
    'output',
    `Another batch${who} is writing into ${folder}; wait for it, or choose another folder`,
  );
}
