import { existsSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { startWorker } from '../../src/batch/worker-process.ts';
import { DEFAULT_OPTIONS } from '../../src/options.ts';
import { childrenOf } from '../helpers/processes.ts';

it.runIf(existsSync('/proc/self/environ'))(
  'has its memory given back to the system, unless the user says otherwise',
  async () => {
    const settingOf = (pid: number) =>
      /MALLOC_MMAP_THRESHOLD_=(\d+)/.exec(readFileSync(`/proc/${pid}/environ`, 'utf8'))?.[1];
    const setting = (): string | undefined => {
      const before = new Set(childrenOf(process.pid));
      const worker = startWorker(DEFAULT_OPTIONS, {});
      const [pid] = childrenOf(process.pid).filter((child) => !before.has(child));
      const found = settingOf(pid);
      worker.end();
      return found;
    };
    expect(setting()).toBe('262144');
    vi.stubEnv('MALLOC_MMAP_THRESHOLD_', '1000');
    expect(setting()).toBe('1000');
    vi.unstubAllEnvs();
  },
);

it('says how its process ended when that is noticed only by sending a photo', async () => {
  const before = new Set(childrenOf(process.pid));
  const worker = startWorker(DEFAULT_OPTIONS, {});
  const [pid] = childrenOf(process.pid).filter((child) => !before.has(child));
  process.kill(pid, 'SIGKILL');
  // It ends while this process is busy, and so has not heard of it.
  while (childrenOf(process.pid).includes(pid));
  await expect(worker.sketch('photo.png', {}, {})).rejects.toThrow(/ended early \(SIGKILL\)/);
  expect(worker.dead).toBe(true);
});
