import type { CurvePoint } from './choose/curve.ts';
import type { EngineName } from './compute/engine-name.ts';
import type { SketchOptions, SketchOverrides } from './options.ts';
import type { PhotoSource } from './photo/source.ts';
import type { Feature, FeatureKind } from './seeing/feature.ts';
import type { Sketch } from './strokes/stroke.ts';
import type { TeacherId } from './teachers/teacher-id.ts';

export type { CurvePoint, Feature, FeatureKind, Sketch, SketchOverrides };

/** Weighted loss terms by name, e.g. { 'dinov2-small block4 centred-cosine': 0.46 }. */
export type LossReport = Readonly<Record<string, number>>;

export interface SeedReport {
  readonly seed: number;
  /** Loss of the start and of the best state, by the fixed evaluation. */
  readonly startLoss: number;
  readonly bestLoss: number;
  readonly terms: LossReport;
  /** Steps taken; fewer than asked for when the tournament stopped it. */
  readonly iterations: number;
}

export interface SketchResult {
  readonly sketch: Sketch;
  readonly seed: number;
  readonly loss: number;
  readonly seeds: readonly SeedReport[];
  /** With 'auto' strokes: the score of each number of the photo's contours, from few to many, before anything is optimised. */
  readonly curve?: readonly CurvePoint[];
  /** Parts of the subject's faces that were found, drawn or not; none with the option `features: 'none'`. */
  readonly features: readonly Feature[];
  /** Whether the background was drawn too: by the option, or because nothing stands out. */
  readonly scene: boolean;
  readonly options: SketchOptions;
  readonly teacher: TeacherId;
  readonly engine: EngineName;
  /** Seconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
  /** Things the user should know, e.g. that a photo has no edges. */
  readonly warnings: readonly string[];
  /** True when an AbortSignal ended the run early; the sketch is then the best so far. */
  readonly aborted: boolean;
}

/** Where a run is. */
export type SketchEvent =
  | { readonly stage: 'load' | 'photo' | 'saliency' | 'start' | 'abstraction' | 'choose' }
  | {
      readonly stage: 'optimise';
      readonly step: number;
      readonly steps: number;
      /** Best loss so far of each live seed. */
      readonly losses: readonly { readonly seed: number; readonly loss: number }[];
    };

/** A box in pixels of the photo as it is, upright; `x` and `y` are its upper left corner. */
export interface PhotoBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something that stands in a photo. */
export interface SeenThing {
  /** Counted from 1, the most prominent first: what `subject` takes. */
  readonly number: number;
  /** What it is called, one of COCO's 80 names, or null where that is not known. */
  readonly name: string | null;
  /** How likely it is a thing, of that name if it has one, in [0, 1]. */
  readonly likelihood: number;
  readonly box: PhotoBox;
  /** Part of the photo that it covers, in [0, 1]. */
  readonly share: number;
  /** Which part of its box it is, row by row over the whole box, in [0, 1]; coarser than the box for large photos. */
  readonly mask: { readonly width: number; readonly height: number; readonly data: Float32Array };
}

/** What is in a photo. */
export interface LookResult {
  /** The photo's own size in pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** The most prominent first; empty where nothing stands out. */
  readonly things: readonly SeenThing[];
}

/** A mask over the photo at about 2^20 pixels, row by row, 1 where the subject is. */
export interface SubjectMask {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
  /** The photo's own size in pixels, upright. */
  readonly photo: { readonly width: number; readonly height: number };
}

/** What one of the seeds has drawn. */
export interface Variant {
  readonly seed: number;
  readonly loss: number;
  readonly sketch: Sketch;
}

/** What a look at a photo is given besides its options. */
export type LookContext = Pick<SketchContext, 'signal' | 'onEvent'>;

/** What a run is given besides its options. */
export interface SketchContext {
  /**
   * Ends the run early, after the pass of a network that is under way: with ClipassoError 'aborted' until strokes are chosen, and
   * from then on with the best drawing so far, whose `aborted` is true.
   */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: SketchEvent) => void;
  /** What is taken for the subject, as soon as it is known; 1 everywhere but on bars when everything is drawn. Drawing goes on when what it returns resolves. */
  readonly onSubject?: (mask: SubjectMask) => unknown;
  /** Every live seed's drawing before each step, e.g. to record how the winner comes about. */
  readonly onDrawings?: (step: number, drawings: readonly { seed: number; sketch: Sketch }[]) => void;
  /**
   * A drawing by which the number of strokes can be judged at once, before the network compares anything. Not called for 'auto' strokes. Drawing goes on when what it returns resolves.
   */
  readonly onDraft?: (sketch: Sketch) => unknown;
  /** Each seed's drawing at the end, the one with the least loss first; seeds that drew what an earlier one does are left out. */
  readonly onVariant?: (variant: Variant) => void;
  /** The seed whose drawing becomes the result, though another has less loss. */
  readonly take?: number;
  /** A drawing to go on from: its strokes come first, new ones are added up to the number asked for. */
  readonly from?: Sketch;
  /** Leaves the strokes of `from` where they are. */
  readonly keep?: boolean;
  /** Sorts the strokes so that each next one lowers the loss most; n (n + 1) / 2 evaluations of the loss for n strokes. */
  readonly order?: boolean;
}

/** A teacher and an engine made ready, to sketch any number of photos. */
export interface Sketcher {
  /** What the user should know before a photo is drawn, e.g. why a slow engine is used; also in each result. */
  readonly warnings: readonly string[];
  /** Why `auto` did not take an execution provider of onnxruntime, one line each. */
  readonly remarks: readonly string[];
  /**
   * @param overrides options that differ from the sketcher's
   * @throws ClipassoError 'input' when the photo cannot be read, 'usage' for unacceptable options
   */
  sketch(source: PhotoSource, overrides?: SketchOverrides, context?: SketchContext): Promise<SketchResult>;
  /**
   * Looks at a photo without drawing it: what would be taken for the subject. A sketch of the same photo that follows begins with it.
   * @throws ClipassoError as `sketch`, and 'aborted'
   */
  look(source: PhotoSource, overrides?: SketchOverrides, context?: LookContext): Promise<SubjectMask>;
  /**
   * Tells the things in a photo apart, without drawing it.
   * @throws ClipassoError 'input' when the photo cannot be read, 'aborted' by the signal
   */
  things(source: PhotoSource, context?: Pick<LookContext, 'signal'>): Promise<LookResult>;
  dispose(): void;
}
