/** The people in what is drawn of a photo: their faces, arms and legs. */
import type { Engine } from '../compute/program.ts';
import type { Look } from '../photo/look.ts';
import type { RgbImage } from '../raster/raster.ts';
import type { Face } from './faces.ts';
import { findLimbParts, type LimbPart } from './limbs.ts';
import { findPortraits, type Portraits } from './portraits.ts';

export interface People extends Portraits {
  /** In working pixels. */
  readonly limbParts: readonly LimbPart[];
}

/** A photo in which no place is as likely a head as this shows nobody whose limbs could be found. */
const LEAST_HEAD = 0.3;

/**
 * @param photo in full detail, of which `look.window` is a part
 * @param seen the faces of the whole photo
 */
export async function findPeople(
  engine: Engine,
  photo: RgbImage,
  look: Look,
  seen: readonly Face[],
): Promise<People> {
  const portraits = await findPortraits(engine, photo, look, seen);
  const hasHead = look.heads.data.some((v) => v >= LEAST_HEAD);
  return { ...portraits, limbParts: hasHead ? await findLimbParts(engine, photo, look) : [] };
}
