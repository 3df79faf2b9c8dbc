/** What a batch and its processes tell each other. */
import { ClipassoError, type ErrorCode } from '../errors.ts';
import type { SketchOptions } from '../options.ts';
import type { SketchEvent, SketchResult } from '../result.ts';
import type { ModelSettings } from '../vision/registry.ts';

export type ToWorker =
  | { readonly kind: 'load'; readonly options: SketchOptions; readonly settings: ModelSettings }
  | {
      readonly kind: 'sketch';
      readonly photo: string;
      readonly overrides: Partial<SketchOptions>;
      readonly order: boolean;
    }
  | { readonly kind: 'abort' };

export type FromWorker =
  | { readonly kind: 'event'; readonly event: SketchEvent }
  | { readonly kind: 'result'; readonly result: SketchResult }
  | { readonly kind: 'error'; readonly error: PackedError };

export interface PackedError {
  /** Null for an error that is a bug. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly stack: string | undefined;
}

export function packError(error: unknown): PackedError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: error instanceof ClipassoError ? error.code : null, message, stack };
}

export function unpackError({ code, message, stack }: PackedError): Error {
  const error = code === null ? new Error(message) : new ClipassoError(code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
