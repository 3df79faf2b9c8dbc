import { printable } from './printable.ts';

/** Longest message and longest value shown in one, in UTF-16 units. */
const LONGEST = { message: 2000, value: 200 };

/** What went wrong, as a machine reads it; the CLI maps it to an exit code. */
export type ErrorCode =
  | 'usage' // an option or argument is not acceptable
  | 'input' // a photo, sketch or mask cannot be read
  | 'subject' // what the options subject and exclude name is not in the photo
  | 'output' // a result cannot be written
  | 'model' // weights are missing, damaged or do not fit the network
  | 'engine' // the engine asked for cannot run here
  | 'network' // a download failed
  | 'aborted'; // the caller's AbortSignal fired

/**
 * An error whose message is one line for the person at the terminal: what is wrong, then how to mend it. Control characters in names that it
 * repeats are escaped.
 * Everything else that is thrown is a bug and is reported as one.
 */
export class ClipassoError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(printable(shorten(message, LONGEST.message)), options);
    this.name = 'ClipassoError';
    this.code = code;
  }
}

/** `Expected an integer from 1 to 256 for strokes but received -1`. */
export function invalidOption(name: string, expected: string, received: unknown): ClipassoError {
  return new ClipassoError('usage', `Expected ${expected} for ${name} but received ${shown(received)}`);
}

/** @throws ClipassoError 'usage' for what is no object, or a list */
export function checkObject<T extends object>(value: T, name: string): T {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw invalidOption(name, 'an object', value);
}

/** A value of any type, as it may stand in a message. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `'${shorten(value, LONGEST.value)}'`;
  try {
    return shorten(String(value), LONGEST.value);
  } catch {
    return 'an object without a text'; // it has no toString, or one that throws
  }
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}...` : text;
}
