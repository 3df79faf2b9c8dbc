/** Files that are not the batch's own. */
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BatchOptions, runBatch } from '../../src/batch/batch.ts';
import { resolveSketchOptions } from '../../src/options.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { orientedPhotos } from '../helpers/hostile-folder.ts';
import { createQuickSketcher } from '../helpers/quick-sketcher.ts';
import '../helpers/patience.ts';

const sketchOptions = resolveSketchOptions({ strokes: 2 });
const [photo] = await orientedPhotos();
let root: string;
let photos: string;
beforeEach(async () => {
  root = temporaryFolder();
  photos = join(root, 'photos');
  await mkdir(photos);
  await writeFile(join(photos, 'cat.png'), photo);
  await writeFile(join(photos, 'dog.png'), photo);
});

let loads = 0;
function run(sources: readonly string[], out: string, options: Partial<BatchOptions> = {}) {
  loads = 0;
  const load = async () => {
    loads++;
    return createQuickSketcher(sketchOptions);
  };
  return runBatch(
    sources.map((source) => join(root, source)),
    sketchOptions,
    load,
    { out: join(root, out), ...options },
  );
}

describe('a batch', () => {
  it('refuses to write over its photos, before any work', async () => {
    const before = await readdir(photos);
    for (const options of [{}, { force: true }, { dryRun: true }]) {
      await expect(run(['photos/cat.png'], 'photos', options)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('cat.png is an input and is not overwritten'),
      });
    }
    await symlink(photos, join(root, 'alias'));
    await expect(run(['photos'], 'alias')).rejects.toThrow('which is not searched');
    expect(loads).toBe(0);
    expect(await readdir(photos)).toEqual(before);
    expect((await readFile(join(photos, 'cat.png'))).equals(photo)).toBe(true);
  });

  it('may write beside its photos under other names', async () => {
    expect(await run(['photos/cat.png'], 'photos', { formats: ['svg'] })).toMatchObject({ drawn: 1 });
    expect((await readFile(join(photos, 'cat.png'))).equals(photo)).toBe(true);
  });

  it.each([
    ['index.html', '<!doctype html><p>mine'],
    ['contact.png', photo],
    ['manifest.jsonl', '{"mine": true}\n'],
    ['cat.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['dog.svg', 'mine'],
  ])('refuses a folder with %s of others, unless by force', async (name, content) => {
    const out = join(root, 'out');
    await mkdir(out);
    await writeFile(join(out, name), content);
    await expect(run(['photos'], 'out', { formats: ['svg'] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`${name} `),
    });
    expect(loads).toBe(0);
    expect((await readFile(join(out, name))).equals(Buffer.from(content))).toBe(true);
    expect(await readdir(out)).toEqual([name]);
    expect(await run(['photos'], 'out', { formats: ['svg'], force: true })).toMatchObject({ drawn: 2 });
  });

  it('overwrites what it wrote, with other options too, and after a kill at any byte of the manifest', async () => {
    await run(['photos'], 'out');
    expect(await run(['photos'], 'out', { save: { color: 'red' } })).toMatchObject({ drawn: 2 });
    for (const rest of ['', '{"in', '{"input":"cat.png","str']) {
      await writeFile(join(root, 'out', 'manifest.jsonl'), rest);
      expect(await run(['photos'], 'out')).toMatchObject({ drawn: 2 });
    }
  });

  it('keeps all that exists where nothing may be overwritten, and draws the rest', async () => {
    const out = join(root, 'out');
    await mkdir(out);
    await writeFile(join(out, 'cat.svg'), 'mine');
    await writeFile(join(out, 'index.html'), 'mine');
    const options = { clobber: false } as const;
    expect(await run(['photos'], 'out', options)).toMatchObject({ drawn: 2, kept: 0 });
    expect((await readdir(out)).filter((name) => !name.startsWith('.')).sort()).toEqual([
      'cat.png',
      'cat.svg',
      'contact.png',
      'dog.png',
      'dog.svg',
      'index.html',
      'manifest.jsonl',
    ]);
    for (const name of ['cat.svg', 'index.html'])
      expect(await readFile(join(out, name), 'utf8')).toBe('mine');
    expect(await run(['photos'], 'out', options)).toMatchObject({ drawn: 0, kept: 2 });
    expect(loads).toBe(0);
    // what was kept has not become the batch's own
    await rm(join(out, 'index.html'));
    await expect(run(['photos'], 'out')).rejects.toThrow('cat.svg exists and was not written by clipasso');
  });

  it('makes no folder beyond a link', async () => {
    const elsewhere = join(root, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(join(photos, 'a', 'b'), { recursive: true });
    await writeFile(join(photos, 'a', 'b', 'fox.png'), photo);
    await mkdir(join(root, 'out'));
    await symlink(elsewhere, join(root, 'out', 'a'));
    const { failed, drawn } = await run(['photos'], 'out');
    expect(drawn).toBe(2);
    expect(failed).toMatchObject([{ message: expect.stringContaining('is a link') }]);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('embeds no file from outside its folder in the contact sheet', async () => {
    const out = join(root, 'out');
    const secret = '<svg xmlns="http://www.w3.org/2000/svg"><desc>secret</desc></svg>';
    await writeFile(join(root, 'secret.svg'), secret);
    await writeFile(join(root, 'secret.jpg'), 'secret');
    await run(['photos'], 'out', { formats: ['svg'] });
    const lines = (await readFile(join(out, 'manifest.jsonl'), 'utf8')).trim().split('\n');
    const entry = JSON.parse(lines[0]);
    await symlink(join(root, 'secret.svg'), join(out, 'linked.svg'));
    const hostile = [
      { ...entry, input: 'x', outputs: ['../secret.svg'] },
      { ...entry, input: 'y', outputs: ['linked.svg'] },
      { ...entry, input: 'z', outputs: ['z.svg', '../secret.svg'] },
      { ...entry, input: 'w', inputHash: '../../secret', outputs: ['w.svg'] },
    ];
    await writeFile(join(out, 'w.svg'), await readFile(join(out, 'cat.svg')));
    await rm(join(out, 'index.html'));
    await writeFile(
      join(out, 'manifest.jsonl'),
      [...lines, ...hostile.map((each) => JSON.stringify(each)), ''].join('\n'),
    );
    await run(['photos'], 'out', { formats: ['svg'] });
    const page = await readFile(join(out, 'index.html'), 'utf8');
    expect(page.match(/<article/g)).toHaveLength(2);
    expect(page).not.toContain(Buffer.from(secret).toString('base64'));
    expect(page).not.toContain(Buffer.from('secret').toString('base64'));
  });

  it('does not lose the files that can be written to one that cannot', async () => {
    await mkdir(join(root, 'out', 'cat.svg'), { recursive: true });
    const { failed } = await run(['photos/cat.png'], 'out');
    expect(failed).toMatchObject([{ message: expect.stringContaining('it is a folder') }]);
    expect(await readdir(join(root, 'out'))).toContain('cat.png');
  });

  it('says so at once where no folder can be made', async () => {
    await expect(
      runBatch([photos], sketchOptions, async () => createQuickSketcher(sketchOptions), { out: '/proc/x/y' }),
    ).rejects.toMatchObject({ code: 'output' });
  });
});
