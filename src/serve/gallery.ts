/** Drawings of a folder's photos, saved as `batch` saves them: the same names, manifest, contact sheet and lock. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QUICK_SHEETS, writeContactSheets } from '../batch/contact.ts';
import { openOutputFolder } from '../batch/folders.ts';
import { lockFolder } from '../batch/lock.ts';
import { MANIFEST, type ManifestEntry, openManifest, parseManifest } from '../batch/manifest.ts';
import { assignStems } from '../batch/places.ts';
import { writeThumbnail } from '../batch/thumbnail.ts';
import { hashFile } from '../hash-file.ts';
import { makeFolder } from '../make-folder.ts';
import { createOutputGuard } from '../output/guard.ts';
import { encodeSketch } from '../output/save.ts';
import { outputError, writeFileAtomic } from '../output/write.ts';
import type { Sketch } from '../result.ts';
import { readSvg } from '../strokes/svg-reader.ts';
import type { MetadataOf } from './exporting.ts';
import type { FolderPhoto } from './photo-files.ts';
import { SAVE, savedEntry } from './saved-entry.ts';
import { currentSketch, type DrawingState } from './state.ts';

/** A drawing that an earlier session or batch has saved. */
export interface SavedDrawing {
  readonly entry: ManifestEntry;
  readonly sketch: Sketch;
}

export interface Gallery {
  /** The photo's last saved drawing. */
  load(photo: FolderPhoto): Promise<SavedDrawing | null>;
  /** @returns the files written, relative to the folder @throws ClipassoError 'output', or 'usage' where a file exists that clipasso did not write */
  save(photo: FolderPhoto, drawing: DrawingState, star: boolean): Promise<readonly string[]>;
  /** Stars the photo's saved drawing, or not; false if none is saved. */
  star(photo: FolderPhoto, star: boolean): Promise<boolean>;
}

const FORMATS = ['svg', 'png'] as const;
const MAX_SVG_BYTES = 4e6;

/** @param photos all photos of the folder at the moment: output names depend on all of them */
export function createGallery(
  out: string,
  photos: () => readonly FolderPhoto[],
  metadataOf: MetadataOf,
): Gallery {
  const stemOf = (photo: FolderPhoto) => {
    const all = photos();
    const stems = assignStems(all.map(({ name, path }) => ({ place: name, path })));
    return stems[all.findIndex(({ name }) => name === photo.name)];
  };
  const svgOf = (photo: FolderPhoto) => `${stemOf(photo)}.svg`;
  const folder = openOutputFolder(out);
  let last: Promise<unknown> = Promise.resolve();

  /** Runs one writer at a time, in this process and, by the folder's lock, among batches. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(async () => {
      await makeFolder(out).catch((cause) => {
        throw outputError(out, cause);
      });
      const lock = await lockFolder(out);
      try {
        return await work();
      } finally {
        await lock.release();
      }
    });
    last = done.catch(() => {});
    return done;
  }

  async function entryOf(photo: FolderPhoto): Promise<ManifestEntry | null> {
    const path = await folder.find(MANIFEST);
    const entries = path === null ? [] : [...parseManifest(await readFile(path, 'utf8')).values()];
    const own = entries.filter(
      ({ input, outputs }) => input === photo.name && outputs.includes(svgOf(photo)),
    );
    return own.at(-1) ?? null;
  }

  async function note(entry: ManifestEntry): Promise<void> {
    const manifest = await openManifest(folder);
    try {
      await manifest.add(entry);
      const guard = await createOutputGuard(photos().map(({ path }) => path));
      await writeContactSheets(folder, [...manifest.entries.values()], guard, QUICK_SHEETS);
    } finally {
      await manifest.close();
    }
  }

  return {
    async load(photo) {
      const entry = await entryOf(photo).catch(() => null);
      const path = entry && (await folder.find(svgOf(photo)));
      if (!entry || !path) return null;
      const text = await readFile(path, 'utf8').catch(() => '');
      if (text === '' || text.length > MAX_SVG_BYTES) return null;
      try {
        return { entry, sketch: readSvg(text).sketch };
      } catch {
        return null;
      }
    },
    save: (photo, drawing, star) =>
      inTurn(async () => {
        const before = await entryOf(photo);
        const own = new Set((before?.outputs ?? []).map((file) => join(out, file)));
        const guard = await createOutputGuard(
          photos().map(({ path }) => path),
          { known: (path) => own.has(path), advice: 'move it away, or serve with another --out' },
        );
        const sketch = currentSketch(drawing);
        const stem = stemOf(photo);
        const outputs = FORMATS.map((format) => `${stem}.${format}`);
        const title = stem.split('/').at(-1)!;
        const { making } = drawing;
        for (const file of outputs) await guard.mayWrite(join(out, file));
        for (const [i, format] of FORMATS.entries()) {
          const metadata = making ? metadataOf(making) : undefined;
          const bytes = await encodeSketch(sketch, format, { ...SAVE, title }, metadata);
          await writeFileAtomic(await folder.place(outputs[i]), bytes);
        }
        const inputHash = await hashFile(photo.path);
        await writeThumbnail(folder, photo.path, inputHash).catch(() => {});
        await note(savedEntry(drawing, { input: photo.name, inputHash, outputs, star, before }));
        return outputs;
      }),
    star: (photo, star) =>
      inTurn(async () => {
        const entry = await entryOf(photo);
        if (!entry) return false;
        const { starred: _, ...rest } = entry;
        await note({ ...rest, ...(star && { starred: true }) });
        return true;
      }),
  };
}
