/**
 * The first half of a sketch, which does not depend on how many strokes are asked for: photo -> subject -> strokes to choose from.
 * What was found in the last photo is kept, so that other drawings of it begin where strokes are chosen.
 */
import { interrupted } from './compute/stoppable.ts';
import { beginContours, type ContourMap, contoursApart } from './contours/map.ts';
import type { SketchOptions } from './options.ts';
import type { Look } from './photo/look.ts';
import { type Photo, readPhoto } from './photo/read.ts';
import type { PhotoSource } from './photo/source.ts';
import { loadMask, maskOverPhoto } from './photo/subject.ts';
import { keyOf } from './remember.ts';
import type { Feature, SketchContext, SubjectMask } from './result.ts';
import { seePhoto } from './see.ts';
import { featuresOf } from './seeing/features.ts';
import { roomForLandmarks } from './sources/landmarks.ts';
import { createPalette, type Palette } from './sources/palette.ts';
import { roomForPortraits } from './sources/portraits.ts';
import { SOURCES } from './sources/sources.ts';
import { createStopwatch } from './stopwatch.ts';
import { strokeCount } from './strokes/stroke.ts';
import type { RunContext, Seen, Tools } from './tools.ts';
import { type Tuning, tune } from './tuning.ts';

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
  const { signal, onEvent, onSubject } = context;
  const watch = createStopwatch();
  const timings: Record<string, number> = {};
  const tuning = tune(context.tuned);
  const checkAbort = () => {
    if (signal?.aborted) throw interrupted();
  };
  checkAbort();

  onEvent?.({ stage: 'photo' });
  const photo = await readPhoto(source);
  const mask = await loadMask(options.mask, photo, options.maskFit);
  checkAbort();
  timings.photo = watch.lap();

  onEvent?.({ stage: 'saliency' });
  const { key, seen } = await seePhoto(photo, mask, options, tuning, tools);
  const { look, background, found } = seen;
  const original = { width: photo.originalWidth, height: photo.originalHeight };
  const features = found
    ? featuresOf({ ...found, window: look.window, width: look.image.width }, photo.image, original)
    : [];
  const subject = { ...maskOverPhoto(look, photo.image), photo: original };
  await onSubject?.(subject);
  timings.saliency = watch.lap();

  onEvent?.({ stage: 'start' });
  const { init } = options;
  const people = drawsFaces(options, context) ? found : null;
  const { map, palette } = await tools.palettes(
    keyOf(key, init, people !== null, tuning.contours, tuning.palette, tuning.sources),
    async () => {
      const map = await mapContours({ ...seen, found: people }, tuning, tools);
      return { map, palette: createPalette(map, SOURCES[init], tuning.palette, tuning.sources) };
    },
  );
  timings.start = watch.lap();
  const scene = background === null ? null : options.scene ? 'asked' : 'found';
  return { photo, look, map, palette, scene, features, subject, timings };
}

const NO_FACES = { portraits: [], landmarks: [], limbParts: [] };

/** Everything that can become a line, the outline's part of it in the second thread if there is one. */
async function mapContours(
  { look, owners, background, found }: Seen,
  { contours }: Tuning,
  { aside }: Tools,
): Promise<ContourMap> {
  const apart = aside?.compute('contoursApart', { mask: look.mask }, contours);
  // where nothing is in front, what looks like an eye is none
  const inFront = background === null || look.mask !== null;
  const { portraits, landmarks, limbParts } = found && inFront ? found : NO_FACES;
  const shown = { ...look, owners, portraits, landmarks, limbParts, background: background ?? [] };
  const complete = beginContours(shown, contours);
  return complete(apart ? await apart : contoursApart(look, contours));
}

/** Whether faces may be drawn: they belong to the contour start, of a drawing that is not begun. */
function drawsFaces({ init, strokes }: SketchOptions, { from }: SketchContext): boolean {
  const begun = from !== undefined && strokeCount(from.strokes) > 0;
  return (
    init === 'contour' &&
    !begun &&
    (strokes === 'auto' || roomForLandmarks(strokes) + roomForPortraits(strokes) > 0)
  );
}
