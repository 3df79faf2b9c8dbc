/** Messages between a program and the thread that sketches for it. All values can be cloned. */
import type { ModelSettings, PullHooks } from '../models/settings.ts';
import type { SketchOptions } from '../options.ts';
import type { PackedError } from '../packed-error.ts';
import type { PhotoSource } from '../photo/source.ts';
import type {
  LookResult,
  SketchContext,
  Sketcher,
  SketchOverrides,
  SketchResult,
  SubjectMask,
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
  /** The callbacks that are to be called. */
  readonly callbacks: readonly CallbackName[];
}

/** What a sketcher is asked for. */
export type Kind = 'sketch' | 'look' | 'things';

/** The callbacks of a SketchContext. */
export type CallbackName = {
  [K in keyof SketchContext]-?: NonNullable<SketchContext[K]> extends (...args: never[]) => unknown
    ? K
    : never;
}[keyof SketchContext];
const CALLED: Readonly<Record<CallbackName, true>> = {
  ...{ onEvent: true, onSubject: true, onDrawings: true, onDraft: true, onVariant: true },
};
export const CALLBACKS = Object.keys(CALLED) as CallbackName[];

export type ToThread =
  | { readonly kind: Kind; readonly order: Order }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'abort-pull' }
  | { readonly kind: 'end' };

export type FromThread =
  | ({ readonly kind: 'ready' } & Pick<Sketcher, 'warnings' | 'remarks'>)
  | { readonly kind: 'failed'; readonly error: PackedError }
  | { readonly kind: 'pull-progress'; readonly received: number; readonly total: number }
  | { readonly kind: 'pull-wait' }
  | { readonly kind: 'call'; readonly id: number; readonly name: CallbackName; readonly args: unknown[] }
  | { readonly kind: 'result'; readonly id: number; readonly result: Answer }
  | { readonly kind: 'error'; readonly id: number; readonly error: PackedError };
