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
  // Node says this, too, where it may not open another file
  if (code === 'ERR_MODULE_NOT_FOUND') {
    const advice = 'allow more open files (ulimit -n 1024), or install it again';
    return new ClipassoError('input', `A part of clipasso cannot be loaded: ${advice}`, { cause: error });
  }
  if (!MEMORY.test(message)) return null;
  const advice = 'close other programs, allow more (ulimit -v), or give smaller photos';
  return new ClipassoError('input', `Memory ran short; ${advice}`, { cause: error });
}
