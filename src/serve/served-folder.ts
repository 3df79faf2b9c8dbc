/** A folder that is served: its photos as they come and go, and their drawings, saved as `batch` saves them. */
import type { MetadataOf } from './exporting.ts';
import { createGallery, type SavedDrawing } from './gallery.ts';
import type { FolderPhoto } from './photo-files.ts';
import { Refusal } from './problems.ts';
import type { DrawingState, PhotoState } from './state.ts';

export interface FolderOptions {
  /** For a person: the folder's name, and where drawings are saved. */
  readonly name: string;
  readonly shown: string;
  /** Where drawings are saved. */
  readonly output: string;
  /** @returns the photos that are there now, by name */
  list(): Promise<readonly FolderPhoto[]>;
}

export interface FolderHooks {
  /** @returns null when there are too many photos */
  readonly onNew: (file: FolderPhoto) => PhotoState | null;
  readonly onSaved: (photo: PhotoState, saved: SavedDrawing) => void;
  /** Its file is no longer there. */
  readonly onGone: (photo: PhotoState) => void;
  /** What could not be done meanwhile, in one line. */
  readonly onProblem: (message: string) => void;
  readonly watched: () => boolean;
}

export interface ServedFolder {
  /** Looks for photos that were added or taken away. */
  scan(): Promise<void>;
  /** To be called when somebody begins to look: the folder is looked at again and again as long as somebody does. */
  watch(): void;
  /** The file of a photo that is the folder's. */
  fileOf(photo: PhotoState): FolderPhoto | undefined;
  /** @throws Refusal 'conflict' for photos of elsewhere, ClipassoError 'output' or 'usage' */
  save(photo: PhotoState, drawing: DrawingState): Promise<void>;
  /** Saves the drawing when it was left alone for a moment. @param onDone is told when that has been done */
  saveSoon(photo: PhotoState, drawing: DrawingState, onDone: () => void): void;
  /** Marks what is saved of the photo; false if nothing is. */
  star(photo: PhotoState): Promise<boolean>;
  /** Saves what is still to be saved. */
  close(): Promise<void>;
}

/** Milliseconds without a change before an edited drawing is saved. */
const REST = 500;
/** Milliseconds between two looks at the folder; a large one is looked at more rarely, by this factor of the time that it takes. */
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
    // what cannot be read for a moment is looked for the next time
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
