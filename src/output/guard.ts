/** Which files may be written: never one that is read from, and none that the program did not write unless that is asked for. */
import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { isMarked } from './marks.ts';

/** What to do where there is a file already. */
export interface OverwritePolicy {
  /** Overwrites files that the program did not write, too. @default false */
  readonly force?: boolean | undefined;
  /** False keeps every file that exists. @default true */
  readonly clobber?: boolean | undefined;
  /** Files that are known to be the program's own, whatever is in them, by their path as it is given to `mayWrite`. */
  readonly known?: ((path: string) => boolean) | undefined;
  /** What the user can do about a file of others. @default to name another with --out, or to force */
  readonly advice?: string | undefined;
}

export interface OutputGuard {
  /**
   * Whether `path` may be written; false if it is to be kept.
   * @throws ClipassoError 'usage' if it is an input, by whatever name, or a file of others.
   */
  mayWrite(path: string): Promise<boolean>;
}

const ADVICE = 'choose another name with --out, or overwrite it with --force';

/** @param inputs paths of everything that is read: photos, masks, sketches, configs; those that do not exist are left out */
export async function createOutputGuard(
  inputs: readonly string[],
  { force = false, clobber = true, known, advice = ADVICE }: OverwritePolicy = {},
): Promise<OutputGuard> {
  if (force && !clobber) throw new ClipassoError('usage', 'Give either --force or --no-clobber, not both');
  const read = new Map<string, string>();
  for (const input of inputs) {
    for (const identity of (await identitiesOf(input)) ?? []) read.set(identity, input);
  }
  return {
    async mayWrite(path) {
      const identities = await identitiesOf(path);
      if (!identities) return true;
      const input = identities.map((identity) => read.get(identity)).find((found) => found !== undefined);
      if (input !== undefined) throw isInput(path, input);
      if (!clobber) return false;
      if (force || known?.(path) || (await isMarked(path))) return true;
      throw new ClipassoError('usage', `${path} exists and was not written by clipasso; ${advice}`);
    },
  };
}

/** The first path that is the same file as one before it, or null. Files that do not exist yet are told apart by their path. */
export async function findRepeated(paths: readonly string[]): Promise<string | null> {
  const seen = new Set<string>();
  for (const path of paths) {
    const identities = (await identitiesOf(path)) ?? [resolve(path)];
    if (identities.some((identity) => seen.has(identity))) return path;
    for (const identity of identities) seen.add(identity);
  }
  return null;
}

/** What identifies a file under any name: its real path, and its device and inode. Null for what is no file. */
async function identitiesOf(path: string): Promise<readonly string[] | null> {
  const info = await stat(path, { bigint: true }).catch(() => null);
  if (!info?.isFile()) return null;
  const real = await realpath(path).catch(() => resolve(path));
  return info.ino === 0n ? [real] : [real, `${info.dev}:${info.ino}`];
}

function isInput(path: string, input: string): ClipassoError {
  const what = path === input ? 'is an input' : `is the same file as the input ${input}`;
  return new ClipassoError('usage', `${path} ${what} and is not overwritten; choose another name with --out`);
}
