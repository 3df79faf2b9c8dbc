/** Errors as data that another process or thread can read. */
import { ClipassoError, type ErrorCode } from './errors.ts';
import { shortageError } from './shortage.ts';

export interface PackedError {
  /** Null for an error that is a bug. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly stack: string | undefined;
}

export function packError(thrown: unknown): PackedError {
  const error = shortageError(thrown) ?? thrown;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: error instanceof ClipassoError ? error.code : null, message, stack };
}

export function unpackError({ code, message, stack }: PackedError): Error {
  const error = code === null ? new Error(message) : new ClipassoError(code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
