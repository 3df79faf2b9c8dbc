/** One attempt to make the program fall over, and what it must come to. */
import type { Random } from '../../src/random.ts';

/** A command line, in a folder of its own. */
export interface CommandCase {
  readonly args: readonly string[];
  readonly stdin?: Buffer | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Times the usual limit that it may take; for what draws many photos. @default 1 */
  readonly patience?: number;
  /** Sent after so many ms. */
  readonly kill?: { readonly signal: 'SIGINT' | 'SIGKILL'; readonly after: number } | undefined;
  /** 'done' is exit code 0, 'refused' 1 or 2; after a SIGINT 130 is right as well, after a SIGKILL nothing is asked. */
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
  /** What it is, in a few words; the kind and a number are put before it. */
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
  /** What was wrong; empty if nothing. */
  readonly faults: readonly string[];
  readonly seconds: number;
  readonly megabytes: number;
}

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.integer(values.length)]!;
}
