/** Files of the program's own, in whose place there may be anything. */
import { fstatSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

/**
 * The file's text. A pipe or device in its place is refused: reading it might never end.
 * @throws the system's error, EISDIR for a folder and ENOTFILE for what is no file
 */
export async function readRegular(path: string): Promise<string> {
  await expectRegular(path);
  return readFile(path, 'utf8');
}

/** @throws as readRegular */
export async function expectRegular(path: string): Promise<void> {
  const info = await stat(path);
  if (info.isFile()) return;
  const code = info.isDirectory() ? 'EISDIR' : 'ENOTFILE';
  throw Object.assign(new Error(`${path} is no file`), { code });
}

/** Node reads a folder there as if it were empty. */
export function isFolderOnStdin(): boolean {
  try {
    return fstatSync(0).isDirectory();
  } catch {
    return false;
  }
}
