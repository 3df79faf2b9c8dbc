/** The persons in a photo, and eyes and noses of theirs that are none. */
import type { Engine } from '../compute/program.ts';
import type { Landmark } from '../photo/landmarks.ts';
import type { Look } from '../photo/look.ts';
import type { Rect } from '../raster/frame.ts';
import type { RgbImage } from '../raster/raster.ts';
import { bodyIn, meanScore } from './bodies.ts';
import { COCO_ANIMALS } from './coco-names.ts';
import { findObjects, OBJECTS } from './objects.ts';

/** Boxes in pixels of the photo, the likeliest first. */
export interface Persons {
  readonly persons: readonly Rect[];
  readonly animals: readonly Rect[];
}

export const PERSONS = {
  /** Mean likelihood of all points that a photo of a person has: people have 0.38 and more, animals and things 0.31 at most (bench/people). */
  posture: 0.35,
  /** A person's head without a face mesh is turned away, masked or hidden: its landmarks count where an eye is at least this likely. */
  sureEye: 0.95,
  objects: OBJECTS,
};

const NOBODY: Persons = { persons: [], animals: [] };
const ANIMALS: ReadonlySet<string> = new Set(COCO_ANIMALS);

/** Persons, and animals beside them. Where nobody seems to be, that costs one pass of one network. @param photo in full detail */
export async function findPersons(
  engine: Engine,
  photo: RgbImage,
  params: typeof PERSONS = PERSONS,
): Promise<Persons> {
  const whole: Rect = { x: 0, y: 0, width: photo.width, height: photo.height };
  if (meanScore(await bodyIn(engine, photo, whole)) < params.posture) return NOBODY;
  const found = await findObjects(engine, photo, params.objects);
  const boxes = (isWanted: (name: string) => boolean) =>
    found.filter(({ name }) => isWanted(name)).map(({ box }) => box);
  return {
    persons: boxes((name) => name === 'person'),
    animals: boxes((name) => ANIMALS.has(name)),
  };
}

/**
 * Landmarks without those in a person's box, and in no animal's, of which no eye is sure: a visor's reflection, fingers on an instrument.
 * @param landmarks in working pixels, without those of human faces
 */
export function withoutUnsure(
  landmarks: readonly Landmark[],
  { persons, animals }: Persons,
  { window, image }: Pick<Look, 'window' | 'image'>,
  { sureEye }: Pick<typeof PERSONS, 'sureEye'> = PERSONS,
): Landmark[] {
  const scale = window.width / image.width;
  const isIn = (landmark: Landmark, box: Rect) => {
    const [x, y] = [window.x + landmark.x * scale - box.x, window.y + landmark.y * scale - box.y];
    return x >= 0 && y >= 0 && x < box.width && y < box.height;
  };
  const unsure = persons.filter(
    (person) =>
      !landmarks.some((mark) => mark.kind === 'eye' && mark.likelihood >= sureEye && isIn(mark, person)),
  );
  return landmarks.filter(
    (mark) => animals.some((box) => isIn(mark, box)) || !unsure.some((box) => isIn(mark, box)),
  );
}
