/** Files that are being written: their names say which process writes them, so that those of killed programs can be told and removed. */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Owner, seeOwner, thisProcess } from '../file-lock-owner.ts';

/** `.clipasso-<process>-<its start>-<its machine>-<random>.tmp`; versions before 0.2 wrote only the last part. */
export const UNFINISHED = /^\.clipasso-(?:(\d+)-(\d*)-([0-9a-f]{8})-)?[0-9a-f]{12}\.tmp$/;

const params = {
  /** Milliseconds after which nobody is still writing a file of which it cannot be seen who does: on another machine, for one. */
  abandonedMs: 3_600_000,
};

/** Folders in which this process has looked for what others left. */
const cleared = new Set<string>();

/** The path for a file to be written in `folder`, in which nothing has that name. Removes what killed programs left there. */
export async function unfinishedIn(folder: string): Promise<string> {
  const owner = await thisProcess();
  if (!cleared.has(folder)) {
    cleared.add(folder);
    await removeAbandoned(folder, owner);
  }
  const { pid, start } = owner;
  const name = [pid, start ?? '', machineOf(owner), randomBytes(6).toString('hex')].join('-');
  return join(folder, `.clipasso-${name}.tmp`);
}

/** What cannot be read or removed stays: it is in nobody's way. */
async function removeAbandoned(folder: string, self: Owner): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const found = UNFINISHED.exec(name);
    if (found === null) continue;
    const [, pid, start = '', machine] = found;
    const path = join(folder, name);
    const owner = { ...self, pid: Number(pid), start: start || null };
    const seen = machine === machineOf(self) ? await seeOwner(owner) : 'unseen';
    if (seen === 'gone' || (seen === 'unseen' && (await isOld(path))))
      await rm(path, { force: true }).catch(() => {});
  }
}

/** Of a machine, and of the set of process numbers on it. */
function machineOf({ host, space }: Owner): string {
  return createHash('sha256').update(`${host} ${space}`).digest('hex').slice(0, 8);
}

async function isOld(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info !== null && Date.now() - info.mtimeMs > params.abandonedMs;
}
