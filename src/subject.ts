/** What of a photo is drawn: what is asked for, or what stands out. */
import type { Engine } from './compute/program.ts';
import { ClipassoError } from './errors.ts';
import { isChosen, type SketchOptions } from './options.ts';
import type { RoughMask, WholeLook } from './photo/look.ts';
import type { Photo } from './photo/read.ts';
import type { SubjectReader } from './photo/reader.ts';
import type { MaskSource } from './photo/subject.ts';
import type { Plane } from './raster/raster.ts';
import type { Face } from './seeing/faces.ts';
import type { DetectedObject } from './seeing/objects.ts';
import { completePortrait } from './seeing/portrait-mask.ts';
import { foundIn } from './things/choose.ts';
import { type PhraseNetworks, thingsByPhrase } from './things/phrases.ts';
import { type Region, unionMask } from './things/region.ts';
import { standsOut } from './things/stands-out.ts';
import { maskOfChoice } from './things/subject-mask.ts';
import { likelyOnes } from './things/tell.ts';
import type { Thing } from './things/thing.ts';
import { thingsOfScene, thingsTogether } from './things/together.ts';
import { TUNING } from './tuning.ts';

/** What the network and the detector see of a whole photo. */
export interface Told {
  readonly whole: WholeLook;
  /** In pixels of the photo. */
  readonly detections: readonly DetectedObject[];
  /** The things told apart, the most prominent first; it takes a while when it is first asked for. The reader is the run's own, which an abort may end. */
  readonly things: (reader: SubjectReader) => Promise<readonly Thing[]>;
}

export interface Subject {
  /** Where the mask comes from, or what was seen with it. */
  readonly mask: MaskSource | WholeLook | RoughMask;
  /** The things in it of which each has an outline of its own; empty where it is one, or not known. */
  readonly apart: readonly Region[];
  /** Whether what is behind it is drawn too. */
  readonly scene: boolean;
}

export interface SubjectTools {
  readonly engine: Engine;
  readonly reader: SubjectReader;
  readonly told: () => Promise<Told>;
  /** Both towers of CLIP, for phrases. @throws ClipassoError 'model' when they are not on this machine */
  readonly clip: () => Promise<PhraseNetworks>;
}

/** Which numbers of tuning.ts tell the subject. */
type SubjectParams = typeof TUNING.subject;

/**
 * What is drawn. Where it is not asked for and nothing stands out, it is the scene, unless that cannot be drawn with these options.
 * @param given the mask that the options name
 * @param faces in pixels of the photo, where they are wanted
 */
export async function findSubject(
  photo: Photo,
  given: MaskSource,
  faces: readonly Face[],
  options: SketchOptions,
  tools: SubjectTools & { readonly params?: SubjectParams },
): Promise<Subject> {
  const { scene, init, strokes } = options;
  const { params = TUNING.subject } = tools;
  if (isChosen(options)) return { ...(await chooseSubject(photo, options, tools)), scene };
  if (given !== 'auto' || photo.alpha !== null) return { mask: given, apart: [], scene };
  const { whole, detections, things } = await tools.told();
  const named = likelyOnes(detections, params.things);
  if (
    faces.length === 0 &&
    init === 'contour' &&
    strokes !== 'auto' &&
    !standsOut(whole, named, params.standsOut)
  )
    return { mask: 'none', apart: [], scene: true };
  // most photos have one thing: to tell it apart from nothing would take as long as a third of the look
  const several = named.length > 1 ? await things(tools.reader) : [];
  const together = scene
    ? thingsOfScene(several, params.together)
    : thingsTogether(several, photo.image, params.together);
  if (together) {
    const { apart, parts } = together;
    return { mask: fromNear(unionMask([...apart, ...parts], photo.image), apart), apart, scene };
  }
  const portrait =
    faces.length > 0
      ? await completePortrait(tools.engine, photo.image, whole, faces, params.portrait)
      : whole;
  return { mask: portrait, apart: [], scene };
}

/** What `subject` and `exclude` say. */
async function chooseSubject(
  photo: Photo,
  options: SketchOptions,
  { engine, reader, told, clip }: SubjectTools,
): Promise<Omit<Subject, 'scene'>> {
  const { whole, things: tell } = await told();
  const things = await tell(reader);
  const byPhrase = async (phrase: string) => {
    const networks = await clip().catch((cause) => {
      if (!(cause instanceof ClipassoError) || cause.code !== 'model') throw cause;
      const what = `The detector has no name for '${phrase}', and other phrases take CLIP's weights`;
      throw new ClipassoError('model', `${what}: ${cause.message}; ${foundIn(things)}`, { cause });
    });
    return thingsByPhrase(engine, networks, { photo: photo.image, things }, phrase);
  };
  const { mask, apart } = await maskOfChoice(options, { photo, whole, things, byPhrase, reader });
  const isAll = photo.alpha === null && options.exclude === 'none';
  return { mask: isAll ? fromNear(mask, apart) : mask, apart };
}

/** More of one thing may be seen from near; several are told apart in the whole. */
function fromNear(mask: Plane, apart: readonly Region[]): Plane | RoughMask {
  return apart.length === 1 ? { rough: mask } : mask;
}
