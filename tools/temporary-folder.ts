/** A folder for the time of a script. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gone when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clipasso-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
