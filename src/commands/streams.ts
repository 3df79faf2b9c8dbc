/** Standard output and standard error that may end before the program does. */
import { outputError } from '../output/write.ts';
import { complain } from './say.ts';

/**
 * Lets a reader that leaves (`| head -1`) end the program quietly, or, while `goesOn`, only what is printed: files are still
 * written. A full disk behind standard output is one line and the exit code 1. To be called once, before anything is written.
 * @param goesOn whether what runs has more to do than to print
 */
export function guardStreams(goesOn: () => boolean): void {
  let complained = false;
  process.stderr.on('error', () => {}); // there is nowhere left to say so
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
