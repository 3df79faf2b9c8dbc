/** What a batch does when it is interrupted, and which errors end it. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runBatch } from '../../src/batch/batch.ts';
import type { BatchEvent, BatchOptions, PhotoSketcher } from '../../src/batch/types.ts';
import { ClipassoError } from '../../src/errors.ts';
import { resolveSketchOptions } from '../../src/options.ts';
import { discPhotos } from '../helpers/disc-photos.ts';
import { createQuickSketcher } from '../helpers/quick-sketcher.ts';
import '../helpers/patience.ts';

const drawing = resolveSketchOptions({ strokes: 2 });
const quick = createQuickSketcher(drawing);
let photos: string;
let out: string;
beforeEach(() => {
  ({ photos, out } = discPhotos({ a: 70, b: 70, c: 70, d: 70 }));
});

interface Run {
  readonly options?: Partial<BatchOptions>;
  readonly signal?: AbortSignal;
  readonly sketch?: PhotoSketcher['sketch'];
}

/** Draws the photos, and counts how often the sketcher was disposed of. */
function run({ options, signal, sketch = quick.sketch }: Run = {}) {
  const events: BatchEvent[] = [];
  const seen = { disposed: 0, events };
  const load = async (): Promise<PhotoSketcher> => ({
    sketch,
    dispose() {
      seen.disposed++;
    },
  });
  const onEvent = (event: BatchEvent) => events.push(event);
  const hooks = { ...(signal && { signal }), onEvent };
  return { seen, summary: runBatch([photos], drawing, load, { out, ...options }, hooks) };
}

const started = (events: readonly BatchEvent[]) => events.filter(({ kind }) => kind === 'started').length;

it('disposes of its sketcher and gives the folder free, also when it fails', async () => {
  const good = run();
  await good.summary;
  expect(good.seen.disposed).toBe(1);
  const lost = new ClipassoError('engine', 'no engine');
  const bad = run({ options: { force: true }, sketch: () => Promise.reject(lost) });
  await expect(bad.summary).rejects.toBe(lost);
  expect(bad.seen.disposed).toBe(1);
  expect(readdirSync(out)).not.toContain('.clipasso.lock');
});

describe('an interruption', () => {
  it('before anything is found makes no folder', async () => {
    const { summary, seen } = run({ signal: AbortSignal.abort() });
    await expect(summary).rejects.toMatchObject({ code: 'aborted' });
    expect(seen.events).toEqual([]);
    expect(readdirSync(join(out, '..'))).toEqual(['photos']);
  });

  it.each(['result', 'error'])(
    'while a photo is drawn (as an %s) keeps the finished ones, with the quick sheet alone',
    async (way) => {
      const controller = new AbortController();
      let count = 0;
      const sketch: PhotoSketcher['sketch'] = (photo, overrides, context) => {
        if (++count === 2) {
          controller.abort();
          if (way === 'error') return Promise.reject(new ClipassoError('aborted', 'Interrupted'));
        }
        return quick.sketch(photo, overrides, context);
      };
      const { summary, seen } = run({ signal: controller.signal, sketch });
      expect(await summary).toMatchObject({ drawn: 1, kept: 0, failed: [], absent: [], aborted: true });
      expect(started(seen.events)).toBe(2);
      expect(readdirSync(out)).toContain('index.html');
      expect(readdirSync(out)).not.toContain('contact.png');
      const rest = await run().summary;
      expect(rest).toMatchObject({ drawn: 3, kept: 1, aborted: false });
      expect(readdirSync(out)).toContain('contact.png');
    },
  );
});

describe('an error', () => {
  const failing = (code: 'usage' | 'model' | 'engine' | 'network' | 'input' | 'subject' | 'output') =>
    run({
      sketch: (photo, ...rest) =>
        photo.endsWith('b.svg')
          ? Promise.reject(new ClipassoError(code, 'it went wrong'))
          : quick.sketch(photo, ...rest),
    });

  it.each(['usage', 'model', 'engine', 'network'] as const)(
    'that each photo would meet (%s) ends the batch',
    async (code) => {
      const { summary, seen } = failing(code);
      await expect(summary).rejects.toMatchObject({ code, message: 'it went wrong' });
      expect(started(seen.events)).toBe(2);
    },
  );

  it.each(['input', 'output'] as const)('of one photo (%s) does not stop the others', async (code) => {
    const { summary, seen } = failing(code);
    const failed = [{ input: 'b.svg', message: 'it went wrong' }];
    expect(await summary).toMatchObject({ drawn: 3, failed, absent: [], aborted: false });
    expect(seen.events.filter(({ kind }) => kind === 'failed')).toMatchObject([{ index: 1 }]);
  });

  it('for want of the subject is no failure', async () => {
    const { summary, seen } = failing('subject');
    const absent = [{ input: 'b.svg', message: 'it went wrong' }];
    expect(await summary).toMatchObject({ drawn: 3, failed: [], absent });
    expect(seen.events.filter(({ kind }) => kind === 'absent')).toMatchObject([{ index: 1 }]);
  });
});

it.each([1, 3])('draws %s photos at a time', async (jobs) => {
  let [now, most] = [0, 0];
  const sketch: PhotoSketcher['sketch'] = async (...args) => {
    most = Math.max(most, ++now);
    await new Promise((done) => setTimeout(done, 50));
    now--;
    return quick.sketch(...args);
  };
  expect(await run({ options: { jobs }, sketch }).summary).toMatchObject({ drawn: 4 });
  expect(most).toBe(jobs);
});

it('draws one at a time unless it is told otherwise, and reads as many photos as it may', async () => {
  const { summary, seen } = run({ options: { limit: 3 } });
  expect(await summary).toMatchObject({ drawn: 3 });
  const order = seen.events.flatMap((event) =>
    event.kind === 'started' || event.kind === 'drawn' ? [`${event.kind} ${event.index}`] : [],
  );
  expect(order).toEqual([0, 1, 2].flatMap((i) => [`started ${i}`, `drawn ${i}`]));
});

it('counts what earlier runs have finished and what it keeps untouched together', async () => {
  await run({ options: { limit: 2 } }).summary;
  const kept = await run().summary;
  expect(kept).toMatchObject({ drawn: 2, kept: 2 });
  rmSync(join(out, 'd.png'));
  expect(await run({ options: { clobber: false } }).summary).toMatchObject({ drawn: 1, kept: 3 });
  expect(await run({ options: { clobber: false, dryRun: true } }).summary).toMatchObject({
    drawn: 0,
    kept: 4,
  });
});

it('refuses to write over the file of its mask', async () => {
  mkdirSync(out);
  const mask = join(out, 'a.png');
  writeFileSync(mask, 'mask');
  const masked = { ...drawing, mask };
  const load = () => Promise.reject(new Error('not asked for'));
  await expect(runBatch([photos], masked, load, { out, force: true })).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('is an input and is not overwritten'),
  });
});
