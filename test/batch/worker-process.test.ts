import { getEventListeners } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startWorker } from '../../src/batch/worker-process.ts';
import { DEFAULT_OPTIONS } from '../../src/options.ts';
import { childrenOf, isAlive } from '../helpers/processes.ts';

// so that a process runs the TypeScript that it is started with here, and does not end by itself
beforeEach(() => vi.stubEnv('NODE_OPTIONS', '--import tsx'));
afterEach(() => vi.unstubAllEnvs());

it.runIf(existsSync('/proc/self/environ'))(
  'has its memory given back to the system, unless the user says otherwise',
  async () => {
    const settingOf = (pid: number) =>
      /MALLOC_MMAP_THRESHOLD_=(\d+)/.exec(readFileSync(`/proc/${pid}/environ`, 'utf8'))?.[1];
    const setting = (): string | undefined => {
      const { worker, pid } = start();
      const found = settingOf(pid);
      worker.end();
      return found;
    };
    expect(setting()).toBe('262144');
    vi.stubEnv('MALLOC_MMAP_THRESHOLD_', '1000');
    expect(setting()).toBe('1000');
  },
);

/** A worker, and its process. */
function start() {
  const before = new Set(childrenOf(process.pid));
  const worker = startWorker(DEFAULT_OPTIONS, {});
  const [pid] = childrenOf(process.pid).filter((child) => !before.has(child));
  return { worker, pid: pid! };
}

async function ended(pid: number): Promise<boolean> {
  for (const end = Date.now() + 10_000; isAlive(pid) && Date.now() < end; ) await sleep(10);
  return !isAlive(pid);
}

it('ends its process when it is no longer needed, and takes no photo after that', async () => {
  const { worker, pid } = start();
  expect([worker.dead, isAlive(pid)]).toEqual([false, true]);
  worker.end();
  expect(worker.dead).toBe(true);
  expect(await ended(pid)).toBe(true);
  await expect(worker.sketch('photo.png', {}, {})).rejects.toThrow(/ended early \(before it began\)/);
});

it.each(['before', 'while'])('ends its process when the drawing is aborted %s it is made', async (when) => {
  const { worker, pid } = start();
  const controller = new AbortController();
  const { signal } = controller;
  if (when === 'before') controller.abort();
  const drawing = worker.sketch('photo.png', {}, { signal });
  if (when === 'while') controller.abort();
  await expect(drawing).rejects.toMatchObject({
    code: 'input',
    message: expect.stringMatching(/ended early \(SIGKILL\)/),
  });
  expect(worker.dead).toBe(true);
  expect(await ended(pid)).toBe(true);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('passes on what its process answers, and goes on after an error', async () => {
  const { worker, pid } = start();
  const { signal } = new AbortController();
  for (let photo = 0; photo < 2; photo++) {
    const stages: string[] = [];
    const onEvent = ({ stage }: { stage: string }) => stages.push(stage);
    await expect(worker.sketch('no-such.png', {}, { signal, onEvent })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('no-such.png'),
    });
    expect(stages).toEqual(['photo']);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  }
  expect([worker.dead, isAlive(pid)]).toEqual([false, true]);
  worker.end();
});

it('says how its process ended when that is noticed only by sending a photo', async () => {
  const { worker, pid } = start();
  process.kill(pid, 'SIGKILL');
  // It ends while this process is busy, and so has not heard of it.
  while (childrenOf(process.pid).includes(pid));
  await expect(worker.sketch('photo.png', {}, {})).rejects.toThrow(/ended early \(SIGKILL\)/);
  expect(worker.dead).toBe(true);
});
