/** Options, events and results of a batch. */

import type { SketchOptions, StrokeCount } from '../options.ts';
import type { OutputFormat } from '../output/formats.ts';
import type { SaveOptions } from '../output/save.ts';
import type { Feature, SketchContext, SketchEvent, SketchResult } from '../result.ts';
import type { BatchInput } from './inputs.ts';
import type { ManifestEntry } from './manifest.ts';

/** Per-photo context of a batch's drawing. */
export type PhotoContext = Pick<SketchContext, 'signal' | 'order' | 'onEvent'>;

/** The part of a Sketcher that a batch uses, in this process or another. */
export interface PhotoSketcher {
  sketch(photo: string, overrides: Partial<SketchOptions>, context: PhotoContext): Promise<SketchResult>;
  dispose(): void;
}

export interface BatchOptions {
  /** Output folder; made if it does not exist. */
  readonly out: string;
  /** Formats of each drawing. `svg` must be among them for the contact sheet. @default svg and png */
  readonly formats?: readonly OutputFormat[];
  /** Numbers of strokes; each photo gets one drawing for each. @default the sketcher's own number */
  readonly strokes?: readonly StrokeCount[];
  /** Redraws finished photos, and overwrites files that clipasso did not write. */
  readonly force?: boolean;
  /** False keeps every existing file, also the contact sheet. @default true */
  readonly clobber?: boolean;
  /** Other input files, such as a config; like the photos they are never overwritten. */
  readonly reads?: readonly string[];
  /** Photos that are drawn at a time, 1 to 64, each in a process with a network of its own. @default 1 */
  readonly jobs?: number;
  /** Draws at most this many photos. */
  readonly limit?: number;
  /** Reports what would be done, without doing it. */
  readonly dryRun?: boolean;
  readonly save?: SaveOptions;
  /** Orders the strokes of every drawing, the most important first. */
  readonly order?: boolean;
  /** Metadata for the files. */
  readonly metadata?: (result: SketchResult) => object;
}

export interface BatchTask {
  readonly input: BatchInput;
  /** Requested number; the manifest's entry has the number drawn. */
  readonly strokes: StrokeCount;
  /** Files to write, relative to the output folder. */
  readonly outputs: readonly string[];
  /** Existing files among `outputs` that are kept. */
  readonly keep?: readonly string[];
}

export type BatchEvent =
  | { readonly kind: 'found'; readonly tasks: readonly BatchTask[]; readonly skipped: number }
  | { readonly kind: 'started'; readonly task: BatchTask; readonly index: number }
  | { readonly kind: 'progress'; readonly task: BatchTask; readonly event: SketchEvent }
  /** Finished by an earlier run. */
  | {
      readonly kind: 'kept';
      readonly task: BatchTask;
      readonly index: number;
      readonly entry: ManifestEntry;
    }
  | {
      readonly kind: 'drawn';
      readonly task: BatchTask;
      readonly index: number;
      readonly entry: ManifestEntry;
      /** Facial features that were found in the photo, see SketchResult. */
      readonly features: readonly Feature[];
      readonly warnings: readonly string[];
    }
  /** `absent`: the photo has nothing that `subject` names. */
  | {
      readonly kind: 'failed' | 'absent';
      readonly task: BatchTask;
      readonly index: number;
      readonly error: Error;
    }
  /** A message about no particular photo: what is left out of the manifest or the contact sheet, and why. */
  | { readonly kind: 'note'; readonly message: string };

export interface BatchHooks {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: BatchEvent) => void;
}

export interface BatchSummary {
  readonly drawn: number;
  readonly kept: number;
  readonly failed: readonly { readonly input: string; readonly message: string }[];
  /** Photos without the things that `subject` names; they do not count as failed. */
  readonly absent: readonly { readonly input: string; readonly message: string }[];
  /** Number of files in folders that are not photos. */
  readonly skipped: number;
  /** What is left out of the manifest or the contact sheet, and why. */
  readonly notes: readonly string[];
  readonly aborted: boolean;
}
