import { expect, it } from 'vitest';
import { startWorker } from '../../src/batch/worker-process.ts';
import { DEFAULT_OPTIONS } from '../../src/options.ts';
import { childrenOf } from '../helpers/processes.ts';

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
