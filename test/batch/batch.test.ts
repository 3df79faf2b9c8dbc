import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BatchEvent, type BatchOptions, runBatch } from '../../src/batch/batch.ts';
import { resolveSketchOptions, type StrokeCount } from '../../src/options.ts';
import { UNFINISHED } from '../../src/output/unfinished.ts';
import { fillDisk } from '../helpers/full-disk.ts';
import { type HostileFolder, makeHostileFolder, orientedPhotos } from '../helpers/hostile-folder.ts';
import { AUTO, createQuickSketcher } from '../helpers/quick-sketcher.ts';

const sketchOptions = resolveSketchOptions({ strokes: 3 });
let root: string;
let input: string;
let hostile: HostileFolder;
let loads = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'clipasso-batch-'));
  input = join(root, 'in');
  await mkdir(input);
  hostile = await makeHostileFolder(input);
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function run(
  source: string,
  out: string,
  options: Partial<BatchOptions> = {},
  drawing = sketchOptions,
) {
  const events: BatchEvent[] = [];
  const load = async () => {
    loads++;
    return createQuickSketcher(drawing);
  };
  const summary = await runBatch(
    [source],
    drawing,
    load,
    { out, ...options },
    { onEvent: (e) => events.push(e) },
  );
  return { summary, events };
}

const exists = (path: string) => readFile(path).then(Boolean, () => false);

describe('a folder of anything', () => {
  let out: string;
  beforeAll(() => {
    out = join(input, 'out');
  });

  it('is drawn as far as it can be, and what cannot is named', async () => {
    const before = (await readdir(input)).sort();
    const { summary, events } = await run(input, out);
    expect(summary.failed.map((failure) => failure.input).sort()).toEqual([...hostile.bad].sort());
    expect(summary.drawn).toBe(hostile.good.length);
    expect(summary.skipped).toBe(1);
    for (const { message } of summary.failed) expect(message.split('\n')).toHaveLength(1);
    for (const event of events) {
      if (event.kind !== 'drawn') continue;
      for (const output of event.entry.outputs) expect(await exists(join(out, output))).toBe(true);
    }
    expect(await exists(join(out, 'sub', 'deeper', 'one.svg'))).toBe(true);
    const after = (await readdir(input)).filter((name) => name !== 'out').sort();
    expect(after).toEqual(before);
  });

  it('is not drawn again, nor is its own output', async () => {
    const { summary } = await run(input, out);
    expect([summary.drawn, summary.kept]).toEqual([0, hostile.good.length]);
  });

  it('has a contact sheet of all that was drawn', async () => {
    const page = await readFile(join(out, 'index.html'), 'utf8');
    expect(page.match(/<article/g)).toHaveLength(hostile.good.length);
    expect((await sharp(join(out, 'contact.png')).metadata()).width).toBeGreaterThan(300);
  });

  it('is drawn anew where the photo, the options or the files changed', async () => {
    const some = join(input, 'sub');
    const target = join(root, 'anew');
    const drawn = async (options: Partial<BatchOptions> = {}) =>
      (await run(some, target, options)).summary.drawn;
    expect(await drawn()).toBe(1);
    loads = 0;
    expect(await drawn()).toBe(0);
    expect(loads).toBe(0);
    expect(await drawn({ strokes: [2] })).toBe(1);
    const plain = resolveSketchOptions({ strokes: 3, features: 'none' });
    expect((await run(some, target, { strokes: [2] }, plain)).summary.drawn).toBe(1);
    expect((await run(some, target, { strokes: [2] }, plain)).summary.drawn).toBe(0);
    expect(await drawn({ strokes: [2] })).toBe(1);
    expect(await drawn({ strokes: [2], save: { color: 'red' } })).toBe(1);
    expect(await drawn({ strokes: [2], save: { color: 'red' }, force: true })).toBe(1);
    await rm(join(target, 'deeper', 'one.png'));
    expect(await drawn({ strokes: [2], save: { color: 'red' } })).toBe(1);
    const photo = join(some, 'deeper', 'one.jpg');
    await writeFile(
      photo,
      await sharp(await readFile(photo))
        .negate()
        .jpeg()
        .toBuffer(),
    );
    expect(await drawn({ strokes: [2], save: { color: 'red' } })).toBe(1);
  });

  it('is only listed by a dry run', async () => {
    const { summary, events } = await run(input, join(root, 'dry'), { dryRun: true, limit: 2 });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: 'found', tasks: { length: 2 } });
    expect(summary.drawn).toBe(0);
    expect(await exists(join(root, 'dry'))).toBe(false);
  });
});

describe('one photo', () => {
  it('gives the same sketch in every EXIF orientation', async () => {
    const folder = join(root, 'oriented');
    await mkdir(folder);
    const photos = await orientedPhotos();
    for (const [i, photo] of photos.entries()) {
      expect((await sharp(photo).metadata()).orientation).toBe(i + 1);
      await writeFile(join(folder, `${i + 1}.webp`), photo);
    }
    await run(folder, join(root, 'oriented-out'), { formats: ['json'] });
    const drawings = await Promise.all(
      photos.map((_, i) => readFile(join(root, 'oriented-out', `${i + 1}.json`), 'utf8')),
    );
    expect(new Set(drawings).size).toBe(1);
  });

  it('gives a drawing for every stroke count', async () => {
    const photo = join(input, 'grey.jpg');
    const out = join(root, 'counts');
    const { events } = await run(photo, out, { strokes: [1, 3], formats: ['svg'] });
    expect(events.flatMap((event) => (event.kind === 'drawn' ? event.entry.outputs : []))).toEqual([
      'grey-1.svg',
      'grey-3.svg',
    ]);
    const svg = await readFile(join(out, 'grey-3.svg'), 'utf8');
    expect(svg.match(/<path/g)).toHaveLength(3);
    expect(svg).toContain('<title>grey-3</title>');
  });

  it('is noted with the strokes that were drawn when the number was left open', async () => {
    const photo = join(input, 'grey.jpg');
    const out = join(root, 'auto');
    const draw = (target: number, count: StrokeCount) =>
      run(photo, out, { strokes: [count], formats: ['svg'] }, resolveSketchOptions({ target }));
    const { events } = await draw(0.9, 'auto');
    const [entry] = events.flatMap((event) => (event.kind === 'drawn' ? [event.entry] : []));
    expect(entry).toMatchObject({ strokes: AUTO, outputs: ['grey.svg'] });
    expect(JSON.parse(await readFile(join(out, 'manifest.jsonl'), 'utf8'))).toEqual(entry);
    expect(await readFile(join(out, 'index.html'), 'utf8')).toContain(`${AUTO} strokes`);

    const again = await draw(0.9, 'auto');
    expect(again.events.at(-1)).toMatchObject({ kind: 'kept', entry });
    expect((await draw(0.8, 'auto')).summary.drawn).toBe(1);
    expect((await draw(0.8, AUTO)).summary.drawn).toBe(1);
    expect((await draw(0.7, AUTO)).summary.kept).toBe(1);
  });
});

describe('the output folder', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EROFS', 'the disk is read-only'],
  ])('that takes no more (%s) ends the batch at the first photo, in one line', async (code, reason) => {
    const out = join(root, `full-${code}`);
    await run(join(input, 'sub'), out, { limit: 1 });
    const started: string[] = [];
    const load = async () => {
      await fillDisk(10, code);
      return createQuickSketcher(sketchOptions);
    };
    const drawing = runBatch(
      [input],
      sketchOptions,
      load,
      { out, force: true },
      { onEvent: (event) => event.kind === 'progress' && started.push(event.task.input.place) },
    );
    await expect(drawing).rejects.toThrow(new RegExp(`^Cannot write .*: ${reason}`));
    expect(new Set(started).size).toBe(1);
    expect((await readdir(out)).filter((name) => UNFINISHED.test(name))).toEqual([]);
  });

  it('is never left through a link', async () => {
    const elsewhere = join(root, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'precious'), 'precious');
    const linked = async (name: string, target: string, force = false) => {
      const out = join(root, `linked-${name}`);
      await mkdir(out, { recursive: true });
      await symlink(target, join(out, name)).catch(() => {});
      return run(join(input, 'sub'), out, { formats: ['svg'], force });
    };
    const { summary } = await linked('deeper', elsewhere);
    expect(summary.failed[0].message).toContain('is a link, which a batch does not write through');
    const { events } = await linked('.clipasso', elsewhere);
    expect(events.find(({ kind }) => kind === 'drawn')).toMatchObject({
      warnings: [expect.stringMatching(/The contact sheet lacks the photo: .*\.clipasso is a link/)],
    });
    const precious = join(elsewhere, 'precious');
    for (const name of ['manifest.jsonl', 'index.html', 'contact.png'])
      await expect(linked(name, precious)).rejects.toThrow('was not written by clipasso');
    await expect(linked('manifest.jsonl', precious, true)).rejects.toThrow('is a link');
    for (const name of ['index.html', 'contact.png']) {
      const forced = await linked(name, precious, true);
      expect(forced.summary.notes).toEqual([expect.stringMatching(`There is no new ${name}: .* is a link`)]);
    }
    expect(await readdir(elsewhere)).toEqual(['precious']);
    expect(await readFile(join(elsewhere, 'precious'), 'utf8')).toBe('precious');
  });

  it('is cleared of files that a killed run left unfinished', async () => {
    const out = join(root, 'unfinished');
    await mkdir(out);
    const left = join(out, '.clipasso-0123456789ab.tmp');
    await writeFile(left, 'half');
    await utimes(left, 0, 0);
    await run(join(input, 'grey.jpg'), out);
    expect((await readdir(out)).filter((name) => UNFINISHED.test(name))).toEqual([]);
  });

  it('belongs to one batch at a time', async () => {
    const out = join(root, 'shared');
    await mkdir(out);
    await writeFile(
      join(out, '.clipasso.lock'),
      JSON.stringify({ pid: process.ppid, host: (await import('node:os')).hostname() }),
    );
    await expect(run(input, out)).rejects.toThrow('Another batch');
  });

  it.skipIf(process.platform === 'win32')(
    'may hold a pipe or a folder in place of its manifest',
    async () => {
      for (const [name, make, message] of [
        ['pipe', (path: string) => execFileSync('mkfifo', [path]), /it is a pipe or device, not a file$/],
        ['folder', (path: string) => mkdir(path), /it is a folder; .*$/],
      ] as const) {
        const out = join(root, `manifest-${name}`);
        await mkdir(out);
        await make(join(out, 'manifest.jsonl'));
        await expect(run(input, out)).rejects.toMatchObject({ code: 'output', message });
      }
    },
  );

  it('may be a file in the way', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(run(input, join(root, 'file'))).rejects.toMatchObject({ code: 'output' });
  });
});
