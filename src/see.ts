/** What is seen in a photo: its subject, the things in it, its people and what is behind them. */
import { findSceneBorders } from './contours/scene-borders.ts';
import type { Chain } from './lines/polyline.ts';
import type { SketchOptions } from './options.ts';
import { lookAtPhoto, lookAtWhole, type WholeLook } from './photo/look.ts';
import { mapParts } from './photo/part-maps.ts';
import type { Photo } from './photo/read.ts';
import type { MaskSource } from './photo/subject.ts';
import { oklabPlanes } from './raster/colour.ts';
import type { Plane } from './raster/raster.ts';
import { keyOf } from './remember.ts';
import { findFaces } from './seeing/faces.ts';
import { findObjects } from './seeing/objects.ts';
import { findPeople } from './seeing/people.ts';
import { findSubject, type Told } from './subject.ts';
import { ownersOf } from './things/owners.ts';
import { tellThings } from './things/tell.ts';
import type { Thing } from './things/thing.ts';
import type { Seen, Tools } from './tools.ts';
import type { Tuning } from './tuning.ts';

/**
 * Looks at a photo once, however often it is drawn.
 * @param given the mask that the options name
 * @returns what is seen, and a key that is the same for the same
 */
export async function seePhoto(
  photo: Photo,
  given: MaskSource,
  options: SketchOptions,
  tuning: Tuning,
  tools: Tools,
): Promise<{ readonly key: string; readonly seen: Seen }> {
  const { teacher, engine } = tools;
  const { image, alpha } = photo;
  const { attention, ...common } = teacher.reader(engine);
  const asksTeacher = options.init === 'saliency' && attention !== undefined;
  const reader = { ...common, ...(asksTeacher && { attention }) };
  const featuresWanted = options.features === 'auto';
  const tuned = [tuning.look, tuning.objects, tuning.subject];
  const photoKey = keyOf(image.width, image.height, image.data, alpha?.data, tuned);
  const key = keyOf(
    ...[photoKey, typeof given === 'string' ? given : given.data],
    ...[options.subject, options.exclude, options.scene, featuresWanted, asksTeacher],
    ...[tuning.people, tuning.contours.scene],
  );
  const seen = await tools.seen(key, async () => {
    const faces = featuresWanted ? await findFaces(engine, image, [], tuning.people.portraits.faces) : [];
    const told = () => tools.things(photoKey, () => tellPhoto(photo, tuning, tools));
    const subject = await findSubject(photo, given, faces, options, {
      ...{ ...tools, told, reader },
      params: tuning.subject,
    });
    const { mask, apart, scene } = subject;
    const params = scene ? { ...tuning.look, window: { ...tuning.look.window, large: 0 } } : tuning.look;
    const look = await lookAtPhoto(photo, mask, reader, featuresWanted, params);
    const lines = scene ? linesOfScene((await told()).whole, look.mask, tuning) : [];
    return {
      look,
      owners: ownersOf(apart, look.window, look.image),
      background: lines.length > 0 ? lines : null,
      found: featuresWanted ? await findPeople(engine, image, look, faces, tuning.people) : null,
    };
  });
  return { key, seen };
}

/** @param mask of what is in front, or null for nothing */
function linesOfScene({ tokens, image }: WholeLook, mask: Plane | null, { look, contours }: Tuning): Chain[] {
  const parts = mapParts(tokens, image, look.parts);
  return findSceneBorders(parts, oklabPlanes(image), mask, contours.scene);
}

/** What networks see of the whole photo; its things are told apart when that is asked for. */
async function tellPhoto(
  photo: Photo,
  { look, objects, subject }: Tuning,
  { teacher, engine }: Tools,
): Promise<Told> {
  const whole = await lookAtWhole(photo, teacher.reader(engine), look);
  const detections = await findObjects(engine, photo.image, objects);
  let things: readonly Thing[] | undefined;
  return {
    whole,
    detections,
    things: async (reader) =>
      (things ??= await tellThings(photo.image, whole, detections, reader, subject.things)),
  };
}
