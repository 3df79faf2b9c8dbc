/** Deletes the folder that vitest.config.ts made for the cache of a run. */
import { rmSync } from 'node:fs';

export function teardown(): void {
  const folder = process.env.XDG_CACHE_HOME;
  if (folder?.includes('clipasso-test-cache-')) rmSync(folder, { recursive: true, force: true });
}
