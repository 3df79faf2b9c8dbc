/** `--save-mask file.png`: writes the subject's mask. */
import { extname } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { createOutputGuard, findRepeated, type OverwritePolicy } from '../output/guard.ts';
import { checkWritable, writeFileAtomic } from '../output/write.ts';
import type { SubjectMask } from '../result.ts';
import { complain } from './say.ts';

/** Writes the mask; if that fails, reports it on stderr and sets exit code 1. */
export type MaskWriter = (mask: SubjectMask) => Promise<void>;

/**
 * @param outputs other files that the command writes
 * @param inputs all that it reads
 * @returns null if nothing is to be written
 * @throws ClipassoError 'usage' or 'output' when the file cannot be written
 */
export async function prepareMaskFile(
  path: string | undefined,
  outputs: readonly string[],
  inputs: readonly string[],
  policy: OverwritePolicy,
): Promise<MaskWriter | null> {
  if (path === undefined) return null;
  if (extname(path).toLowerCase() !== '.png')
    throw new ClipassoError('usage', `The mask is saved as a PNG; give --save-mask a name such as mask.png`);
  const files = outputs.filter((output) => output !== '-');
  if (await findRepeated([...files, path]))
    throw new ClipassoError('usage', `${path} is named both as an output and for --save-mask`);
  const guard = await createOutputGuard(inputs, policy);
  if (!(await guard.mayWrite(path))) return null;
  await checkWritable(path);
  return async (mask) => {
    const { encodeMask } = await import('../output/mask-png.ts');
    try {
      if (await guard.mayWrite(path)) await writeFileAtomic(path, await encodeMask(mask));
    } catch (error) {
      if (!(error instanceof ClipassoError)) throw error;
      complain(error.message);
      process.exitCode = 1;
    }
  };
}
