/** Messages between a batch and its processes. */

import type { ModelSettings } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import type { PackedError } from '../packed-error.ts';
import type { SketchEvent, SketchResult } from '../result.ts';

export type ToWorker =
  | { readonly kind: 'load'; readonly options: SketchOptions; readonly settings: ModelSettings }
  | {
      readonly kind: 'sketch';
      readonly photo: string;
      readonly overrides: Partial<SketchOptions>;
      readonly order: boolean;
    };

export type FromWorker =
  | { readonly kind: 'event'; readonly event: SketchEvent }
  | { readonly kind: 'result'; readonly result: SketchResult }
  | { readonly kind: 'error'; readonly error: PackedError };
