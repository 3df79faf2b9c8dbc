/** The mask of each photo's subject, and how pages change it. */

import type { LookResult, SubjectMask } from '../result.ts';
import { sharp } from '../sharp.ts';
import type { Library } from './library.ts';
import { fromSubject, type MaskFile } from './mask-files.ts';
import type { Previews } from './previews.ts';
import { Refusal } from './problems.ts';
import type { MaskChoice, MaskInfo, MaskPick } from './protocol.ts';
import type { MaskState, PhotoState } from './state.ts';
import { describeThings, paintedMask, pickMask } from './subjects.ts';

export interface PhotoMasks {
  /** Sets the mask that was found, unless the user has chosen another. */
  found(photo: PhotoState, subject: SubjectMask, look: LookResult | null): Promise<void>;
  /** @throws ClipassoError 'input' if it is not a mask of the photo's aspect ratio */
  paint(photo: PhotoState, bytes: Uint8Array): Promise<MaskInfo>;
  /** @throws Refusal if nothing is at that place, or the photo was not analysed yet */
  pick(photo: PhotoState, pick: MaskPick): Promise<MaskInfo>;
  /** @param look starts the analysis, where the found mask is not known yet */
  use(photo: PhotoState, choice: MaskChoice, look: () => void): Promise<void>;
  /** The mask for a drawing; null for the found one. */
  forDrawing(photo: PhotoState, choice: MaskChoice | undefined): MaskState | null;
  /** A mask's picture. @throws Refusal 'not-found' */
  picture(id: string): { readonly png: Buffer; readonly photo: string };
}

/** Longer side, in pixels, of the picture in which a click grows a region of one colour. */
const PICK_SIZE = 512;
/** Longer side, in pixels, of the picture that is made only to learn the photo's size. */
const SMALL = 256;

export function createPhotoMasks(library: Library, previews: Previews): PhotoMasks {
  const { looks, tell } = library;

  async function describe(photo: PhotoState): Promise<void> {
    const look = looks.get(photo.id);
    if (look) photo.things = await describeThings(look, photo.mask);
    tell(photo);
  }

  async function change(photo: PhotoState, kind: 'painted' | 'picked' | 'none', file: MaskFile | null) {
    const { info } = library.addMask(photo, kind, file);
    await describe(photo);
    return info;
  }

  async function sized(photo: PhotoState): Promise<void> {
    if (photo.width === 0) await previews.preview(photo, SMALL);
  }

  return {
    async found(photo, subject, look) {
      if (photo.mask === null || photo.mask.info.kind === 'found') {
        const file = await fromSubject(subject);
        if (photo.mask === null || !photo.mask.png?.equals(file.png)) library.addMask(photo, 'found', file);
      }
      photo.width ||= subject.photo.width;
      photo.height ||= subject.photo.height;
      if (look && library.photos.has(photo.id)) looks.set(photo.id, look);
      await describe(photo);
    },
    async paint(photo, bytes) {
      await sized(photo);
      return change(photo, 'painted', await paintedMask(bytes, photo));
    },
    async pick(photo, pick) {
      await sized(photo);
      const picture = async () => {
        const jpeg = await previews.preview(photo, PICK_SIZE);
        const { data, info } = await sharp(jpeg)
          .toColourspace('srgb')
          .raw()
          .toBuffer({ resolveWithObject: true });
        return { data, width: info.width, height: info.height };
      };
      return change(photo, 'picked', await pickMask(photo, looks.get(photo.id) ?? null, pick, picture));
    },
    async use(photo, choice, look) {
      if (choice === 'none') library.addMask(photo, 'none', null);
      else if (choice === 'auto') {
        const found = photo.masks.findLast(({ info }) => info.kind === 'found');
        // a new mask, so that the change can be undone
        if (found?.png) library.addMask(photo, 'found', { png: found.png, covers: found.info.covers });
        else {
          photo.mask = null;
          look();
        }
      } else photo.mask = library.mask(choice);
      await describe(photo);
    },
    forDrawing(photo, choice) {
      if (choice === 'auto') return null;
      if (choice === 'none') return { info: { id: '', kind: 'none', covers: 1 }, photo: photo.id, png: null };
      const mask = choice === undefined ? photo.mask : library.mask(choice);
      return mask?.info.kind === 'found' ? null : mask;
    },
    picture(id) {
      const { png, photo } = library.mask(id);
      if (!png) throw new Refusal('not-found', 'The whole photo has no mask');
      return { png, photo };
    },
  };
}
