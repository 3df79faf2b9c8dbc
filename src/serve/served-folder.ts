/** The served folder: its photos, which may be added and removed meanwhile, and their drawings, saved as `batch` saves them. */
import type { MetadataOf } from './exporting.ts';
import { createGallery, type SavedDrawing } from './gallery.ts';
import type { FolderPhoto } from './photo-files.ts';
import { Refusal } from './problems.ts';
import type { DrawingState, PhotoState } from './state.ts';

export interface FolderOptions {
  /** For display: the folder's name, and where drawings are saved. */
  readonly name: string;
  readonly shown: string;
  /** Where drawings are saved. */
  readonly output: string;
  /** @returns the photos that exist now, by name */
  list(): Promise<readonly FolderPhoto[]>;
}

export interface FolderHooks {
  /** Adds a photo. @returns null if there are too many */
  readonly onNew: (file: FolderPhoto) => PhotoState | null;
  readonly onSaved: (photo: PhotoState, saved: SavedDrawing) => void;
  /** Called when a photo's file was removed. */
  readonly onGone: (photo: PhotoState) => void;
  /** Called with errors of background work, in one line. */
  readonly onProblem: (message: string) => void;
  readonly watched: () => boolean;
}

export interface ServedFolder {
  /** Looks for photos that were added or removed. */
  scan(): Promise<void>;
  /** Call it when a page connects: the folder is polled while one is connected. */
  watch(): void;
  /** The file of a photo, if it is in the folder. */
  fileOf(photo: PhotoState): FolderPhoto | undefined;
  /** @throws Refusal 'conflict' for a photo that is not in the folder, ClipassoError 'output' or 'usage' */
  save(photo: PhotoState, drawing: DrawingState): Promise<void>;
  /** Saves the drawing once it has not been edited for a moment. @param onDone called afterwards */
  saveSoon(photo: PhotoState, drawing: DrawingState, onDone: () => void): void;
  /** Writes the photo's star to the entry of its saved drawing; false if none is saved. */
  star(photo: PhotoState): Promise<boolean>;
  /** Saves all edits that are not saved yet. */
  close(): Promise<void>;
}

/** Milliseconds without a change before an edited drawing is saved. */
const REST = 500;
/** Milliseconds between two scans of the folder, or this factor times the duration of a scan, if that is longer. */
const PAUSE = { least: 4000, factor: 20 };

export function createServedFolder(
  options: FolderOptions,
  metadataOf: MetadataOf,
  hooks: FolderHooks,
): ServedFolder {
  const files = new Map<string, FolderPhoto>();
  const photos = new Map<string, PhotoState>();
  const gallery = createGallery(options.output, () => [...files.values()], metadataOf);
  const waiting = new Map<string, { readonly timer: NodeJS.Timeout; readonly save: () => Promise<void> }>();
  let scanning: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  async function look(): Promise<void> {
    const listed = await options.list();
    const names = new Set(listed.map(({ name }) => name));
    const added = listed.filter(({ name }) => !files.has(name));
    const kept = new Map(files);
    // in the order of their names, as the names of drawings depend on it
    files.clear();
    for (const file of listed) files.set(file.name, kept.get(file.name) ?? file);
    for (const [name, photo] of photos)
      if (!names.has(name)) {
        photos.delete(name);
        hooks.onGone(photo);
      }
    for (const file of added) {
      const photo = hooks.onNew(file);
      if (!photo) return;
      photos.set(file.name, photo);
      const saved = await gallery.load(file);
      if (saved) hooks.onSaved(photo, saved);
    }
  }

  const scan = () => {
    scanning ??= look().finally(() => {
      scanning = null;
    });
    return scanning;
  };

  async function again(): Promise<void> {
    const started = performance.now();
    // a folder that cannot be read at the moment is scanned again later
    await scan().catch(() => {});
    const pause = Math.max(PAUSE.least, PAUSE.factor * (performance.now() - started));
    timer = hooks.watched() && !closed ? setTimeout(again, pause).unref() : null;
  }

  const fileOf = (photo: PhotoState) =>
    photos.get(photo.name) === photo ? files.get(photo.name) : undefined;

  async function save(photo: PhotoState, drawing: DrawingState): Promise<void> {
    const file = fileOf(photo);
    if (!file) throw new Refusal('conflict', 'Only photos of a folder are saved there; export this one');
    photo.saved = await gallery.save(file, drawing, photo.star);
  }

  return {
    scan,
    watch() {
      if (timer || closed || !hooks.watched()) return;
      timer = setTimeout(again, 0).unref();
    },
    fileOf,
    save,
    saveSoon(photo, drawing, onDone) {
      clearTimeout(waiting.get(photo.id)?.timer);
      const work = async () => {
        waiting.delete(photo.id);
        await save(photo, drawing).then(onDone, ({ message }: Error) => hooks.onProblem(message));
      };
      waiting.set(photo.id, { timer: setTimeout(() => void work(), REST), save: work });
    },
    async star(photo) {
      const file = fileOf(photo);
      return file !== undefined && (await gallery.star(file, photo.star));
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      for (const each of [...waiting.values()]) {
        clearTimeout(each.timer);
        await each.save();
      }
    },
  };
}
