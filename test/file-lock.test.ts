import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { removeAbandoned, takeLock, withLock } from '../src/file-lock.ts';
import { temporaryFolder } from './helpers/folder.ts';
import { fillDisk } from './helpers/full-disk.ts';

const HAS_PROC = existsSync('/proc/self/stat');

let folder: string;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'lock');
});

const owner = (pid: number, more: object = {}) => JSON.stringify({ pid, host: hostname(), ...more });
const take = () => takeLock(path, { patienceMs: 0 });
/** Makes the lock look as if it was not touched for so long. */
const age = (seconds: number) => {
  const past = new Date(Date.now() - seconds * 1000);
  return utimes(path, past, past);
};

it('leaves nothing behind', async () => {
  const { lock } = await take();
  await lock!.release();
  expect(await readdir(folder)).toEqual([]);
});

it('leaves nothing behind on a full disk, and can be taken as soon as there is room', async () => {
  const empty = await fillDisk(0);
  await expect(take()).rejects.toThrow('no space left');
  expect(await readdir(folder)).toEqual([]);
  empty();
  const { lock } = await take();
  await lock!.release();
});

it('is no folder of that name, which stays where it is', async () => {
  await mkdir(join(path, 'mine'), { recursive: true });
  await age(3600);
  await expect(take()).rejects.toThrow(`${path} is a folder, where a lock should be; remove it`);
  expect(await readdir(folder)).toEqual(['lock']);
  expect(await readdir(path)).toEqual(['mine']);
});

it.skipIf(process.platform === 'win32')(
  'is not read for ever where there is a pipe of its name',
  async () => {
    const pipe = join(folder, 'pipe.lock');
    execFileSync('mkfifo', [pipe]);
    expect(await takeLock(pipe, { patienceMs: 0 })).toEqual({ lock: null, owner: null });
  },
);

it('is held once, also within one process, and waited for', async () => {
  const { lock } = await take();
  const { owner: holder } = (await take()) as { owner: unknown };
  expect(holder).toMatchObject({ pid: process.pid, host: hostname() });
  let [waits, done] = [0, false];
  const work = async () => {
    done = true;
  };
  const waiting = withLock(path, work, { onWait: () => waits++ });
  await new Promise((later) => setTimeout(later, 250));
  expect([waits, done]).toEqual([1, false]);
  await lock!.release();
  await waiting;
  expect([waits, done]).toEqual([1, true]);
});

it('goes when its work fails', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual([]);
});

it('can be given up waiting for', async () => {
  await writeFile(path, owner(process.ppid));
  const waiting = withLock(path, async () => {}, { signal: AbortSignal.timeout(50) });
  await expect(waiting).rejects.toThrow();
});

it('is asked for as long as patience lasts, and not waited for without any', async () => {
  const { lock } = await take();
  const onWait = vi.fn();
  expect((await takeLock(path, { patienceMs: 0, onWait })).lock).toBeNull();
  expect(onWait).not.toHaveBeenCalled();
  const started = performance.now();
  expect((await takeLock(path, { patienceMs: 200, onWait })).lock).toBeNull();
  expect(performance.now() - started).toBeGreaterThan(190);
  expect(onWait).toHaveBeenCalledTimes(1);
  await lock!.release();
});

it('is not taken once it was given up', async () => {
  await expect(takeLock(path, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  expect(await readdir(folder)).toEqual([]);
});

describe('while it is held', () => {
  const wasTouched = () => Date.now() - statSync(path).mtimeMs < 60_000;
  /** Takes the lock, writes `content` into it if there is some, and lets five seconds pass. */
  const holdFor5 = async (content?: string) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { lock } = await take();
    if (content !== undefined) await writeFile(path, content);
    await age(3600);
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    onTestFinished(() => lock!.release());
  };

  it('is touched every five seconds', async () => {
    await holdFor5();
    await expect.poll(wasTouched, { timeout: 10_000 }).toBe(true);
  });

  it('is not touched once it is another’s', async () => {
    await holdFor5('of another');
    await new Promise((later) => setTimeout(later, 100));
    expect(wasTouched()).toBe(false);
  });

  it('keeps no process from ending, and ends with its release', async () => {
    const timers = vi.spyOn(globalThis, 'setInterval');
    const cleared = vi.spyOn(globalThis, 'clearInterval');
    onTestFinished(() => void vi.restoreAllMocks());
    const { lock } = await take();
    const timer = timers.mock.results.at(-1)!.value as NodeJS.Timeout;
    expect(timer.hasRef()).toBe(false);
    await lock!.release();
    expect(cleared).toHaveBeenCalledWith(timer);
  });
});

it('does not remove what another process has made of it', async () => {
  const { lock } = await take();
  await writeFile(path, 'of another');
  await lock!.release();
  expect(readFileSync(path, 'utf8')).toBe('of another');
});

describe('is taken over', () => {
  it('within a second from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(path, owner(pid));
    const started = performance.now();
    expect((await take()).lock).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('from a process that is about to end', async () => {
    const dying = spawn('sleep', ['0.3'], { stdio: 'ignore' });
    const ended = once(dying, 'exit');
    await writeFile(path, owner(dying.pid!));
    expect((await takeLock(path, { patienceMs: 10_000 })).lock).not.toBeNull();
    expect(dying.exitCode).toBe(0);
    await ended;
  });

  it.skipIf(!HAS_PROC)('from a killed process that nobody has waited for', async () => {
    // The shell must have become `sleep 60`, which waits for no child, before its child ends.
    const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [printed] = await once(parent.stdout, 'data');
    const zombie = Number(String(printed));
    await writeFile(path, owner(zombie));
    expect((await takeLock(path, { patienceMs: 10_000 })).lock).not.toBeNull();
    expect(() => process.kill(zombie, 0)).not.toThrow();
  });

  it.skipIf(!HAS_PROC)('at once when the number is another process’s now', async () => {
    await writeFile(path, owner(process.ppid, { start: '1' }));
    expect((await take()).lock).not.toBeNull();
  });

  it.each([
    ['whose number may be another’s now', owner(process.ppid)],
    ['on another machine', JSON.stringify({ pid: 1, host: 'elsewhere' })],
    ['in another container of the same name', owner(1, { space: 'pid:[1]', start: '7' })],
    ['killed before it wrote its name', ''],
    ['of another program', 'null'],
  ])('a minute after its last touch from an owner %s', async (_, content) => {
    await writeFile(path, content);
    await age(50);
    expect((await take()).lock).toBeNull();
    await age(70);
    expect((await take()).lock).not.toBeNull();
  });
});

describe.skipIf(!HAS_PROC)('is not taken over', () => {
  it('from a process that was stopped or computes for long: it is seen to live', async () => {
    const { lock } = await take();
    await age(3600);
    expect((await take()).lock).toBeNull();
    await lock!.release();
  });
});

describe('removing an abandoned lock', () => {
  it('removes the one that was found', async () => {
    await writeFile(path, 'abandoned');
    await removeAbandoned(path, 'abandoned');
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves the one that another process has made meanwhile', async () => {
    await writeFile(path, 'new');
    const { ino } = statSync(path);
    await removeAbandoned(path, 'abandoned');
    expect(await readdir(folder)).toEqual(['lock']);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).ino).toBe(ino);
  });

  it('is content when another process was faster', async () => {
    await removeAbandoned(path, 'abandoned');
    expect(await readdir(folder)).toEqual([]);
  });
});

it('of many processes that find it abandoned, one at a time holds it', async () => {
  await writeFile(path, owner(spawnSync(process.execPath, ['--version']).pid));
  let holders = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++holders);
    await new Promise((done) => setTimeout(done, 5));
    holders--;
  };
  await Promise.all(Array.from({ length: 20 }, () => withLock(path, work)));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});
