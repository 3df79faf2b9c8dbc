/** A disk that is full: files take the beginning of what is written to them, and no more. */
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './folder.ts';

interface Handle {
  write(text: string | Uint8Array): Promise<unknown>;
  writeFile(data: string | Uint8Array): Promise<void>;
  appendFile(data: string | Uint8Array): Promise<void>;
}

/**
 * From now on, until it is emptied or the test ends, no file handle takes more than `room` bytes of a write, and says why.
 * @returns empties it
 */
export async function fillDisk(room: number, code = 'ENOSPC'): Promise<() => void> {
  const path = join(temporaryFolder(), 'probe');
  const probe = await open(path, 'w');
  const handles = Object.getPrototypeOf(probe) as Handle;
  await probe.close();
  await rm(path);
  const { writeFile, appendFile } = handles;
  async function write(this: Handle, data: string | Uint8Array): Promise<void> {
    await this.write(Buffer.from(data).subarray(0, room));
    throw Object.assign(new Error(`${code}: no space left on device, write`), { code });
  }
  Object.assign(handles, { writeFile: write, appendFile: write });
  const empty = () => void Object.assign(handles, { writeFile, appendFile });
  onTestFinished(empty);
  return empty;
}
