/** One hostile case and its expected outcome. */
import type { Random } from '../../src/random.ts';

/** A command line, in a folder of its own. */
export interface CommandCase {
  readonly args: readonly string[];
  readonly stdin?: Buffer | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Factor on the time limit, for cases that draw many photos. @default 1 */
  readonly patience?: number;
  /** Signal that is sent after so many ms. */
  readonly kill?: { readonly signal: 'SIGINT' | 'SIGKILL'; readonly after: number } | undefined;
  /** 'done' is exit code 0, 'refused' 1 or 2; after a SIGINT 130 is right as well, after a SIGKILL any. */
  readonly expect: 'done' | 'refused' | 'either';
  /** Files that may come or change, relative to the folder; a folder with a slash at its end stands for all in it, * for all new ones. */
  readonly outputs: readonly string[];
}

/** A file that the library's readers are given, without a command line. */
export interface ReadCase {
  readonly read: string;
  readonly as: 'photo' | 'mask';
  readonly expect: CommandCase['expect'];
}

export interface HostileCase {
  /** A short name, printed after the kind and a number. */
  readonly title: string;
  /** Puts files into the folder, an empty one. */
  readonly prepare: (folder: string) => Promise<CommandCase | ReadCase>;
}

export interface Kind {
  readonly name: string;
  /** Cases of a whole run. */
  readonly count: number;
  /** Case `index`; the same for the same generator. */
  readonly make: (index: number, random: Random) => HostileCase;
}

export interface Verdict {
  readonly label: string;
  /** Problems; empty if there are none. */
  readonly faults: readonly string[];
  readonly seconds: number;
  readonly megabytes: number;
}

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.integer(values.length)]!;
}
