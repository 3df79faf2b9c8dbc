import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { expectRegular } from './read-regular.ts';

/** SHA-256 of a file, in hexadecimal. @throws the file system's errors, and ENOTFILE for a pipe or device */
export async function hashFile(path: string): Promise<string> {
  await expectRegular(path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
