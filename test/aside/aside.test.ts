import { afterAll, describe, expect, it } from 'vitest';
import { startAside } from '../../src/aside/aside.ts';
import { TASKS } from '../../src/aside/tasks.ts';
import { CONTOURS } from '../../src/contours/map.ts';
import { plane } from '../../src/raster/raster.ts';
import { openDinov2 } from '../../src/vision/dinov2.ts';
import '../helpers/patience.ts';

/** The built thread: Node.js cannot run the source's own. */
const THREAD = new URL('../../dist/aside/thread.js', import.meta.url);
const MISSING = new URL('./nothing.js', import.meta.url);

/** A leg before nothing. */
const size = { width: 60, height: 60 };
const mask = plane(
  size,
  Float32Array.from({ length: 3600 }, (_, i) => (Math.abs((i % 60) - 30) < 4 ? 1 : 0)),
);
const seen = { mask };

const aside = startAside(undefined, THREAD);
afterAll(() => aside.dispose());

it('reads the weights that are read here, to the bit', async () => {
  const { tensors } = openDinov2().weights;
  const read = await aside.weights;
  expect(Object.keys(read)).toEqual(Object.keys(tensors));
  for (const [name, { data }] of Object.entries(tensors)) {
    const same =
      Buffer.compare(Buffer.from(read[name]!.buffer), Buffer.from(data.buffer as ArrayBuffer)) === 0;
    expect(same, name).toBe(true);
  }
});

it('gives what the same task gives here', async () => {
  const there = await aside.compute('contoursApart', seen, CONTOURS);
  expect(there).toEqual(await TASKS.contoursApart(seen, CONTOURS));
  expect(there.limbs?.chains).toHaveLength(1);
});

describe('where no thread can be started', () => {
  it('tasks are computed here, and weights are left to whoever wants them', async () => {
    const alone = startAside(undefined, MISSING);
    await expect(alone.weights).rejects.toThrow('nothing.js');
    expect(await alone.compute('contoursApart', seen, CONTOURS)).toEqual(
      await TASKS.contoursApart(seen, CONTOURS),
    );
  });
});

it('computes nothing more once it is disposed of', async () => {
  const ended = startAside(undefined, THREAD);
  const result = ended.compute('contoursApart', seen, CONTOURS);
  ended.dispose();
  await expect(result).rejects.toThrow('disposed of');
  await expect(ended.weights).rejects.toThrow('disposed of');
});
