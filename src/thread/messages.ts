/** Messages between a program and the thread that sketches for it. All values can be cloned. */
import type { ModelSettings, PullHooks } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import type { PackedError } from '../packed-error.ts';
import type { PhotoSource } from '../photo/source.ts';
import type {
  LookResult,
  Sketch,
  SketchContext,
  SketchEvent,
  Sketcher,
  SketchOverrides,
  SketchResult,
  SubjectMask,
  Variant,
} from '../result.ts';

/** Start data of the thread. */
export interface ThreadData {
  readonly options: Partial<SketchOptions>;
  readonly settings: PackedSettings;
}

export interface PackedSettings extends Omit<ModelSettings, 'pull'> {
  /** `pull` without its callbacks. */
  readonly pull?: Pick<PullHooks, 'stallMs' | 'retries'> | undefined;
}

/** A photo; a URL is sent as text, since it cannot be cloned. */
export type PackedSource = { readonly source: PhotoSource } | { readonly href: string };

/** Results of a sketcher. */
export type Answer = SketchResult | SubjectMask | LookResult;

export interface Order {
  readonly id: number;
  readonly photo: PackedSource;
  readonly overrides: SketchOverrides;
  /** A SketchContext without its callbacks. */
  readonly context: Pick<SketchContext, 'from' | 'keep' | 'order' | 'take'>;
  /** Which of `onEvent`, `onSubject`, `onDrawings`, `onDraft` and `onVariant` are set. */
  readonly events: boolean;
  readonly subject: boolean;
  readonly drawings: boolean;
  readonly draft: boolean;
  readonly variants: boolean;
}

export type ToThread =
  | { readonly kind: 'sketch'; readonly order: Order }
  | { readonly kind: 'look' | 'things'; readonly order: Order }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'abort-pull' }
  | { readonly kind: 'end' };

export type FromThread =
  | ({ readonly kind: 'ready' } & Pick<Sketcher, 'warnings' | 'remarks'>)
  | { readonly kind: 'failed'; readonly error: PackedError }
  | { readonly kind: 'pull-progress'; readonly received: number; readonly total: number }
  | { readonly kind: 'pull-wait' }
  | { readonly kind: 'event'; readonly id: number; readonly event: SketchEvent }
  | { readonly kind: 'subject'; readonly id: number; readonly mask: SubjectMask }
  | {
      readonly kind: 'drawings';
      readonly id: number;
      readonly step: number;
      readonly drawings: readonly { seed: number; sketch: Sketch }[];
    }
  | { readonly kind: 'draft'; readonly id: number; readonly sketch: Sketch }
  | { readonly kind: 'variant'; readonly id: number; readonly variant: Variant }
  | { readonly kind: 'result'; readonly id: number; readonly result: Answer }
  | { readonly kind: 'error'; readonly id: number; readonly error: PackedError };
