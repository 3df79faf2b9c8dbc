/** The processes of a batch. */
import { getEventListeners } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadPhotoSketcher } from '../../src/batch/jobs.ts';
import type { PhotoContext, PhotoSketcher } from '../../src/batch/types.ts';
import { DEFAULT_OPTIONS } from '../../src/options.ts';
import { examplePath } from '../helpers/examples.ts';
import { childrenOf, isAlive } from '../helpers/processes.ts';

const SLOW_DRAWING = { ...DEFAULT_OPTIONS, iterations: 90_000, threads: 1 };
const duck = examplePath('duck');
let sketcher: PhotoSketcher;
beforeEach(async () => {
  // so that a process runs the TypeScript that it is started with here
  vi.stubEnv('NODE_OPTIONS', '--import tsx');
  sketcher = await loadPhotoSketcher(SLOW_DRAWING);
});
afterEach(() => {
  sketcher.dispose();
  vi.unstubAllEnvs();
});

/** Starts to draw, and finds the process that draws. */
function start(photo: string, context: PhotoContext = {}) {
  const before = new Set(childrenOf(process.pid));
  const drawing = sketcher.sketch(photo, {}, context);
  drawing.catch(() => {});
  const [pid] = childrenOf(process.pid).filter((child) => !before.has(child));
  return { drawing, pid };
}

async function ended(pid: number): Promise<boolean> {
  for (const end = Date.now() + 60_000; isAlive(pid) && Date.now() < end; ) await sleep(10);
  return !isAlive(pid);
}

it.runIf(existsSync('/proc/self/environ'))(
  'have their memory given back to the system, unless the user says otherwise',
  async () => {
    const setting = () =>
      /MALLOC_MMAP_THRESHOLD_=(\d+)/.exec(readFileSync(`/proc/${start(duck).pid}/environ`, 'utf8'))?.[1];
    expect(setting()).toBe('262144');
    vi.stubEnv('MALLOC_MMAP_THRESHOLD_', '1000');
    expect(setting()).toBe('1000');
  },
);

it('are started when none is idle, and go on after an error', async () => {
  const missing = { code: 'input', message: expect.stringContaining('no-such.png') };
  const { signal } = new AbortController();
  const stages: string[] = [];
  const onEvent: PhotoContext['onEvent'] = ({ stage }) => stages.push(stage);
  const first = start('no-such.png', { signal, onEvent });
  await expect(first.drawing).rejects.toMatchObject(missing);
  expect(stages).toEqual(['photo']);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(isAlive(first.pid!)).toBe(true);
  const again = start('no-such.png');
  const beside = start('no-such.png');
  expect([again.pid, typeof beside.pid]).toEqual([undefined, 'number']);
  await expect(again.drawing).rejects.toMatchObject(missing);
  await expect(beside.drawing).rejects.toMatchObject(missing);
  sketcher.dispose();
  expect(await ended(first.pid!)).toBe(true);
  expect(await ended(beside.pid!)).toBe(true);
});

it('are killed when the drawing is aborted', async () => {
  const controller = new AbortController();
  const onEvent: PhotoContext['onEvent'] = () => controller.abort();
  const { drawing, pid } = start(duck, { signal: controller.signal, onEvent });
  await expect(drawing).rejects.toMatchObject({ code: 'aborted' });
  expect(await ended(pid!)).toBe(true);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

it('are killed when the drawing is aborted while they load', async () => {
  const controller = new AbortController();
  const { drawing, pid } = start(duck, { signal: controller.signal });
  controller.abort();
  await expect(drawing).rejects.toMatchObject({ code: 'aborted' });
  expect(await ended(pid!)).toBe(true);
});

it('that die fail their photo, and are replaced', async () => {
  const { drawing, pid } = start(duck);
  process.kill(pid!, 'SIGKILL');
  await expect(drawing).rejects.toMatchObject({
    code: 'input',
    message: expect.stringMatching(/^The process that drew it ended early \(SIGKILL\); .* --jobs$/),
  });
  const next = start('no-such.png');
  expect(next.pid).not.toBe(pid);
  await expect(next.drawing).rejects.toMatchObject({
    code: 'input',
    message: expect.stringContaining('no-such'),
  });
});

it('that die while they draw fail their photo, too', async () => {
  let pid: number | undefined;
  const onEvent: PhotoContext['onEvent'] = () => process.kill(pid!, 'SIGKILL');
  const started = start(duck, { onEvent });
  ({ pid } = started);
  await expect(started.drawing).rejects.toMatchObject({
    code: 'input',
    message: expect.stringContaining('(SIGKILL)'),
  });
});
