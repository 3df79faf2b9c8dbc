/** Photos, masks and drawings of this session by id, in memory; changes are sent to pages as events. */
import type { LookResult } from '../result.ts';
import type { MaskFile } from './mask-files.ts';
import { Refusal } from './problems.ts';
import type { MaskKind, ServerEvent } from './protocol.ts';
import { type DrawingState, drawingInfo, type MaskState, type PhotoState, photoInfo } from './state.ts';
import { addMask } from './subjects.ts';

export interface Library {
  /** In the order in which they were added. */
  readonly photos: ReadonlyMap<string, PhotoState>;
  /** @throws Refusal 'not-found', as `mask` and `drawing` do */
  photo(id: string): PhotoState;
  mask(id: string): MaskState;
  drawing(id: string): DrawingState;
  addPhoto(name: string, source: PhotoState['source'], read: PhotoState['read']): PhotoState;
  /** Removes a photo, its masks and its drawings. */
  removePhoto(photo: PhotoState): void;
  /** Sends a photo that has changed to pages. */
  tell(photo: PhotoState): void;
  /** Sets the photo's mask, and drops masks that neither undo nor a drawing needs. */
  addMask(photo: PhotoState, kind: MaskKind, file: MaskFile | null): MaskState;
  newDrawingId(): string;
  /** Adds a drawing if its photo still exists; drops the oldest beyond the limit. */
  keep(drawing: DrawingState): void;
  /** Results of photos' analysis, by photo id. */
  readonly looks: Map<string, LookResult>;
}

/** Most drawings of one photo that are kept; the oldest unedited ones are dropped first. */
const MAX_DRAWINGS = 60;

export function createLibrary(publish: (event: ServerEvent) => void): Library {
  const photos = new Map<string, PhotoState>();
  const masks = new Map<string, MaskState>();
  const drawings = new Map<string, DrawingState>();
  const looks = new Map<string, LookResult>();
  const count = { photo: 0, mask: 0, drawing: 0 };

  function find<T>(map: ReadonlyMap<string, T>, id: string, what: string): T {
    const found = map.get(id);
    if (found === undefined) throw new Refusal('not-found', `There is no such ${what}`);
    return found;
  }

  function forget(photo: PhotoState, drawing: DrawingState): void {
    photo.drawings.splice(photo.drawings.indexOf(drawing), 1);
    drawings.delete(drawing.id);
  }

  return {
    ...{ photos, looks },
    photo: (id) => find(photos, id, 'photo'),
    mask: (id) => find(masks, id, 'mask'),
    drawing: (id) => find(drawings, id, 'drawing'),
    addPhoto(name, source, read) {
      const photo: PhotoState = {
        ...{ id: `p${++count.photo}`, name, source, read, width: 0, height: 0, problem: null, star: false },
        ...{ mask: null, masks: [], things: null, drawing: null, drawings: [], saved: [] },
      };
      photos.set(photo.id, photo);
      return photo;
    },
    removePhoto(photo) {
      for (const drawing of [...photo.drawings]) forget(photo, drawing);
      for (const [id, { photo: owner }] of masks) if (owner === photo.id) masks.delete(id);
      photos.delete(photo.id);
      looks.delete(photo.id);
      publish({ type: 'photo-removed', id: photo.id });
    },
    tell(photo) {
      if (photos.has(photo.id)) publish({ type: 'photo', photo: photoInfo(photo) });
    },
    addMask(photo, kind, file) {
      const mask = addMask(photo, `m${++count.mask}`, kind, file);
      masks.set(mask.info.id, mask);
      const kept = new Set([...photo.masks, ...photo.drawings.map(({ maskState }) => maskState)]);
      for (const [id, each] of masks) if (each.photo === photo.id && !kept.has(each)) masks.delete(id);
      return mask;
    },
    newDrawingId: () => `d${++count.drawing}`,
    keep(drawing) {
      const photo = photos.get(drawing.photo);
      if (!photo) return;
      drawings.set(drawing.id, drawing);
      photo.drawings.push(drawing);
      for (const old of [...photo.drawings]) {
        if (photo.drawings.length <= MAX_DRAWINGS) break;
        if (old.id !== photo.drawing && !old.edited && old !== drawing) forget(photo, old);
      }
      publish({ type: 'drawing', drawing: drawingInfo(drawing) });
    },
  };
}
