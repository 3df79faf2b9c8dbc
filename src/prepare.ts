/**
 * The first half of a sketch, which does not depend on how many strokes are asked for: photo -> subject -> strokes to choose from.
 * What was found in the last photo is kept, so that other drawings of it begin where strokes are chosen.
 */
import type { Aside } from './aside/aside.ts';
import type { Engine } from './compute/program.ts';
import { interrupted } from './compute/stoppable.ts';
import { beginContours, type ContourMap, contoursApart } from './contours/map.ts';
import { findSceneBorders } from './contours/scene-borders.ts';
import type { Chain } from './lines/polyline.ts';
import type { SketchOptions } from './options.ts';
import type { Settings } from './params.ts';
import { type Look, lookAtPhoto, lookAtWhole, type WholeLook } from './photo/look.ts';
import { mapParts } from './photo/part-maps.ts';
import { type Photo, readPhoto } from './photo/read.ts';
import type { PhotoSource } from './photo/source.ts';
import { loadMask, maskOverPhoto } from './photo/subject.ts';
import { oklabPlanes } from './raster/colour.ts';
import type { Plane } from './raster/raster.ts';
import { keyOf, type Memory, rememberLast } from './remember.ts';
import type { Feature, SketchContext, SubjectMask } from './result.ts';
import { findFaces } from './seeing/faces.ts';
import { featuresOf } from './seeing/features.ts';
import { findObjects } from './seeing/objects.ts';
import { findPeople, type People } from './seeing/people.ts';
import { roomForLandmarks } from './sources/landmarks.ts';
import { createPalette, type Palette } from './sources/palette.ts';
import { roomForPortraits } from './sources/portraits.ts';
import { SOURCES } from './sources/sources.ts';
import { createStopwatch } from './stopwatch.ts';
import { strokeCount } from './strokes/stroke.ts';
import { findSubject, type SubjectTools, type Told } from './subject.ts';
import type { Teacher } from './teachers/teacher.ts';
import { ownersOf } from './things/owners.ts';
import { tellThings } from './things/tell.ts';
import type { Thing } from './things/thing.ts';
import { type Tuning, tune } from './tuning.ts';

/** A run may also be an experiment. */
export interface RunContext extends SketchContext {
  /** Tuned numbers that differ from their defaults, by path; see tuning.ts. */
  readonly tuned?: Settings;
}

/** What a sketcher draws every photo with, and what it keeps of the last one. */
export interface Tools {
  readonly teacher: Teacher;
  readonly engine: Engine;
  readonly seen: Memory<Seen>;
  readonly things: Memory<Told>;
  readonly clip: SubjectTools['clip'];
  readonly palettes: Memory<{ readonly map: ContourMap; readonly palette: Palette }>;
  /** A second thread, or null for none. */
  readonly aside: Aside | null;
}

/** @returns tools that have seen nothing yet */
export function createTools(
  teacher: Teacher,
  engine: Engine,
  { clip, aside }: Pick<Tools, 'clip' | 'aside'>,
): Tools {
  return {
    ...{ teacher, engine, clip, aside },
    ...{ seen: rememberLast(), things: rememberLast(), palettes: rememberLast() },
  };
}

interface Seen {
  readonly look: Look;
  /** Which of several things each pixel is of, see things/owners.ts. */
  readonly owners: Int32Array | null;
  /** Lines of what is behind the subject; null where it is not drawn, or has none. */
  readonly background: readonly Chain[] | null;
  /** Null where nobody asks for features. */
  readonly found: People | null;
}

/** A photo and all that can be drawn of it, however many strokes are asked for. */
export interface Prepared {
  readonly photo: Photo;
  readonly look: Look;
  readonly map: ContourMap;
  readonly palette: Palette;
  /** Whether what is behind the subject is drawn too, and whether that was asked for. */
  readonly scene: 'asked' | 'found' | null;
  readonly features: readonly Feature[];
  readonly subject: SubjectMask;
  readonly timings: Readonly<Record<string, number>>;
}

/** @throws ClipassoError 'input' or 'usage' for the photo or its mask; 'aborted' */
export async function prepare(
  source: PhotoSource,
  options: SketchOptions,
  context: RunContext,
  tools: Tools,
): Promise<Prepared> {
  const { teacher, engine, seen, palettes, aside } = tools;
  const watch = createStopwatch();
  const timings: Record<string, number> = {};
  const { attention, ...common } = teacher.reader(engine);
  const asksTeacher = options.init === 'saliency' && attention !== undefined;
  const reader = { ...common, ...(asksTeacher && { attention }) };
  const tuning = tune(context.tuned);
  const checkAbort = () => {
    if (context.signal?.aborted) throw interrupted();
  };
  checkAbort();

  context.onEvent?.({ stage: 'photo' });
  const photo = await readPhoto(source);
  const maskSource = await loadMask(options.mask, photo, options.maskFit);
  checkAbort();
  timings.photo = watch.lap();

  context.onEvent?.({ stage: 'saliency' });
  const featuresWanted = options.features === 'auto';
  const { image, alpha, originalWidth, originalHeight } = photo;
  const original = { width: originalWidth, height: originalHeight };
  const mask = typeof maskSource === 'string' ? maskSource : maskSource.data;
  const tuned = [tuning.look, tuning.objects, tuning.subject];
  const photoKey = keyOf(image.width, image.height, image.data, alpha?.data, tuned);
  const { subject: chosen, exclude } = options;
  const key = keyOf(
    photoKey,
    mask,
    chosen,
    exclude,
    options.scene,
    featuresWanted,
    asksTeacher,
    tuning.people,
    tuning.contours.scene,
  );
  const { look, owners, background, found } = await seen(key, async () => {
    const faces = featuresWanted ? await findFaces(engine, image, [], tuning.people.portraits.faces) : [];
    const told = () => tellOnce(photo, photoKey, context, tools);
    const subject = await findSubject(photo, maskSource, faces, options, {
      ...{ ...tools, told, reader },
      params: tuning.subject,
    });
    const { mask, apart, scene } = subject;
    const params = scene ? { ...tuning.look, window: { ...tuning.look.window, large: 0 } } : tuning.look;
    const look = await lookAtPhoto(photo, mask, reader, featuresWanted, params);
    const lines = scene ? linesOfScene((await told()).whole, look.mask, tuning) : [];
    const background = lines.length > 0 ? lines : null;
    const owners = ownersOf(apart, look.window, look.image);
    return {
      look,
      owners,
      background,
      found: featuresWanted ? await findPeople(engine, image, look, faces, tuning.people) : null,
    };
  });
  const features = found
    ? featuresOf({ ...found, window: look.window, width: look.image.width }, image, original)
    : [];
  const subject = { ...maskOverPhoto(look, image), photo: original };
  await context.onSubject?.(subject);
  timings.saliency = watch.lap();

  context.onEvent?.({ stage: 'start' });
  const { init } = options;
  const drawn = found !== null && drawsFaces(options, context);
  const { map, palette } = await palettes(
    keyOf(key, init, drawn, tuning.contours, tuning.palette, tuning.sources),
    async () => {
      const apart = aside?.compute('contoursApart', { mask: look.mask }, tuning.contours);
      // where nothing is in front, what looks like an eye is none
      const inFront = background === null || look.mask !== null;
      const { portraits, landmarks, limbParts } = drawn && inFront ? found : NO_FACES;
      const shown = { ...look, owners, portraits, landmarks, limbParts, background: background ?? [] };
      const complete = beginContours(shown, tuning.contours);
      const map = complete(apart ? await apart : contoursApart(look, tuning.contours));
      return { map, palette: createPalette(map, SOURCES[init], tuning.palette, tuning.sources) };
    },
  );
  timings.start = watch.lap();
  const scene = background === null ? null : options.scene ? 'asked' : 'found';
  return { photo, look, map, palette, scene, features, subject, timings };
}

/** @param mask of what is in front, or null for nothing */
function linesOfScene({ tokens, image }: WholeLook, mask: Plane | null, { look, contours }: Tuning): Chain[] {
  const parts = mapParts(tokens, image, look.parts);
  return findSceneBorders(parts, oklabPlanes(image), mask, contours.scene);
}

function tellOnce(
  photo: Photo,
  key: string,
  { tuned }: RunContext,
  { teacher, engine, things: memory }: Tools,
): Promise<Told> {
  return memory(key, async () => {
    const { look, objects, subject } = tune(tuned);
    const whole = await lookAtWhole(photo, teacher.reader(engine), look);
    const detections = await findObjects(engine, photo.image, objects);
    let things: readonly Thing[] | undefined;
    return {
      whole,
      detections,
      things: async (reader) =>
        (things ??= await tellThings(photo.image, whole, detections, reader, subject.things)),
    };
  });
}

const NO_FACES = { portraits: [], landmarks: [], limbParts: [] };

/** Whether faces may be drawn: they belong to the contour start, of a drawing that is not begun. */
function drawsFaces({ init, strokes }: SketchOptions, { from }: SketchContext): boolean {
  const begun = from !== undefined && strokeCount(from.strokes) > 0;
  return (
    init === 'contour' &&
    !begun &&
    (strokes === 'auto' || roomForLandmarks(strokes) + roomForPortraits(strokes) > 0)
  );
}
