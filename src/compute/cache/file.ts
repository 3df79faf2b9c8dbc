/** Files of the cache: whole or not there, whoever else writes or fills the disk. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolderSync } from '../../make-folder.ts';

const DIGEST_BYTES = 32;
const DAY_MS = 86_400_000;

/** The content that was written to the file; null where there is none, or it is damaged. */
export function readEntry(path: string): Buffer | null {
  try {
    if (!statSync(path).isFile()) return null; // a pipe would be read for ever
    const file = readFileSync(path);
    const content = file.subarray(DIGEST_BYTES);
    if (!digestOf(content).equals(file.subarray(0, DIGEST_BYTES))) return null;
    markUsed(path);
    return content;
  } catch {
    return null;
  }
}

/**
 * Writes the file under another name and renames it, so that a reader sees all of it or nothing.
 * @returns whether it is there now: not on a disk that is full or may not be written to
 */
export function writeEntry(path: string, content: Uint8Array): boolean {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    makeFolderSync(dirname(path), 0o700);
    writeFileSync(unfinished, Buffer.concat([digestOf(content), content]), { flag: 'wx' });
    renameSync(unfinished, path);
    return true;
  } catch {
    removeUnfinished(unfinished);
    return false;
  }
}

function removeUnfinished(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // there is no such folder, or nothing may be written to it
  }
}

/** Its time says, to the day, when it was last used; what is unused is deleted first. */
function markUsed(path: string): void {
  const now = new Date();
  if (now.getTime() - statSync(path).mtimeMs < DAY_MS) return;
  try {
    utimesSync(path, now, now);
  } catch {
    // a cache that may only be read
  }
}

function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
