/** The mask for the options `subject` and `exclude`. */
import { ClipassoError } from '../errors.ts';
import type { WholeLook } from '../photo/look.ts';
import type { Photo } from '../photo/read.ts';
import type { SubjectReader } from '../photo/reader.ts';
import type { Rect } from '../raster/frame.ts';
import { type Plane, plane } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { parseChoice, type SubjectChoice } from './choice.ts';
import { type ChoosablePhoto, chooseRegions, foundIn } from './choose.ts';
import { MASK_BESIDE, maskBeside } from './mask-beside.ts';
import { INSIDE, type Region, unionMask } from './region.ts';
import { claimPixels } from './share-subject.ts';
import { toWorking } from './tell.ts';
import type { Thing } from './thing.ts';

export interface SubjectWishes {
  readonly subject: 'auto' | SubjectChoice;
  readonly exclude: 'none' | SubjectChoice;
}

/** The analysis of a photo, and the lookup of phrases. */
export interface ChoosableLook {
  readonly photo: Photo;
  readonly whole: WholeLook;
  readonly things: readonly Thing[];
  readonly byPhrase: (phrase: string) => Promise<readonly Thing[]>;
  readonly reader: Pick<SubjectReader, 'salience'>;
}

/** What is drawn of a photo. */
export interface ChosenSubject {
  /** In pixels of the photo as read. */
  readonly mask: Plane;
  /** Things in it that get an outline of their own; empty if things were not told apart. */
  readonly apart: readonly Region[];
}

/**
 * The mask of what is drawn. Without `subject` that is what stands out, less `exclude`, which then need not be in the photo.
 * @throws ClipassoError 'subject' if the subject is not in the photo, or nothing is left of it
 */
export async function maskOfChoice(
  { subject, exclude }: SubjectWishes,
  look: ChoosableLook,
): Promise<ChosenSubject> {
  const { photo, whole, things } = look;
  const choosable: ChoosablePhoto = {
    things,
    read: photo.image,
    original: { width: photo.originalWidth, height: photo.originalHeight },
    inBox: (box) => regionInBox(box, look),
    byPhrase: look.byPhrase,
  };
  const regions =
    subject === 'auto' ? null : await chooseRegions('subject', parseChoice('subject', subject), choosable);
  const base = regions ? unionMask(regions, photo.image) : foundMask(photo, whole);
  const apart = regions ?? [];
  if (exclude === 'none') return { mask: base, apart };
  const left = await leaveOut(base, exclude, choosable);
  if (left.data.some((v) => v >= INSIDE)) return { mask: left, apart };
  throw new ClipassoError(
    'subject',
    `Nothing is left to draw without what exclude names; ${foundIn(things)}`,
  );
}

async function leaveOut(base: Plane, exclude: SubjectChoice, photo: ChoosablePhoto): Promise<Plane> {
  const out: Region[] = [];
  for (const pick of parseChoice('exclude', exclude)) {
    const found = await chooseRegions('exclude', [pick], photo).catch((error) => {
      // a thing that is not in the photo needs no exclusion
      if (pick.kind === 'word' && error instanceof ClipassoError && error.code === 'subject') return [];
      throw error;
    });
    out.push(...found);
  }
  const gone = unionMask(out, base).data;
  return plane(
    base,
    base.data.map((v, i) => Math.min(v, 1 - gone[i])),
  );
}

/** What stands out of the photo; everything inside its bars where nothing does. */
function foundMask({ image }: Photo, { mask, content }: WholeLook): Plane {
  const found = mask
    ? resample(mask, content)
    : plane(content, new Float32Array(content.width * content.height).fill(1));
  return unionMask([{ box: content, mask: found }], image);
}

/** The region in a box that looks unlike the rest of the photo. */
function regionInBox(box: Rect, { photo, whole, reader }: ChoosableLook): Promise<Region | null> {
  const [scores] = claimPixels(whole, [{ box: toWorking(box, whole) }]);
  const claim = { scores, place: whole.content, salience: reader.salience };
  return maskBeside(photo.image, box, claim, { ...MASK_BESIDE, room: 0 });
}
