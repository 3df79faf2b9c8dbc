/** Errors that say that the machine has too little of something, rather than that the program is wrong. */
import { ClipassoError } from './errors.ts';
import { systemReason } from './system-reason.ts';

const MEMORY = /out of memory|allocation failed|could not allocate|cannot allocate|bad_alloc/i;

/** The error in words, or null if it is none of these. */
export function shortageError(error: unknown): ClipassoError | null {
  if (!(error instanceof Error) || error instanceof ClipassoError) return null;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'EMFILE' || code === 'ENFILE')
    return new ClipassoError('input', `It stopped: ${systemReason(error)}`, { cause: error });
  if (!MEMORY.test(message)) return null;
  const advice = 'close other programs, allow more (ulimit -v), or give smaller photos';
  return new ClipassoError('input', `Memory ran short; ${advice}`, { cause: error });
}
