/** Messages on standard error, one line each: control characters are escaped. */
import { printable } from '../printable.ts';

/** Longest message, in UTF-16 units; errors of other programs may hold whole files. */
const MAX_LENGTH = 2000;

/** Prints one line without prefix. */
export function say(line: string): void {
  const shown = line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)} ...` : line;
  process.stderr.write(`${printable(shown)}\n`);
}

/** Prints a line of what a command answers. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Columns as wide as their widest cell, two blanks apart. @param right whether each column is set to the right */
export function inColumns(rows: readonly (readonly string[])[], right: readonly boolean[] = []): string[] {
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  const cells = (row: readonly string[]) =>
    row.map((cell, c) => (right[c] ? cell.padStart(widths[c]) : cell.padEnd(widths[c])));
  return rows.map((row) => cells(row).join('  ').trimEnd());
}

/** Prints one line that begins with the program's name: an error, a warning or a notice. */
export function complain(message: string): void {
  say(`clipasso: ${message}`);
}

/** Prints an error's stack, for --verbose. */
export function sayStack({ stack = '' }: Error): void {
  for (const line of stack.split('\n')) say(line);
}
