/** `clipasso photo.jpg` is `clipasso sketch photo.jpg`. */
import { existsSync } from 'node:fs';

/** Matches arguments that look like file names rather than commands. */
const FILE = /[\\/*?]|\.\w+$|^-$/;
const OWN_OPTIONS: ReadonlySet<string> = new Set(['-h', '--help', '-V', '--version', '--']);

/**
 * Puts `sketch` before arguments that begin with a photo, or that begin with options and hold a photo.
 * @param args the program's arguments, without node and script
 * @param commands names of all commands; a file with such a name needs `./`
 */
export function withDefaultCommand(args: readonly string[], commands: ReadonlySet<string>): string[] {
  const [first] = args;
  if (first === undefined || commands.has(first) || OWN_OPTIONS.has(first)) return [...args];
  const isFile = (word: string) => FILE.test(word) || existsSync(word);
  const begins =
    first.startsWith('-') && first !== '-' ? args.slice(1).some((word) => existsSync(word)) : isFile(first);
  return begins ? ['sketch', ...args] : [...args];
}
