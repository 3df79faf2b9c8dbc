/** What is said to people, on standard error: one line each, whatever is in it. */
import { printable } from '../printable.ts';

/** Longest line, in UTF-16 units; errors of other programs may hold whole files. */
const MAX_LENGTH = 2000;

/** One line, as it is. */
export function say(line: string): void {
  const shown = line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)} ...` : line;
  process.stderr.write(`${printable(shown)}\n`);
}

/** One line that begins with the program's name: an error, a warning, a notice. */
export function complain(message: string): void {
  say(`clipasso: ${message}`);
}

/** For those who asked for it. */
export function sayStack({ stack = '' }: Error): void {
  for (const line of stack.split('\n')) say(line);
}
