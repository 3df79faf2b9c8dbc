/** Whether weights on this machine are whole and fit their network. */
import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { hashFile } from '../hash-file.ts';
import { systemReason } from '../system-reason.ts';
import type { ModelEntry } from './catalogue.ts';

/**
 * Compares a file's SHA-256 with the catalogue's or, for a file in the cache, with the name of its blob.
 * @returns the hash, and whether there was anything to compare it with
 * @throws ClipassoError 'model' when they differ
 */
export async function verifyHash(
  entry: ModelEntry,
  path: string,
): Promise<{ readonly sha256: string; readonly compared: boolean }> {
  const blob = basename(await realpath(path));
  const expected = entry.sha256 ?? (/^[0-9a-f]{64}$/.test(blob) ? blob : undefined);
  const sha256 = await hashFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new ClipassoError('model', `Cannot read ${path}: ${systemReason(cause)}`, { cause });
  });
  if (expected !== undefined && sha256 !== expected)
    throw new ClipassoError(
      'model',
      `${path} is damaged: its SHA-256 is ${sha256.slice(0, 12)}... instead of ${expected.slice(0, 12)}...; remove and pull it again`,
    );
  return { sha256, compared: expected !== undefined };
}
