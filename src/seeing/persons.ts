/** The persons in a photo, and eyes and noses of theirs that are none. */
import type { Engine } from '../compute/program.ts';
import type { Landmark } from '../photo/landmarks.ts';
import type { Look } from '../photo/look.ts';
import type { Rect } from '../raster/frame.ts';
import type { RgbImage } from '../raster/raster.ts';
import { type Body, bodyIn, meanScore } from './bodies.ts';
import { COCO_ANIMALS } from './coco-names.ts';
import { distance, midpoint, type Point } from './geometry.ts';
import { findObjects } from './objects.ts';

/** Boxes in pixels of the photo, the likeliest first. */
export interface Persons {
  readonly persons: readonly Rect[];
  readonly animals: readonly Rect[];
  /** The head of the person nearest to the middle, where its posture shows one: its middle, and how far from that a place may be its own. */
  readonly head?: (Point & { readonly reach: number }) | undefined;
}

export const PERSONS = {
  /** Mean likelihood of all points that a photo of a person has: people have 0.38 and more, animals and things 0.31 at most (bench/people). */
  posture: 0.35,
  /** A person's head without a face mesh is turned away, masked or hidden: its landmarks count where an eye is at least this likely. */
  sureEye: 0.95,
  /** Likelihood of the nose and the shoulders by which a head is placed. */
  sureHead: 0.3,
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
  const body = await bodyIn(engine, photo, whole);
  if (meanScore(body) < params.posture) return NOBODY;
  const found = await findObjects(engine, photo);
  const boxes = (isWanted: (name: string) => boolean) =>
    found.filter(({ name }) => isWanted(name)).map(({ box }) => box);
  return {
    persons: boxes((name) => name === 'person'),
    animals: boxes((name) => ANIMALS.has(name)),
    head: headOf(body, params),
  };
}

/** From the nose as far as the shoulders are. */
function headOf({ nose, leftShoulder, rightShoulder }: Body, { sureHead }: typeof PERSONS): Persons['head'] {
  if ([nose, leftShoulder, rightShoulder].some(({ score }) => score < sureHead)) return undefined;
  return { x: nose.x, y: nose.y, reach: distance(nose, midpoint(leftShoulder, rightShoulder)) };
}

/**
 * Landmarks without those in a person's box, and in no animal's, that are far from the person's head, or of which no eye is sure: the end of an
 * air bottle, a visor's reflection, fingers on an instrument.
 * @param landmarks in working pixels, without those of human faces
 */
export function withoutUnsure(
  landmarks: readonly Landmark[],
  { persons, animals, head }: Persons,
  { window, image }: Pick<Look, 'window' | 'image'>,
  { sureEye }: Pick<typeof PERSONS, 'sureEye'> = PERSONS,
): Landmark[] {
  const scale = window.width / image.width;
  const place = ({ x, y }: Point) => ({ x: window.x + x * scale, y: window.y + y * scale });
  const isIn = (at: Point, box: Rect) => {
    const [x, y] = [at.x - box.x, at.y - box.y];
    return x >= 0 && y >= 0 && x < box.width && y < box.height;
  };
  const ofAnimals = (mark: Landmark) => animals.some((box) => isIn(place(mark), box));
  const isFarFromHead = (mark: Landmark) => {
    const around = persons.filter((box) => isIn(place(mark), box));
    return head && around.length === 1 && isIn(head, around[0]!) && distance(place(mark), head) > head.reach;
  };
  const near = landmarks.filter((mark) => ofAnimals(mark) || !isFarFromHead(mark));
  const isSure = ({ kind, likelihood }: Landmark) => kind === 'eye' && likelihood >= sureEye;
  const unsure = persons.filter((box) => !near.some((mark) => isSure(mark) && isIn(place(mark), box)));
  return near.filter((mark) => ofAnimals(mark) || !unsure.some((box) => isIn(place(mark), box)));
}
