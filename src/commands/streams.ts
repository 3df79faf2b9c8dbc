/** Handles standard output and standard error being closed before the program starts or ends. */
import { fstatSync, readSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
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

/**
 * For a drawing that is asked for on standard output. Where that was closed (`>&-`), Node opens the null device there before the program
 * starts, for reading too, which shells do not for `>/dev/null`. Programs that start others without an output do (`stdio: 'ignore'`), so that
 * what commands only print may be lost.
 * @throws ClipassoError 'output'
 */
export function expectStandardOutput(): void {
  if (process.platform === 'win32' || fstatSync(1).rdev !== statSync(devNull).rdev) return;
  try {
    readSync(1, new Uint8Array(1));
  } catch {
    return;
  }
  throw outputError('to standard output', new Error('it is closed; name a file with --out'));
}
