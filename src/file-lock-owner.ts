/** Who owns a lock or an unfinished file, and whether that process still runs. */
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** The set of process numbers that `pid` is one of: containers have their own. Null where there is no /proc. */
  readonly space?: string | null;
  /** When it started, in ticks since the machine did: process numbers are used again. Null where there is no /proc. */
  readonly start?: string | null;
}

export async function thisProcess(): Promise<Owner> {
  const { pid } = process;
  return { pid, host: hostname(), space: await ownSpace(), start: (await statusOf(pid))?.start ?? null };
}

/** Null while the lock is being written, if its writer was killed meanwhile, or if it is not ours. */
export function ownerOf(text: string): Owner | null {
  try {
    const { pid, host, space, start } = JSON.parse(text);
    return Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string'
      ? { pid, host, space, start }
      : null;
  } catch {
    return null;
  }
}

/** 'unseen' when it cannot be told: on another machine, in another container, or because the number may be another's now. */
export async function seeOwner({ pid, host, space, start }: Owner): Promise<'alive' | 'gone' | 'unseen'> {
  if (host !== hostname()) return 'unseen';
  if (space && space !== (await ownSpace())) return 'unseen';
  if (!isThere(pid)) return 'gone';
  const status = await statusOf(pid);
  if (status === null) return 'unseen';
  if (/[ZX]/.test(status.state)) return 'gone';
  if (start) return start === status.start ? 'alive' : 'gone';
  return 'unseen';
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function ownSpace(): Promise<string | null> {
  return readlink('/proc/self/ns/pid').catch(() => null);
}

/** A letter, Z for one that has ended and whose parent has not noticed, and the start. Null where there is no /proc. */
async function statusOf(pid: number): Promise<{ readonly state: string; readonly start: string } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, the name in parentheses, may itself hold spaces and parentheses.
  const fields = /.*\) (.*)/s.exec(text)?.[1]?.split(' ');
  return fields ? { state: fields[0]!, start: fields[19]! } : null;
}
