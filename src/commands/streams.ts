/** Handles standard output and standard error being closed before the program ends. */
import { outputError } from '../output/write.ts';
import { complain } from './say.ts';

/**
 * If the reader of standard output leaves (`| head -1`), the program ends quietly; while `goesOn` it only stops printing and still writes
 * its files. A full disk behind standard output gives one line and exit code 1. Call it once, before anything is printed.
 * @param goesOn whether the program has more to do than to print
 */
export function guardStreams(goesOn: () => boolean): void {
  let complained = false;
  process.stderr.on('error', () => {}); // there is nowhere left to report it
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      if (!goesOn()) process.exit();
      return;
    }
    process.exitCode ||= 1;
    if (!complained) complain(outputError('to standard output', error).message);
    complained = true;
  });
}
