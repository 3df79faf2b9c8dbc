/**
 * What a user may choose, its defaults and its limits, in one place. The CLI and the library both go through
 * `resolveSketchOptions`, so they accept the same and complain alike.
 */
import type { EngineName } from './compute/engine-name.ts';
import { ClipassoError, invalidOption } from './errors.ts';
import type { TeacherId } from './teachers/teacher-id.ts';
import { parseChoice, type SubjectChoice } from './things/choice.ts';

export type InitKind = 'contour' | 'saliency';

/** A number, or as few as reach the target. */
export type StrokeCount = number | 'auto';

/** What is settled when a sketcher is made, because its network is loaded then. */
const FIXED_OPTIONS = ['teacher', 'semantic', 'engine', 'threads'] as const;

export interface SketchOptions {
  /**
   * Number of strokes, 1 to 256: the most that are drawn, see `exact`. 'auto' for the fewest that reach `target`; it needs init
   * contour.
   */
  readonly strokes: StrokeCount;
  /**
   * With 'auto' strokes, the score that a drawing must reach: the part, 0 to 1, of what the photo's contours lower the loss by against blank
   * paper.
   */
  readonly target: number;
  /**
   * Whether all strokes are drawn, though there be no line of their own for some, which draw others again. Strokes that start from
   * saliency are always all drawn.
   */
  readonly exact: boolean;
  /** Width of the outline's strokes in pixels of the 224 canvas, 0.1 to 50; lines within it, faces and a background are finer. */
  readonly width: number;
  /** Gradient steps per seed; 0 draws the start. */
  readonly iterations: number;
  /** Number of seeds that compete, 1 to 32. */
  readonly seeds: number;
  /** First seed; seed k of the run is derived from `seed` and k. */
  readonly seed: number;
  /** Where strokes start. */
  readonly init: InitKind;
  /** Network whose features are compared. */
  readonly teacher: TeacherId;
  /** A CLIP model whose embedding is compared as well, or 'none'; teacher clip only. */
  readonly semantic: 'none' | (string & {});
  /** Subject mask: found by saliency, none, or an image's path: grey, white = subject, or a cut-out. */
  readonly mask: 'auto' | 'none' | (string & {});
  /** Whether a mask image of another aspect ratio than the photo's is stretched over it; otherwise it is an error. */
  readonly maskFit: boolean;
  /** Whether faces are looked for, and drawn where there are strokes enough for them; 'none' draws them like all else. */
  readonly features: 'auto' | 'none';
  /**
   * What of the photo is drawn, where `mask` is 'auto': 'auto' for what stands out, or things by word, number, place or box, such as
   * 'dog', 'the bicycle', '2', '120,80', '10%,20%,50%,60%' or 'all', joined by commas; or the same as items.
   */
  readonly subject: 'auto' | SubjectChoice;
  /** Things that are left out, in the same terms; 'none' for none. */
  readonly exclude: 'none' | SubjectChoice;
  /**
   * Whether what is behind the subject is drawn too, in lines along the borders of regions, and 32 strokes are the default. Photos in which
   * nothing stands out are drawn so in any case. It needs init contour and a number of strokes.
   */
  readonly scene: boolean;
  /** The background's part of a scene's strokes, 0 to 1; what it has too few lines for, the things in front get, and the other way round. */
  readonly background: number;
  /** Where networks run. */
  readonly engine: 'auto' | EngineName;
  /** Threads for engines that take a number; 0 = all cores. */
  readonly threads: number;
  /** Adam's learning rate in pixels of the 224 canvas. */
  readonly learningRate: number;
  /** Part of the learning rate that is left at the end, along half a cosine; 1 keeps it. */
  readonly decay: number;
  /** Whether seeds that fall behind are stopped early. */
  readonly tournament: boolean;
  /** Weight of the terms that hold strokes to the photo's contours and leave none of them out; 0 leaves it all to the teacher. */
  readonly contours: number;
  /** How much more patches count where the network is surest of the subject, above all faces; 0 counts all alike. */
  readonly focus: number;
  /** Views per step: the plain one and views - 1 augmented ones, 1 to 16. */
  readonly views: number;
}

/** What one sketch may change of its sketcher's options. */
export type SketchOverrides = Partial<Omit<SketchOptions, 'teacher' | 'semantic' | 'engine' | 'threads'>>;

export const DEFAULT_OPTIONS: SketchOptions = {
  strokes: 16,
  target: 0.8,
  exact: false,
  width: 3,
  iterations: 12,
  seeds: 1,
  seed: 0,
  init: 'contour',
  teacher: 'dinov2-small',
  semantic: 'none',
  mask: 'auto',
  maskFit: false,
  subject: 'auto',
  exclude: 'none',
  scene: false,
  background: 0.35,
  features: 'auto',
  engine: 'auto',
  threads: 0,
  learningRate: 0.4,
  decay: 0.1,
  tournament: true,
  contours: 1,
  focus: 1,
  views: 2,
};

/** Where a scene's defaults differ. */
const SCENE_OPTIONS: Partial<SketchOptions> = { strokes: 32 };

interface Range {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

const RANGES: Readonly<Record<string, Range>> = {
  strokes: { min: 1, max: 256, integer: true },
  target: { min: 0, max: 1, integer: false },
  background: { min: 0, max: 1, integer: false },
  width: { min: 0.1, max: 50, integer: false },
  iterations: { min: 0, max: 100_000, integer: true },
  seeds: { min: 1, max: 32, integer: true },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true },
  threads: { min: 0, max: 1024, integer: true },
  learningRate: { min: 1e-6, max: 100, integer: false },
  decay: { min: 0, max: 1, integer: false },
  contours: { min: 0, max: 1000, integer: false },
  focus: { min: 0, max: 1000, integer: false },
  views: { min: 1, max: 16, integer: true },
};

/** Options that take one of a few words. */
export const OPTION_CHOICES = {
  init: ['contour', 'saliency'],
  teacher: ['dinov2-small', 'clip'],
  features: ['auto', 'none'],
  engine: ['auto', 'onnx', 'cuda', 'directml', 'coreml', 'webgpu', 'tfjs-gpu', 'tfjs-node', 'wasm'],
} as const;

const SWITCHES = ['tournament', 'maskFit', 'exact', 'scene'] as const;

/**
 * Fills in defaults and checks every value.
 * @throws ClipassoError 'usage' naming the option, what it takes and what it was given.
 */
export function resolveSketchOptions(partial: Partial<SketchOptions> = {}): SketchOptions {
  if (typeof partial !== 'object' || partial === null || Array.isArray(partial))
    throw invalidOption('options', 'an object of options by name', partial);
  const given = withoutUndefined(partial);
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(DEFAULT_OPTIONS, name)) {
      throw invalidOption('option', `one of ${Object.keys(DEFAULT_OPTIONS).join(', ')}`, name);
    }
  }
  const options = { ...DEFAULT_OPTIONS, ...(given.scene === true && SCENE_OPTIONS), ...given };
  for (const [name, range] of Object.entries(RANGES)) {
    if (name === 'strokes' && options.strokes === 'auto') continue;
    checkRange(name, options[name as keyof SketchOptions], range);
  }
  for (const [name, choices] of Object.entries<readonly string[]>(OPTION_CHOICES)) {
    const value = options[name as keyof SketchOptions];
    if (!choices.includes(value as string)) throw invalidOption(name, `one of ${choices.join(', ')}`, value);
  }
  for (const name of ['mask', 'semantic'] as const) {
    if (typeof options[name] !== 'string' || options[name] === '')
      throw invalidOption(name, 'a name or path', options[name]);
  }
  for (const name of SWITCHES) {
    if (typeof options[name] !== 'boolean') throw invalidOption(name, 'true or false', options[name]);
  }
  checkChoices(options);
  checkScene(options);
  if (options.strokes === 'auto' && options.init !== 'contour') {
    const reason = 'other starts tell little before they are optimised';
    throw new ClipassoError(
      'usage',
      `Strokes 'auto' need init 'contour'; ${reason}: give a number of strokes`,
    );
  }
  return options;
}

/** Whether it is asked for what to draw, rather than for what stands out. */
export function isChosen({ subject, exclude }: Pick<SketchOptions, 'subject' | 'exclude'>): boolean {
  return subject !== 'auto' || exclude !== 'none';
}

/** @throws ClipassoError 'usage' for a choice that is none, or beside a mask */
function checkChoices({ subject, exclude, mask }: SketchOptions): void {
  if (subject !== 'auto') parseChoice('subject', subject);
  if (exclude !== 'none') parseChoice('exclude', exclude);
  if (mask === 'auto' || !isChosen({ subject, exclude })) return;
  const name = subject !== 'auto' ? 'subject' : 'exclude';
  throw new ClipassoError('usage', `The options ${name} and mask both say what to draw; give one of them`);
}

/** @throws ClipassoError 'usage' for a scene that cannot be drawn so */
function checkScene({ scene, init, strokes }: SketchOptions): void {
  if (!scene) return;
  if (init !== 'contour')
    throw new ClipassoError('usage', `A scene is drawn along borders: give init 'contour', not '${init}'`);
  if (strokes === 'auto')
    throw new ClipassoError(
      'usage',
      "Strokes 'auto' are for subjects: give a scene a number of strokes, such as 32",
    );
}

/**
 * A sketcher's options with those of one sketch.
 * @throws ClipassoError 'usage' as resolveSketchOptions, and for another value of what is fixed
 */
export function resolveOverrides(base: SketchOptions, overrides: SketchOverrides): SketchOptions {
  const given = withoutUndefined(overrides);
  const begins = given.scene === true && !base.scene && base.strokes === DEFAULT_OPTIONS.strokes;
  const resolved = resolveSketchOptions({ ...base, ...(begins && SCENE_OPTIONS), ...given });
  for (const name of FIXED_OPTIONS) {
    if (resolved[name] === base[name]) continue;
    const advice = `this sketcher was made with ${name} '${base[name]}'; give ${name} to createSketcher instead`;
    throw new ClipassoError('usage', `One sketch cannot have another ${name}: ${advice}`);
  }
  return resolved;
}

function withoutUndefined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function checkRange(name: string, value: unknown, { min, max, integer }: Range): void {
  const ok =
    typeof value === 'number' && value >= min && value <= max && (!integer || Number.isInteger(value));
  const or = name === 'strokes' ? " or 'auto'" : '';
  if (!ok)
    throw invalidOption(name, `${integer ? 'an integer' : 'a number'} from ${min} to ${max}${or}`, value);
}
