import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { lockFolder } from '../../src/batch/lock.ts';
import '../helpers/patience.ts';

let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clipasso-lock-'));
  lock = join(folder, '.clipasso.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const owner = (pid: number, host = hostname()) => JSON.stringify({ pid, host });

describe('lockFolder', () => {
  it('leaves nothing behind', async () => {
    await (await lockFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a folder that a living process holds, and names it', async () => {
    await writeFile(lock, owner(process.ppid));
    await expect(lockFolder(folder)).rejects.toThrow(
      `Another batch (process ${process.ppid} on ${hostname()})`,
    );
  });

  it('takes over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(lock, owner(pid));
    await (await lockFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('waits for a process that is about to end', async () => {
    const dying = spawn('sleep', ['0.5'], { stdio: 'ignore' });
    const ended = once(dying, 'exit');
    await writeFile(lock, owner(dying.pid!));
    await (await lockFolder(folder)).release();
    expect(dying.exitCode).toBe(0);
    await ended;
  });

  it.skipIf(!existsSync('/proc/self/stat'))(
    'takes over from a killed process that nobody has waited for',
    async () => {
      // The shell must have become `sleep 60`, which waits for no child, before its child ends.
      const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      onTestFinished(() => void parent.kill('SIGKILL'));
      const [printed] = await once(parent.stdout, 'data');
      const zombie = Number(String(printed));
      await writeFile(lock, owner(zombie));
      await (await lockFolder(folder)).release();
      expect(() => process.kill(zombie, 0)).not.toThrow();
    },
  );

  it.each([
    ['another machine', owner(1, 'elsewhere')],
    ['a writer that was killed at once', ''],
  ])('waits a minute for %s', async (_, content) => {
    await writeFile(lock, content);
    await expect(lockFolder(folder)).rejects.toThrow('is writing into');
    const past = new Date(Date.now() - 120_000);
    await utimes(lock, past, past);
    await (await lockFolder(folder)).release();
  });
});
