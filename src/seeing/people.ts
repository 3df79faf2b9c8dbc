/** The people in what is drawn of a photo: their faces, arms and legs. */
import type { Engine } from '../compute/program.ts';
import type { Look } from '../photo/look.ts';
import type { RgbImage } from '../raster/raster.ts';
import type { Face } from './faces.ts';
import { findLimbParts, LIMBS_OF_PEOPLE, type LimbPart } from './limbs.ts';
import { findPersons, PERSONS, withoutUnsure } from './persons.ts';
import { findPortraits, PORTRAITS, type Portraits } from './portraits.ts';

export interface People extends Portraits {
  /** In working pixels. */
  readonly limbParts: readonly LimbPart[];
}

export const PEOPLE = {
  /** A photo in which no place is as likely a head as this shows nobody whose limbs could be found. */
  leastHead: 0.3,
  portraits: PORTRAITS,
  persons: PERSONS,
  limbs: LIMBS_OF_PEOPLE,
};

/**
 * @param photo in full detail, of which `look.window` is a part
 * @param seen the faces of the whole photo
 */
export async function findPeople(
  engine: Engine,
  photo: RgbImage,
  look: Look,
  seen: readonly Face[],
  params: typeof PEOPLE = PEOPLE,
): Promise<People> {
  const portraits = await findPortraits(engine, photo, look, seen, params.portraits);
  const hasHead = look.heads.data.some((v) => v >= params.leastHead);
  if (!hasHead) return { ...portraits, limbParts: [] };
  const found = await findPersons(engine, photo, params.persons);
  return {
    ...portraits,
    landmarks: withoutUnsure(portraits.landmarks, found, look, params.persons),
    limbParts: await findLimbParts(engine, photo, look, found.persons, params.limbs),
  };
}
