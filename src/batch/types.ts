/** What a batch is asked for, and what it reports while it works. */

import type { SketchOptions, StrokeCount } from '../options.ts';
import type { OutputFormat } from '../output/formats.ts';
import type { SaveOptions } from '../output/save.ts';
import type { Feature, SketchContext, SketchEvent, SketchResult } from '../result.ts';
import type { BatchInput } from './inputs.ts';
import type { ManifestEntry } from './manifest.ts';

/** What a photo of a batch is drawn with besides options. */
export type PhotoContext = Pick<SketchContext, 'signal' | 'order' | 'onEvent'>;

/** What a batch needs of a Sketcher, in this process or another. */
export interface PhotoSketcher {
  sketch(photo: string, overrides: Partial<SketchOptions>, context: PhotoContext): Promise<SketchResult>;
  dispose(): void;
}

export interface BatchOptions {
  /** Output folder; made if need be. */
  readonly out: string;
  /** Formats of each drawing. `svg` must be among them for the contact sheet. @default svg and png */
  readonly formats?: readonly OutputFormat[];
  /** Stroke counts; with several, each photo gives a drawing of each. @default one, of the sketcher's own count */
  readonly strokes?: readonly StrokeCount[];
  /** Draws again what is finished, and overwrites files that clipasso did not write. */
  readonly force?: boolean;
  /** False keeps every file that exists, the contact sheet too. @default true */
  readonly clobber?: boolean;
  /** Other files that are read, such as a config; like the photos they are never overwritten. */
  readonly reads?: readonly string[];
  /** Photos that are drawn at a time, 1 to 64; more than one need a process and a network each. @default 1 */
  readonly jobs?: number;
  /** Stops after so many photos. */
  readonly limit?: number;
  /** Says what would be done, without doing it. */
  readonly dryRun?: boolean;
  readonly save?: SaveOptions;
  /** Sorts the strokes of every drawing, the most important first. */
  readonly order?: boolean;
  /** What else is stored in the files. */
  readonly metadata?: (result: SketchResult) => object;
}

export interface BatchTask {
  readonly input: BatchInput;
  /** As asked for; the manifest's entry has the number drawn. */
  readonly strokes: StrokeCount;
  /** Files to write, relative to the output folder. */
  readonly outputs: readonly string[];
  /** Those of `outputs` that are there and stay as they are. */
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
      /** What of faces was found in the photo, see SketchResult. */
      readonly features: readonly Feature[];
      readonly warnings: readonly string[];
    }
  /** `absent`: the photo has none of what `subject` names. */
  | {
      readonly kind: 'failed' | 'absent';
      readonly task: BatchTask;
      readonly index: number;
      readonly error: Error;
    }
  /** Something that belongs to no photo: what is left out of the manifest or the contact sheet, and why. */
  | { readonly kind: 'note'; readonly message: string };

export interface BatchHooks {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: BatchEvent) => void;
}

export interface BatchSummary {
  readonly drawn: number;
  readonly kept: number;
  readonly failed: readonly { readonly input: string; readonly message: string }[];
  /** Photos that have none of what `subject` names; they are no failures. */
  readonly absent: readonly { readonly input: string; readonly message: string }[];
  /** Files in folders that are no photos. */
  readonly skipped: number;
  /** What is left out of the manifest or the contact sheet, and why. */
  readonly notes: readonly string[];
  readonly aborted: boolean;
}
