/** Which files may be written: never an input, and a file that this program did not write only on request. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { realTarget } from '../real-target.ts';
import { isMarked } from './marks.ts';

/** What to do if the file exists. */
export interface OverwritePolicy {
  /** Also overwrites files that this program did not write. @default false */
  readonly force?: boolean | undefined;
  /** False keeps every file that exists. @default true */
  readonly clobber?: boolean | undefined;
  /** Whether a path, as given to `mayWrite`, is known to be this program's file, whatever its content. */
  readonly known?: ((path: string) => boolean) | undefined;
  /** The advice in the message about another program's file. @default another name with --out, or --force */
  readonly advice?: string | undefined;
}

export interface OutputGuard {
  /**
   * Whether `path` may be written; false if it is to be kept.
   * @throws ClipassoError 'usage' if it is an input, under whatever name, or a file that this program did not write.
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

/** The first path that is the same file as an earlier one, or null. */
export async function findRepeated(paths: readonly string[]): Promise<string | null> {
  const seen = new Set<string>();
  for (const path of paths) {
    const identities = (await identitiesOf(path)) ?? [await realTarget(path).catch(() => resolve(path))];
    if (identities.some((identity) => seen.has(identity))) return path;
    for (const identity of identities) seen.add(identity);
  }
  return null;
}

/** What identifies a file under any name: its real path, and its device and inode. Null if it is not a regular file. */
async function identitiesOf(path: string): Promise<readonly string[] | null> {
  const info = await stat(path, { bigint: true }).catch(() => null);
  if (!info?.isFile()) return null;
  const real = await realTarget(path).catch(() => resolve(path));
  return info.ino === 0n ? [real] : [real, `${info.dev}:${info.ino}`];
}

function isInput(path: string, input: string): ClipassoError {
  const what = path === input ? 'is an input' : `is the same file as the input ${input}`;
  return new ClipassoError('usage', `${path} ${what} and is not overwritten; choose another name with --out`);
}
