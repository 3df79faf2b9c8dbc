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
 * An error whose message is one line for the person at the terminal: what is wrong, then how to mend it.
 * Everything else that is thrown is a bug and is reported as one.
 */
export class ClipassoError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ClipassoError';
    this.code = code;
  }
}

/** `Expected an integer from 1 to 256 for strokes but received -1`. */
export function invalidOption(name: string, expected: string, received: unknown): ClipassoError {
  const shown = typeof received === 'string' ? `'${received}'` : String(received);
  return new ClipassoError('usage', `Expected ${expected} for ${name} but received ${shown}`);
}
