/** One photo of a batch, with a sketcher that records what it is asked for. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDrawer, type DrawerInput } from '../../src/batch/drawer.ts';
import { openOutputFolder } from '../../src/batch/folders.ts';
import { openManifest } from '../../src/batch/manifest.ts';
import type { BatchHooks, BatchOptions, BatchTask, PhotoContext } from '../../src/batch/types.ts';
import { resolveSketchOptions, type SketchOptions } from '../../src/options.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { DISC_SVG } from '../helpers/pictures.ts';
import { createQuickSketcher } from '../helpers/quick-sketcher.ts';
import '../helpers/patience.ts';

const sketchOptions = resolveSketchOptions({ strokes: 2 });
let root: string;
let out: string;
let task: BatchTask;
beforeEach(() => {
  root = temporaryFolder();
  out = join(root, 'out');
  mkdirSync(out);
  writeFileSync(join(root, 'a.svg'), DISC_SVG);
  task = {
    input: { path: join(root, 'a.svg'), place: 'a.svg' },
    strokes: 2,
    outputs: ['a.svg', 'a.json'],
  };
});

/** A drawer of the folder, and what it has done. */
async function open(
  options: Partial<BatchOptions> = {},
  hooks: BatchHooks = {},
  drawing: SketchOptions = sketchOptions,
) {
  const folder = openOutputFolder(out);
  const manifest = await openManifest(folder);
  const seen = { loads: 0, disposed: 0, contexts: [] as PhotoContext[] };
  const load: DrawerInput['load'] = async () => {
    seen.loads++;
    const { sketch } = createQuickSketcher(drawing);
    return {
      sketch(photo, overrides, context) {
        seen.contexts.push(context);
        return sketch(photo, overrides, context);
      },
      dispose() {
        seen.disposed++;
      },
    };
  };
  const input = { sketchOptions: drawing, options: { out, ...options }, load, folder, manifest };
  const drawer = createDrawer(input, hooks);
  const close = async () => {
    await drawer.dispose();
    await manifest.close();
  };
  return { ...drawer, seen, manifest, folder, close };
}

/** Draws the task in a drawer of its own. */
async function draw(...args: Parameters<typeof open>) {
  const drawer = await open(...args);
  const outcome = await drawer.draw(task);
  await drawer.close();
  return { outcome, ...drawer };
}

const thumbnails = () => readdirSync(join(out, '.clipasso'));

describe('the sketcher', () => {
  it('is loaded once, for the first photo that has to be drawn, and disposed of at the end', async () => {
    const drawer = await open();
    expect(drawer.seen).toMatchObject({ loads: 0, disposed: 0 });
    await drawer.draw(task);
    await drawer.draw({ ...task, strokes: 1, outputs: ['b.svg'] });
    expect(drawer.seen).toMatchObject({ loads: 1, disposed: 0 });
    await drawer.close();
    expect(drawer.seen).toMatchObject({ loads: 1, disposed: 1 });
  });

  it('is not loaded for a photo that is finished', async () => {
    await draw();
    const { outcome, seen } = await draw();
    expect(outcome.status).toBe('kept');
    expect(seen).toMatchObject({ loads: 0, disposed: 0 });
  });

  it('that cannot be loaded fails the photo, and there is nothing to dispose of', async () => {
    const folder = openOutputFolder(out);
    const manifest = await openManifest(folder);
    const load = () => Promise.reject(new Error('no weights'));
    const drawer = createDrawer({ sketchOptions, options: { out }, load, folder, manifest }, {});
    await expect(drawer.draw(task)).rejects.toThrow('no weights');
    await drawer.dispose();
    await manifest.close();
  });

  it('is told the signal and whether strokes are ordered, and reports its progress', async () => {
    const { signal } = new AbortController();
    const stages: unknown[] = [];
    const onEvent: BatchHooks['onEvent'] = (event) => {
      if (event.kind === 'progress') stages.push(event);
    };
    const plain = await draw({}, { onEvent });
    expect(plain.seen.contexts).toMatchObject([{ order: false }]);
    expect(plain.seen.contexts[0]).not.toHaveProperty('signal');
    expect(stages).toEqual([{ kind: 'progress', task, event: { stage: 'photo' } }]);
    const ordered = await draw({ order: true }, { signal });
    expect(ordered.seen.contexts).toMatchObject([{ order: true }]);
    expect(ordered.seen.contexts[0]!.signal).toBe(signal);
  });
});

describe('a drawing', () => {
  it('that is aborted leaves neither a file nor an entry', async () => {
    const { outcome, manifest } = await draw({}, { signal: AbortSignal.abort() });
    expect(outcome).toEqual({ status: 'aborted' });
    expect(manifest.entries.size).toBe(0);
    expect(readdirSync(out)).toEqual(['manifest.jsonl']);
  });

  it('is recorded as it was drawn, in seconds', async () => {
    const before = performance.now();
    const { outcome, manifest } = await draw();
    const most = (performance.now() - before) / 1000;
    expect(outcome).toMatchObject({ status: 'drawn', features: [], warnings: [] });
    const [entry] = manifest.entries.values();
    expect(outcome).toMatchObject({ entry });
    expect(entry).toMatchObject({ input: 'a.svg', strokes: 2, seed: 0, outputs: task.outputs });
    expect(entry).not.toHaveProperty('starred');
    expect(entry!.losses).toEqual({ 0: entry!.loss });
    expect(entry!.seconds).toBeGreaterThan(0);
    expect(entry!.seconds).toBeLessThanOrEqual(Math.ceil(most * 1000) / 1000);
  });

  it('is drawn anew when its photo has another name, or a file is missing', async () => {
    await draw();
    expect((await draw()).outcome.status).toBe('kept');
    task = { ...task, input: { ...task.input, place: 'other.svg' } };
    expect((await draw()).outcome.status).toBe('drawn');
    rmSync(join(out, 'a.json'));
    expect((await draw()).outcome.status).toBe('drawn');
    task = { ...task, outputs: [...task.outputs, 'a.png'] };
    expect((await draw()).outcome.status).toBe('drawn');
    expect((await draw()).outcome.status).toBe('kept');
    expect((await draw({ force: true })).outcome.status).toBe('drawn');
  });

  it("is drawn anew when the mask's file has other bytes under the same name", async () => {
    const mask = join(root, 'mask.png');
    const masked = { ...sketchOptions, mask };
    writeFileSync(mask, 'one');
    expect((await draw({}, {}, masked)).outcome.status).toBe('drawn');
    expect((await draw({}, {}, masked)).outcome.status).toBe('kept');
    writeFileSync(mask, 'two');
    expect((await draw({}, {}, masked)).outcome.status).toBe('drawn');
  });

  it('keeps its star when it is drawn again', async () => {
    const { outcome } = await draw();
    const manifest = await openManifest(openOutputFolder(out));
    if (outcome.status === 'drawn') await manifest.add({ ...outcome.entry, starred: true });
    await manifest.close();
    expect((await draw({ force: true })).outcome).toMatchObject({ entry: { starred: true } });
  });

  it('gets its small copy again when that is gone, though nothing is drawn', async () => {
    await draw();
    const [name] = thumbnails();
    rmSync(join(out, '.clipasso', name!));
    expect((await draw()).outcome.status).toBe('kept');
    expect(thumbnails()).toEqual([name]);
  });

  it("writes no file that is to be kept, and records it only if it was a batch's own", async () => {
    writeFileSync(join(out, 'a.json'), 'mine');
    task = { ...task, keep: ['a.json'] };
    expect((await draw()).outcome).toMatchObject({ entry: { outputs: ['a.svg'] } });
    expect(readFileSync(join(out, 'a.json'), 'utf8')).toBe('mine');
    task = { ...task, keep: ['a.svg'] };
    writeFileSync(join(out, 'a.svg'), 'edited');
    const both = { entry: { outputs: ['a.svg', 'a.json'] } };
    expect((await draw({ force: true })).outcome).toMatchObject(both);
    expect(readFileSync(join(out, 'a.svg'), 'utf8')).toBe('edited');
  });

  it('of a photo that cannot be read fails in one line', async () => {
    rmSync(task.input.path);
    const drawer = await open();
    await expect(drawer.draw(task)).rejects.toMatchObject({
      code: 'input',
      message: `${task.input.path} cannot be read: there is no such file`,
    });
    expect(drawer.seen.loads).toBe(0);
    await drawer.close();
  });
});
