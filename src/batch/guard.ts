/** What a batch may write: none of its photos, and no file that no batch has written. */
import { join } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { createOutputGuard, type OutputGuard } from '../output/guard.ts';
import { CONTACT_SHEETS } from './contact.ts';
import { isManifest, MANIFEST, parseManifest, readManifest } from './manifest.ts';
import type { BatchOptions, BatchTask } from './types.ts';

export interface GuardedTasks {
  /** Tasks with at least one file to write, with their files to keep. */
  readonly tasks: readonly BatchTask[];
  /** Number of tasks that are left out because all their files exist and are kept. */
  readonly kept: number;
  readonly guard: OutputGuard;
}

/**
 * @param inputs everything that is read
 * @throws ClipassoError 'usage' if one of the files to be written is an input, or was not written by clipasso
 */
export async function guardTasks(
  tasks: readonly BatchTask[],
  inputs: readonly string[],
  { out, force, clobber, reads = [] }: BatchOptions,
): Promise<GuardedTasks> {
  const path = (file: string) => join(out, file);
  const manifest = await readManifest(path(MANIFEST));
  const entries = [...parseManifest(manifest).values()];
  const own = new Set(entries.flatMap(({ outputs }) => outputs.map(path)));
  const guard = await createOutputGuard([...inputs, ...reads], {
    // `force` redraws what is finished and overwrites files that clipasso did not write
    force,
    clobber,
    known: (file) => own.has(file),
  });
  const bookkeeper = await createOutputGuard([...inputs, ...reads], { force: true });
  await bookkeeper.mayWrite(path(MANIFEST));
  if (!force && !isManifest(manifest)) {
    const advice = 'choose another folder with --out, or overwrite it with --force';
    throw new ClipassoError('usage', `${path(MANIFEST)} was not written by clipasso; ${advice}`);
  }
  for (const sheet of CONTACT_SHEETS) await guard.mayWrite(path(sheet));
  const guarded: BatchTask[] = [];
  for (const task of tasks) {
    const keep: string[] = [];
    for (const output of task.outputs) if (!(await guard.mayWrite(path(output)))) keep.push(output);
    if (keep.length < task.outputs.length) guarded.push(keep.length > 0 ? { ...task, keep } : task);
  }
  return { tasks: guarded, kept: tasks.length - guarded.length, guard };
}
