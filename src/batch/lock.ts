/** One batch per output folder. */
import { join } from 'node:path';
import { ClipassoError } from '../errors.ts';
import { type FileLock, type LockResult, takeLock } from '../file-lock.ts';
import { outputError } from '../output/write.ts';

const LOCK = '.clipasso.lock';
/** Milliseconds that a batch which was killed a moment ago gets to end. */
const DYING_MS = 3000;

/** @throws ClipassoError 'output' if another batch is writing into the folder. */
export async function lockFolder(folder: string): Promise<FileLock> {
  const path = join(folder, LOCK);
  const taken = await takeLock(path, { patienceMs: DYING_MS }).catch((cause): LockResult => {
    throw outputError(path, cause);
  });
  if (taken.lock !== null) return taken.lock;
  const who = taken.owner ? ` (process ${taken.owner.pid} on ${taken.owner.host})` : '';
  throw new ClipassoError(
    'output',
    `Another batch${who} is writing into ${folder}; wait for it, or choose another folder (a lock that a crash left behind lapses within a minute)`,
  );
}
