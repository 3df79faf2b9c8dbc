/** Errors as HTTP responses. */
import { ClipassoError } from '../errors.ts';
import type { Problem } from './protocol.ts';

export type ProblemCode = Problem['error']['code'];

/** A request that is refused, with a message of one line for the user. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly status: number;

  constructor(code: ProblemCode, message: string, status = STATUS[code]) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

const STATUS: Readonly<Record<ProblemCode, number>> = {
  usage: 400,
  input: 422,
  output: 500,
  subject: 422,
  model: 503,
  engine: 503,
  network: 502,
  aborted: 409,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  busy: 429,
  bug: 500,
};

/** The response to an error: one line; internal errors reveal no details. */
export function problemOf(error: unknown): Problem['error'] & { readonly status: number } {
  if (error instanceof Refusal) return { code: error.code, message: error.message, status: error.status };
  if (error instanceof ClipassoError)
    return { code: error.code, message: oneLine(error.message), status: STATUS[error.code] };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'bug', message: `Unexpected error: ${oneLine(message)}`, status: STATUS.bug };
}

function oneLine(message: string): string {
  return message.split('\n', 1)[0];
}
