import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { hashDrawing, type ManifestEntry } from '../../src/batch/manifest.ts';
import { hashFile } from '../../src/hash-file.ts';
import { DEFAULT_OPTIONS } from '../../src/options.ts';
import { listFolder } from '../../src/serve/photo-files.ts';
import { SAVE, savedEntry } from '../../src/serve/saved-entry.ts';
import { createServedFolder, type ServedFolder } from '../../src/serve/served-folder.ts';
import type { PhotoState } from '../../src/serve/state.ts';
import { uniformStrokes } from '../../src/strokes/stroke.ts';
import { examplePath } from '../helpers/examples.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import '../helpers/patience.ts';
import { drawingState, photoState } from './states.ts';

const OTHER = { width: 60, height: 40, strokes: uniformStrokes([5, 35, 20, 20, 30, 20, 50, 5], 3) };

describe('what the manifest is told', () => {
  const place = { input: 'a.jpg', inputHash: 'ab', outputs: ['a.svg'], star: false, before: null };
  const hashed = (own: Partial<typeof DEFAULT_OPTIONS>) =>
    hashDrawing({ ...DEFAULT_OPTIONS, ...own }, { save: SAVE, order: false }, null);

  it('is what a batch with the same options looks for', () => {
    expect(savedEntry(drawingState(), place)).toMatchObject({
      ...{ optionsHash: hashed({}), loss: 0.5, seconds: 2.5, strokes: 1 },
    });
    const eight = drawingState({ options: { strokes: 8 } });
    expect(savedEntry(eight, place).optionsHash).toBe(hashed({ strokes: 8 }));
  });

  it('counts a mask that was painted and a seed that was taken as corrections of what a batch draws', () => {
    const corrected = drawingState({
      ...{ kind: 'variant', options: { seed: 7, seeds: 4 }, mask: 'm1', seed: 9 },
      maskState: { info: { id: 'm1', kind: 'painted', covers: 0.5 }, photo: 'p1', png: Buffer.from('png') },
    });
    expect(savedEntry(corrected, place)).toMatchObject({ optionsHash: hashed({}), seed: 9 });
  });

  it('keeps the options of the batch that drew the photo before, as long as the photo is the same', () => {
    const before = { inputHash: 'ab', optionsHash: '0123' } as ManifestEntry;
    expect(savedEntry(drawingState(), { ...place, before }).optionsHash).toBe('0123');
    const changed = { ...before, inputHash: 'cd' };
    expect(savedEntry(drawingState(), { ...place, before: changed }).optionsHash).toBe(hashed({}));
  });

  it('says that nothing was judged, and that strokes were changed, in this session or before', () => {
    expect(savedEntry(drawingState({ loss: null }), place).loss).toBeNull();
    expect(savedEntry(drawingState({ edited: OTHER }), place).edited).toBe(true);
    const earlier = { edited: true } as ManifestEntry;
    expect(savedEntry(drawingState({ earlier }), place).edited).toBe(true);
    expect(savedEntry(drawingState(), place).edited).toBeUndefined();
  });
});

describe('a folder that is served', () => {
  let root: string;
  let photos: PhotoState[];
  let saved: string[];
  let problems: string[];
  let folder: ServedFolder;

  function open(): ServedFolder {
    [photos, saved, problems] = [[], [], []];
    const output = join(root, 'sketches');
    const list = () => listFolder(root, output);
    return createServedFolder({ name: 'photos', shown: 'sketches', output, list }, () => ({}), {
      onNew({ name, read }) {
        const photo = photoState({ id: `p${photos.length + 1}`, name, source: 'folder', read });
        photos.push(photo);
        return photo;
      },
      onSaved: (photo, { entry }) => saved.push(`${photo.name} ${entry.edited ? 'edited' : 'as drawn'}`),
      onGone: (photo) => photos.splice(photos.indexOf(photo), 1),
      onProblem: (message) => problems.push(message),
      watched: () => true,
    });
  }
  const names = () => photos.map(({ name }) => name);
  const addPhoto = (name: string) => writeFileSync(join(root, name), readFileSync(examplePath('duck')));
  const manifest = () => {
    const lines = readFileSync(join(root, 'sketches', 'manifest.jsonl'), 'utf8')
      .trim()
      .split('\n');
    return lines.map((line) => JSON.parse(line) as ManifestEntry);
  };

  beforeEach(async () => {
    root = temporaryFolder();
    addPhoto('b.jpg');
    folder = open();
    await folder.scan();
  });

  it('has the photos that are added while it is served, and not those that are taken away', async () => {
    expect(names()).toEqual(['b.jpg']);
    addPhoto('a.jpg');
    await folder.scan();
    expect(names()).toEqual(['b.jpg', 'a.jpg']);
    rmSync(join(root, 'b.jpg'));
    await folder.scan();
    expect(names()).toEqual(['a.jpg']);
  });

  it('looks again by itself as long as somebody looks', async () => {
    addPhoto('c.jpg');
    folder.watch();
    await expect.poll(names, { timeout: 10_000 }).toEqual(['b.jpg', 'c.jpg']);
    await folder.close();
  });

  it('saves what was edited soon, at the latest when it closes, and finds it again', async () => {
    const drawing = drawingState({ edited: OTHER });
    folder.saveSoon(photos[0], drawing, () => {});
    expect(existsSync(join(root, 'sketches'))).toBe(false);
    await folder.close();
    expect(problems).toEqual([]);
    expect(manifest()).toMatchObject([
      { input: 'b.jpg', edited: true, seconds: 2.5, inputHash: await hashFile(join(root, 'b.jpg')) },
    ]);
    folder = open();
    await folder.scan();
    expect(saved).toEqual(['b.jpg edited']);
  });

  it('says in one line why it could not save', async () => {
    writeFileSync(join(root, 'sketches'), 'a file in the way');
    folder.saveSoon(photos[0], drawingState({ edited: OTHER }), () => {});
    await folder.close();
    expect(problems).toEqual([expect.stringMatching(/^[^\n]*sketches[^\n]*$/)]);
  });
});
