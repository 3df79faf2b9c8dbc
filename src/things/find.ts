/** The things in a photo: what the detector and the network see of it, told apart. */
import type { Engine } from '../compute/program.ts';
import type { WholeLook } from '../photo/look.ts';
import type { Photo } from '../photo/read.ts';
import type { SubjectReader } from '../photo/reader.ts';
import { findObjects } from '../seeing/objects.ts';
import { TELL, tellThings } from './tell.ts';
import type { Thing } from './thing.ts';

export const THINGS = TELL;

/** @returns the things, the most prominent first, in pixels of the photo as it was read */
export async function findThings(
  engine: Engine,
  photo: Photo,
  whole: WholeLook,
  reader: SubjectReader,
  params = THINGS,
): Promise<Thing[]> {
  return tellThings(photo.image, whole, await findObjects(engine, photo.image), reader, params);
}
