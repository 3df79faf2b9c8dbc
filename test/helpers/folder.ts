import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder that goes when the file's tests are done; for a file, a hook or a single test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clipasso-test-'));
  folders.push(folder);
  return folder;
}
