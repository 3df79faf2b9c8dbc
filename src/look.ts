/** What stands in a photo, as `clipasso look` and the library tell it. */
import type { Engine } from './compute/program.ts';
import { LOOK, lookAtWhole } from './photo/look.ts';
import { type Photo, readPhoto } from './photo/read.ts';
import type { SubjectReader } from './photo/reader.ts';
import type { PhotoSource } from './photo/source.ts';
import type { LookResult, PhotoBox } from './result.ts';
import { findThings, THINGS } from './things/find.ts';
import type { Thing } from './things/thing.ts';

export interface SeenPhotoThings {
  readonly photo: Photo;
  /** In pixels of `photo.image`. */
  readonly things: readonly Thing[];
}

/** @throws ClipassoError 'input' when the photo cannot be read */
export async function lookForThings(
  source: PhotoSource,
  engine: Engine,
  reader: SubjectReader,
  params = { look: LOOK, things: THINGS },
): Promise<SeenPhotoThings> {
  const photo = await readPhoto(source);
  const whole = await lookAtWhole(photo, reader, params.look);
  return { photo, things: await findThings(engine, photo, whole, reader, params.things) };
}

/** The things with boxes in the photo's own pixels. */
export function describeLook({ photo, things }: SeenPhotoThings): LookResult {
  const { originalWidth: width, originalHeight: height, image } = photo;
  const inOriginal = ({ box }: Thing): PhotoBox => {
    const [toX, toY] = [width / image.width, height / image.height];
    const [x, y] = [Math.round(box.x * toX), Math.round(box.y * toY)];
    const [right, bottom] = [Math.round((box.x + box.width) * toX), Math.round((box.y + box.height) * toY)];
    return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
  };
  return {
    width,
    height,
    things: things.map((thing) => ({
      number: thing.number,
      name: thing.name,
      likelihood: thing.likelihood,
      box: inOriginal(thing),
      share: thing.share,
      mask: { width: thing.mask.width, height: thing.mask.height, data: thing.mask.data },
    })),
  };
}
