/** What pages do with photos and their masks, and what becomes of photos in the served folder. */
import { basename, extname } from 'node:path';
import { openImage } from '../photo/decode.ts';
import { savedState } from './drawing-states.ts';
import type { SavedDrawing } from './gallery.ts';
import type { Jobs } from './jobs.ts';
import type { Library } from './library.ts';
import type { FolderPhoto } from './photo-files.ts';
import type { PhotoMasks } from './photo-masks.ts';
import type { Previews } from './previews.ts';
import { Refusal } from './problems.ts';
import type { MaskChoice, MaskPick, SessionInfo } from './protocol.ts';
import { type PhotoState, photoInfo } from './state.ts';

export interface PhotoTools {
  readonly library: Library;
  readonly jobs: Jobs;
  readonly masks: PhotoMasks;
  readonly previews: Previews;
  readonly limits: SessionInfo['limits'];
}

/** The photo's name without extension. */
export function titleOf(photo: PhotoState): string {
  return basename(photo.name, extname(photo.name));
}

export function createPhotos({ library, jobs, masks, previews, limits }: PhotoTools) {
  const { tell } = library;
  /** Bytes of each uploaded photo, by its id. */
  const uploads = new Map<string, number>();
  const isFull = () => library.photos.size >= limits.photos;

  function remove(photo: PhotoState): void {
    jobs.cancelOf(photo, false);
    previews.forget(photo);
    uploads.delete(photo.id);
    library.removePhoto(photo);
  }

  return {
    all: () => [...library.photos.values()].map(photoInfo),
    get: (id: string) => photoInfo(library.photo(id)),
    async upload(name: string, bytes: Uint8Array) {
      const total = [...uploads.values()].reduce((sum, size) => sum + size, bytes.length);
      if (total > limits.totalBytes || isFull())
        throw new Refusal('too-large', 'There are too many photos; remove some first');
      const { width, height } = await openImage(new File([Uint8Array.from(bytes)], name));
      const photo = library.addPhoto(name, 'upload', () => Promise.resolve(bytes));
      uploads.set(photo.id, bytes.length);
      Object.assign(photo, { width, height });
      tell(photo);
      return photoInfo(photo);
    },
    remove(id: string) {
      const photo = library.photo(id);
      if (photo.source === 'folder') throw new Refusal('conflict', 'Photos of the folder stay there');
      remove(photo);
    },
    preview: (id: string, size: number) => previews.preview(library.photo(id), size),
    look: (id: string) => jobs.look(library.photo(id)),
    paint: async (id: string, bytes: Uint8Array) => masks.paint(library.photo(id), bytes),
    pick: async (id: string, pick: MaskPick) => masks.pick(library.photo(id), pick),
    async useMask(id: string, choice: MaskChoice) {
      const photo = library.photo(id);
      await masks.use(photo, choice, () => jobs.look(photo));
      return photoInfo(photo);
    },
    mask(id: string) {
      const { png, photo } = masks.picture(id);
      return { png, title: titleOf(library.photo(photo)) };
    },
    choose(id: string, drawing: string) {
      const photo = library.photo(id);
      if (library.drawing(drawing).photo !== id)
        throw new Refusal('usage', 'This drawing is of another photo');
      photo.drawing = drawing;
      tell(photo);
      return photoInfo(photo);
    },
    /** What happens to files of the served folder. */
    files: {
      /** @returns null if there are too many */
      added(file: FolderPhoto): PhotoState | null {
        if (isFull()) return null;
        const photo = library.addPhoto(file.name, 'folder', file.read);
        tell(photo);
        return photo;
      },
      drawn(photo: PhotoState, saved: SavedDrawing): void {
        photo.star = saved.entry.starred ?? false;
        photo.saved = saved.entry.outputs;
        photo.drawing = library.newDrawingId();
        library.keep(savedState(photo.drawing, photo.id, saved));
        tell(photo);
      },
      gone(photo: PhotoState): void {
        // its drawings of this session can still be exported
        if (photo.drawings.every(({ earlier }) => earlier !== null)) remove(photo);
      },
    },
  };
}
